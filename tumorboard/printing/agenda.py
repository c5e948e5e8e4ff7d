"""The printed agenda: running order with room to write, what is not discussed and why, and the sign-in sheet."""

from dataclasses import asdict, dataclass

from tumorboard.printing import typst

URGENT = "Urgent"


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """One case on paper; a tag is its words and its tone, and words that begin with “Urgent” count as urgent."""

    position: int
    start: str
    minutes: int
    name: str
    born: str
    age: int | None
    sex: str
    mrn: str
    headline: str
    question: str
    presenter: str
    needs: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def is_urgent(self) -> bool:
        """Tell whether a tag of the case says so."""
        return any(words.startswith(URGENT) for words, _tone in self.tags)


@dataclass(frozen=True, slots=True)
class NotedCase:
    """A case that is listed for the record and not discussed."""

    name: str
    born: str
    age: int | None
    sex: str
    mrn: str
    text: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of the sign-in sheet; nobody expected prints as a gap."""

    seat: str
    expected: str
    block: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that one printed agenda says, already in words; without a revision it is a draft."""

    board_name: str
    date_words: str
    time_words: str
    place: str
    chair: str
    revision: int | None
    stage_words: str
    published_words: str
    printed_by: str
    printed_at: str
    minutes_used: int
    capacity: int
    contact: str = ""
    video_link: str = ""
    cases: tuple[AgendaCase, ...] = ()
    noted: tuple[NotedCase, ...] = ()
    not_docketed: tuple[tuple[str, str, str], ...] = ()
    seats: tuple[Seat, ...] = ()
    guests: int = 7
    policy_number: int | None = None
    record_head: str = ""

    @property
    def revision_words(self) -> str:
        """Say which revision this paper is."""
        return "Draft, not published" if self.revision is None else f"Revision {self.revision}"


def agenda_pdf(agenda: Agenda) -> bytes:
    """Print the agenda as a tagged PDF on US letter."""
    cases = [{**asdict(case), "is_urgent": case.is_urgent} for case in agenda.cases]
    return typst.pdf("agenda", {**asdict(agenda), "revision_words": agenda.revision_words, "cases": cases})
