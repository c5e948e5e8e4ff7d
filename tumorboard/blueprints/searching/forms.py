"""What is asked for: words, and what the case must be."""

from collections.abc import Iterable

from wtforms import StringField
from wtforms.validators import Length

from tumorboard.domain import searching
from tumorboard.domain.searching import mark
from tumorboard.profiles import Profile
from tumorboard.queries.search import Asked
from tumorboard.vocabulary.workflow import CaseStatus, Outcome
from tumorboard.web.forms import BoardForm, ChoiceField, DayField, clean, options, read_day, text_field

# Each choice with the letter by which the index knows it.
CHOICES = {"status": "s", "family": "f", "year": "y", "outcome": "o"}
ASKED = ("q", *CHOICES, "met")


class SearchForm(BoardForm):
    """A search. Control characters part words like any other sign, so that what was pasted is never refused."""

    q = StringField("Name, MRN, case number or words", filters=[clean], validators=[
        Length(max=200, message="Use at most 200 characters. Nothing was cut; shorten it here.")])
    status = ChoiceField("State", validate_choice=False)
    family = ChoiceField("Tumor family", validate_choice=False)
    year = ChoiceField("Sent in", validate_choice=False)
    outcome = ChoiceField("Outcome", validate_choice=False)
    met = DayField("Meeting on", description="For example 2026-12-04.")
    name = text_field("Name of this search", 60)

    def offer(self, profile: Profile, years: Iterable[int]) -> None:
        """Fill the lists."""
        any_ = ("", "Any")
        self.status.choices = options([any_, *((each.value, each.label) for each in CaseStatus)])
        self.family.choices = options([any_, *profile.labels("net_family").items()])
        self.year.choices = options([any_, *((str(each), str(each)) for each in years)])
        self.outcome.choices = options([any_, *((each.value, each.label) for each in Outcome)])

    def kept(self) -> dict[str, str]:
        """Give what is asked as it is kept under a name, and as the next page asks it again."""
        return {name: self[name].data or "" for name in ASKED}

    def asked(self) -> Asked:
        """Give what is asked as the search takes it."""
        marks = [(mark(letter, self[name].data),) for name, letter in CHOICES.items() if self[name].data]
        day = read_day(self.met.data or "")
        if day is not None:
            marks.append((mark("d", day.isoformat()),))
        return Asked(searching.read(self.q.data or ""), tuple(marks))
