"""P5: how much longer than usual the slowest docket page of a hundred takes."""

from collections.abc import Sequence

from benchmarks import ground
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line, cpu_times, percentile
from tumorboard.web.processes import settle

WARM, MEASURED = 60, 1000


def measure(_options: Sequence[str]) -> list[Line]:
    """Ask for the page of 25 cases again and again, in a process that has settled as a server does."""
    with published(25) as app:
        client = ground.browser(app, "pathology")
        if client.get(PAGE).status_code != 200:
            raise RuntimeError("The docket page does not answer.")
        cpu_times(lambda: client.get(PAGE), WARM)
        settle()
        spent = cpu_times(lambda: client.get(PAGE), MEASURED)
    usual, slow = percentile(spent, 0.5), percentile(spent, 0.99)
    return [Line("usual page of 25 cases", 1000 * usual, " ms of CPU"),
            Line("slowest of a hundred", 1000 * slow, " ms of CPU"),
            Line("slowest of a hundred against the usual", slow / usual, " ×", most=1.5)]
