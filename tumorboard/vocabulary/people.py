"""Who people are to the board, and how they come to a meeting."""

from tumorboard.vocabulary.word import Word


class Role(Word):
    """What a member may do; a member may hold several."""

    COORDINATOR = "coordinator", "Coordinator"
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice chair"
    SPECIALIST = "specialist", "Specialist"
    REFERRER = "referrer", "Referring clinician"
    CLINICIAN = "clinician", "Clinician"
    ADMIN = "admin", "Administrator"
    AUDITOR = "auditor", "Auditor"
    SYSTEM = "system", "System"


class Answer(Word):
    """What a member answered for one meeting."""

    PRESENT = "present", "In the room"
    REMOTE = "remote", "By video"
    LATE = "late", "Comes late"
    LEAVES = "leaves", "Leaves early"
    WINDOW = "window", "Only part of it"
    DEPUTY = "deputy", "Sends deputy"
    ABSENT = "absent", "Away"
    NO_ANSWER = "no_answer", "No answer"


class Mode(Word):
    """How a person attends."""

    ROOM = "room", "In the room"
    REMOTE = "remote", "By video"


class Theme(Word):
    """How a member wants the pages to look."""

    SYSTEM = "system", "As my computer"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


COMING = frozenset({Answer.PRESENT, Answer.REMOTE, Answer.LATE, Answer.LEAVES, Answer.WINDOW})


class Imported(Word):
    """What became of one row of a roster import."""

    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    REFUSED = "refused", "Not taken"
