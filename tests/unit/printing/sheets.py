"""Agendas of fictional patients, and a reader of what was printed."""

import io
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader

from tumorboard.printing.agenda import Agenda, AgendaCase, NotedCase, Seat, agenda_pdf

CASE = AgendaCase(
    position=1, start="7:00", minutes=7, name="QUILLFEATHER, Dorothea (Ms)", born="May 2, 1963", age=63, sex="Female",
    mrn="009 900 417", headline="Ileal NET G2, liver metastases", question="Debulk the liver first?",
    presenter="Dr. A. Okafor, Endocrinology", needs=("Endocrinology", "Surgery, oncologic"),
    tags=(("Urgent: hypertension", "red"), ("Late add", "")))
SEATS = tuple(Seat(f"Seat {number}", "" if number == 3 else f"A. Person{number}", "7:00–7:18") for number in range(17))
AGENDA = Agenda(
    board_name="Neuroendocrine tumor board", date_words="Friday, December 4, 2026", time_words="7:00 am",
    place="Conference room 4", chair="Dr. R. Vance", revision=2, stage_words="Published",
    published_words="Thursday, December 3, 10:05 am", printed_by="Dana Whitlock",
    printed_at="Friday, December 4, 6:31 am", minutes_used=82, capacity=90, contact="Dana Whitlock, 555 0134",
    video_link="https://video.example.org/board", cases=(CASE,), seats=SEATS, record_head="7f3a 91c2",
    noted=(NotedCase("PATERSON, Neil", "Nov 30, 1989", 37, "Male", "009 900 126", "Appendiceal NET 8 mm"),),
    not_docketed=(("KESSLER, Brigitte", "009 900 504", "outside slides not here"),))


@dataclass(frozen=True)
class Paper:
    """What a reader finds in a printed PDF."""

    size: int
    pages: list[str]
    reader: PdfReader

    @property
    def text(self) -> str:
        """All pages as one line of text, so that a line break hides nothing."""
        return " ".join(" ".join(self.pages).split())

    @property
    def fonts(self) -> set[str]:
        """The faces on its pages, without the mark of their subset."""
        found: set[str] = set()
        for page in self.reader.pages:
            named: Any = page["/Resources"]["/Font"]  # type: ignore[index]
            found |= {str(each.get_object()["/BaseFont"]).partition("+")[2] for each in named.values()}
        return found


def printed(agenda: Agenda) -> Paper:
    """Print the agenda and read it back."""
    return read(agenda_pdf(agenda))


def read(content: bytes) -> Paper:
    """Read what was printed."""
    reader = PdfReader(io.BytesIO(content))
    return Paper(len(content), [page.extract_text() for page in reader.pages], reader)


def with_cases(number: int, **changes: Any) -> Agenda:
    """Make an agenda of so many cases."""
    cases = tuple(replace(CASE, position=place, **{"name": f"PATIENT{place}, Ada", **changes})
                  for place in range(1, number + 1))
    return replace(AGENDA, cases=cases)
