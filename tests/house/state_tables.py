"""Writes docs/states.md from the tables of moves: `make fix`, or `python -m tests.house.state_tables`."""

from collections.abc import Iterator

from tests.house.project import ROOT
from tumorboard.domain import case_flow, flow, meeting_flow
from tumorboard.vocabulary.word import Word
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

PAGE = ROOT / "docs" / "states.md"
HEAD = """# States

Written by `make fix` from the tables of moves in `tumorboard/domain`; a test compares. Change the table, not this page.
"""


def page() -> str:
    """Write the whole page."""
    return "\n".join([HEAD, *_chapter("Case", CaseStatus, case_flow.MOVES),
                      *_chapter("Meeting", MeetingStatus, meeting_flow.MOVES)])


def _chapter(title: str, states: type[Word], moves: flow.Moves[Word]) -> Iterator[str]:
    """Write one table: every state with the moves that leave it."""
    yield f"## {title}\n"
    yield "| state | shown as | move | becomes |"
    yield "|---|---|---|---|"
    for state in states:
        leaving = [(verb, end) for (start, verb), end in moves.items() if start == state]
        rows = [(verb, end.value) for verb, end in leaving] or [("no move", "stays")]
        yield from (f"| {state.value} | {state.label} | {verb} | {end} |" for verb, end in rows)
    yield ""


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
