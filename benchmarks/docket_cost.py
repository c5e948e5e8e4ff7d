"""P3: what a docket page of 25 cases costs that nobody has seen yet, against a hello-world page with login."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import ground, hello
from benchmarks.asking import asking
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line, in_turns
from tumorboard.web.processes import settle

READERS = ("pathology", "coordinator")
WARM, ROUNDS = 40, 300


def measure(_options: Sequence[str]) -> list[Line]:
    """Ask for both pages in turns; a specialist's is the one that most people read."""
    with TemporaryDirectory() as folder, published(25) as app:
        small = hello.application(Path(folder))
        least = asking(small, hello.PAGE, hello.cookie(small))
        pages = [asking(app, PAGE, ground.cookie(app, who)) for who in READERS]
        in_turns([least, *pages], WARM)
        settle()
        bare, read, run = in_turns([least, *pages], ROUNDS)
    return [Line("hello-world page with login", 1000 * bare, " ms of CPU"),
            Line("docket page of a specialist", 1000 * read, " ms of CPU"),
            Line("docket page of the coordinator, with what moves the cases", run / bare, " × hello"),
            Line("docket page of a specialist against hello with login", read / bare, " ×", most=12)]
