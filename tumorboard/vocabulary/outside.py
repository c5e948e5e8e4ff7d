"""What comes from outside, and how far the reading here agrees with the one there."""

from tumorboard.vocabulary.word import Word


class MaterialKind(Word):
    """What was asked for at the outside hospital."""

    REPORT = "report", "Report or record"
    SLIDES = "slides", "Slides or blocks"
    SCANS = "scans", "Scans"


class Difference(Word):
    """How far the reading here differs from the outside one."""

    NONE = "none", "Agrees"
    MINOR = "minor", "Minor difference"
    MAJOR = "major", "Major difference"


class Verdict(Word):
    """What a clinician said of a derived value."""

    CONFIRMED = "confirmed", "Confirmed"
    DISAGREED = "disagreed", "Disagreed"
