"""The order in which lists of people stand."""

from tumorboard.domain.identity import search_name
from tumorboard.models import Member
from tumorboard.web.wording import split_name


def by_family(member: Member) -> str:
    """Give what a list of people is sorted by: the family name first, accents aside."""
    given, family = split_name(member.name)
    return search_name(family, given)
