"""What becomes of one row of a referral list."""

from tumorboard.vocabulary.word import Word


class RowOutcome(Word):
    """How a row of a referral list ends; every row ends as exactly one of these."""

    NEW = "new", "New patient"
    EXISTING = "existing", "Known patient, new case"
    DUPLICATE = "duplicate", "Already there"
    NEEDS_REVIEW = "needs_review", "Needs your look"
    REJECTED = "rejected", "Rejected"
    SKIPPED = "skipped", "Skipped"


class Weight(Word):
    """What a problem in a cell does to its row."""

    NOTE = "note", "Flagged"
    REVIEW = "review", "Asks for a look"
    REJECT = "reject", "Rejects the row"


IMPORTED = frozenset({RowOutcome.NEW, RowOutcome.EXISTING})
