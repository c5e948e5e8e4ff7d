"""Writing a member's particulars, roles and seats: only what differs, so that an unchanged row stays untouched."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm.attributes import flag_modified

from tumorboard.models import Member, MemberRole, MemberSpecialty
from tumorboard.vocabulary.people import Role


def apply(member: Member, plain: Mapping[str, str], roles: Collection[Role] | None,
          specialties: Collection[str] | None) -> bool:
    """Write what differs and tell whether anything did; None leaves roles or seats as they are."""
    changes = [_set_plain(member, name, text) for name, text in plain.items()]
    if roles is not None and frozenset(roles) != member.roles:
        member.role_rows[:] = [row for row in member.role_rows if row.role in roles]
        member.role_rows.extend(MemberRole(role=role) for role in sorted(set(roles) - member.roles))
        changes.append(_touch(member))
    if specialties is not None and frozenset(specialties) != frozenset(member.specialties):
        member.specialty_rows[:] = [row for row in member.specialty_rows if row.specialty in specialties]
        added = sorted(set(specialties) - set(member.specialties))
        member.specialty_rows.extend(MemberSpecialty(specialty=code) for code in added)
        changes.append(_touch(member))
    return any(changes)


def _set_plain(member: Member, name: str, text: str) -> bool:
    """Set one plain answer where it differs; no e-mail is stored as none, because addresses are unique."""
    value = text.lower() or None if name == "email" else text
    if getattr(member, name) == value:
        return False
    setattr(member, name, value)
    return True


def _touch(member: Member) -> bool:
    """Make the member's version count a change of roles or seats, which live in rows of their own."""
    flag_modified(member, "name")
    return True
