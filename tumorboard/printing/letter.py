"""The letter on a signed recommendation, and the minutes of a closed meeting: the same words on paper."""

from dataclasses import asdict, dataclass

from tumorboard.printing import typst


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One recommended step: what, and under it how it is meant and who does it by when."""

    what: str
    rest: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that one letter says, already in words."""

    board_name: str
    title: str
    to: tuple[str, ...]
    date_words: str
    name: str
    born: str
    age: int | None
    sex: str
    mrn: str
    heading: str
    opening: str
    question: str
    version: int
    foot: str
    items: tuple[LetterItem, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    patient_wants: str = ""
    signatures: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MinuteCase:
    """One case in the minutes: who, what was asked, what came of it, who was there for it."""

    number: int
    name: str
    born: str
    age: int | None
    sex: str
    mrn: str
    headline: str
    question: str
    outcome: str
    lines: tuple[str, ...] = ()
    dissents: tuple[str, ...] = ()
    presence: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that the minutes of one meeting say, already in words."""

    board_name: str
    date_words: str
    times: str
    chair: str
    printed_by: str
    printed_at: str
    unsigned: int
    cases: tuple[MinuteCase, ...] = ()
    present: tuple[tuple[str, str], ...] = ()


def letter_pdf(letter: Letter) -> bytes:
    """Print the letter as a tagged PDF on US letter."""
    return typst.pdf("letter", asdict(letter))


def minutes_pdf(minutes: Minutes) -> bytes:
    """Print the minutes as a tagged PDF on US letter."""
    return typst.pdf("minutes", asdict(minutes))
