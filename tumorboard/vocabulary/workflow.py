"""The words of the week: what state a case, a meeting, a docket and a recommendation are in."""

from tumorboard.vocabulary.word import Word


class CaseStatus(Word):
    """Where a case stands on its way to a signed recommendation."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ASKED = "asked", "Sent back"
    READY = "ready", "Accepted"
    LISTED = "listed", "On the docket"
    DISCUSSED = "discussed", "Discussed"
    SIGNED = "signed", "Signed"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Lane(Word):
    """Whether a case is talked about or only listed for the record."""

    DISCUSS = "discuss", "To discuss"
    SOC_LISTING = "soc_listing", "Listed, not discussed"


class MeetingStatus(Word):
    """Where a meeting stands in its week."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Provisional"
    FROZEN = "frozen", "Frozen"
    PUBLISHED = "published", "Published"
    IN_SESSION = "in_session", "In session"
    CLOSED = "closed", "Closed"
    SKIPPED = "skipped", "No meeting"
    MOVED = "moved", "Moved"


class Outcome(Word):
    """What came of one discussion."""

    MADE = "made", "Decided"
    DEFERRED = "deferred", "Deferred"
    NONE = "none", "No decision"
    NOT_DISCUSSED = "not_discussed", "Not reached"
    SOC_LISTED = "soc_listed", "Standard of care, listed"


SIGNED_OUTCOMES = frozenset({Outcome.MADE, Outcome.DEFERRED, Outcome.NONE, Outcome.SOC_LISTED})


class DeferralReason(Word):
    """Why the board put a decision off."""

    PATHOLOGY = "pathology", "Pathology missing"
    IMAGING = "imaging", "Imaging missing or too old"
    LABS = "labs", "Blood or urine results missing"
    SPECIALIST = "specialist", "A needed specialist was not there"
    PATIENT = "patient", "The patient’s wishes or fitness not known"
    QUESTION = "question", "The question was not clear"
    TIME = "time", "Needs more time than was left"
    OTHER = "other", "Another reason"


class Decision(Word):
    """What the planner decided about a candidate."""

    ADMITTED = "admitted", "On the docket"
    BUMPED = "bumped", "Bumped"
    HELD = "held", "Held"
    LISTED = "listed", "Listed, not discussed"


class WishKind(Word):
    """What the coordinator may wish of a docket."""

    IN = "in", "On this docket"
    OUT = "out", "Not on this docket"
    FIRST = "first", "First"
    LAST = "last", "Last"
    WINDOW = "window", "Between two times"
    BEFORE = "before", "Before another case"
    ORDER = "order", "Keep this order"
    NOTE = "note", "Note"


PINS = frozenset({WishKind.IN, WishKind.OUT, WishKind.FIRST, WishKind.LAST, WishKind.WINDOW})


class MessageKind(Word):
    """What a message about a case is for."""

    ASK = "ask", "Sent back, missing"
    ANSWER = "answer", "Answer"
    CHANGE = "change", "Change asked for"
    NOTE = "note", "Note"
    OPINION = "opinion", "Preliminary opinion"


class ReadinessState(Word):
    """Where one readiness item of a case stands."""

    OPEN = "open", "Open"
    READY = "ready", "Ready"
    REQUESTED = "requested", "Requested"
    WAIVED = "waived", "Waived"
    NOT_NEEDED = "not_needed", "Not needed"


class ActionStatus(Word):
    """How far an item of a recommendation has been carried out."""

    NOT_STARTED = "not-started", "Not started"
    SCHEDULED = "scheduled", "Scheduled"
    IN_PROGRESS = "in-progress", "In progress"
    ON_HOLD = "on-hold", "On hold"
    COMPLETED = "completed", "Done"
    CANCELLED = "cancelled", "Cancelled"
    STOPPED = "stopped", "Stopped"
