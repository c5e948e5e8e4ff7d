"""Every page of the board's week, as everybody, in light, in the dark and on a phone: axe-core finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.inspecting import AXE, DESKTOP, HEIGHT
from tests.browser.touring import Tour, pages
from tests.browser.week_tour import WEEK


@pytest.fixture(scope="module")
def week(browser: Browser, module_demo: str) -> Iterator[Tour]:
    """What was found on a tour through one whole week; nothing is changed by those who ask."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": HEIGHT})
    context.add_init_script(AXE)
    tour = Tour(context.new_page(), module_demo)
    tour.page.set_default_timeout(15_000)
    for part in WEEK:
        part(tour)
    yield tour
    context.close()


def test_axe_finds_nothing_to_mend_and_nothing_it_cannot_judge(week: Tour) -> None:
    assert week.findings.faults == []


def test_no_page_scrolls_sideways_and_no_table_is_cut_off(week: Tour) -> None:
    assert week.findings.overhangs == []


def test_no_stored_code_reaches_a_reader(week: Tour) -> None:
    assert week.findings.codes == []


def test_every_page_was_looked_at(week: Tour) -> None:
    assert sorted(pages(week.app) - week.seen) == []
