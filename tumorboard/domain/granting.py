"""Who may give which role: those who run accounts give no clinical rights, and nobody gives rights to themselves."""

from tumorboard.domain.access import Actor, Permission, may
from tumorboard.vocabulary.people import Role

ON_THE_BOARD = frozenset({Role.COORDINATOR, Role.CHAIR, Role.VICE_CHAIR, Role.SPECIALIST, Role.REFERRER,
                          Role.CLINICIAN})
OVER_ACCOUNTS = frozenset({Role.ADMIN, Role.AUDITOR})


def grantable(actor: Actor) -> frozenset[Role]:
    """Name the roles that the actor may give and take."""
    found: frozenset[Role] = frozenset()
    if may(actor, Permission.RUN_ROSTER):
        found |= ON_THE_BOARD
    if may(actor, Permission.RUN_ACCOUNTS):
        found |= OVER_ACCOUNTS
    return found


def granted(actor: Actor, before: frozenset[Role], asked: frozenset[Role]) -> frozenset[Role]:
    """Give the roles after a change: what the actor may not give or take stays as it was."""
    mine = grantable(actor)
    return (before - mine) | (asked & mine)


def may_handle(actor: Actor, roles: frozenset[Role]) -> bool:
    """Tell whether the actor may change the address or hand out the link of somebody with these roles.

    A link opens the account: whoever may not give a role must not come by it that way.
    """
    if Role.SYSTEM in roles:
        return False
    return may(actor, Permission.RUN_ACCOUNTS) or (may(actor, Permission.RUN_ROSTER) and not roles & OVER_ACCOUNTS)
