"""Which moves a case allows, from draft to signed recommendation."""

from tumorboard.domain import flow
from tumorboard.vocabulary.workflow import CaseStatus as S

MOVES: flow.Moves[S] = {
    (S.DRAFT, "submit"): S.SUBMITTED,
    (S.DRAFT, "withdraw"): S.WITHDRAWN,
    (S.SUBMITTED, "ask"): S.ASKED,
    (S.SUBMITTED, "accept"): S.READY,
    (S.SUBMITTED, "withdraw"): S.WITHDRAWN,
    (S.ASKED, "answer"): S.SUBMITTED,
    (S.ASKED, "accept"): S.READY,
    (S.ASKED, "withdraw"): S.WITHDRAWN,
    (S.READY, "list"): S.LISTED,
    (S.READY, "unaccept"): S.SUBMITTED,
    (S.READY, "withdraw"): S.WITHDRAWN,
    (S.LISTED, "return"): S.READY,
    (S.LISTED, "discuss"): S.DISCUSSED,
    (S.LISTED, "withdraw"): S.WITHDRAWN,
    (S.DISCUSSED, "reopen"): S.LISTED,
    (S.DISCUSSED, "return"): S.READY,
    (S.DISCUSSED, "sign"): S.SIGNED,
    (S.SIGNED, "close"): S.CLOSED,
}
# Its items and needs still matter: nothing has been decided yet.
UNDER_REVIEW = frozenset({S.SUBMITTED, S.ASKED, S.READY, S.LISTED})
DOCKETED = frozenset({S.READY, S.LISTED, S.DISCUSSED, S.SIGNED, S.CLOSED})


def move(status: S, verb: str) -> S:
    """Give the status that follows; raise MoveRefused where the case does not allow it."""
    return flow.move(MOVES, "The case", status, verb)


def allowed(status: S) -> frozenset[str]:
    """Name the moves that a case in this status allows."""
    return flow.allowed(MOVES, status)
