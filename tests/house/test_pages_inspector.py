"""The page inspector passes a good page and finds each fault."""

import pytest

from tests.house.pages import inspect, inspect_fragment

GOOD = """<!doctype html><html lang="en"><head><title>Roster – Tumor Board</title></head><body>
<a class="skip" href="#main">Skip to main content</a><main id="main">
<h1>Ros<svg><path d="M1"/></svg>ter <span>next Fridays</span></h1>
<form><input type="hidden" name="csrf_token"><label for="q">Find</label><input id="q" name="q" aria-describedby="hint">
<p id="hint">A name</p><label>Seat <select name="seat"></select></label><textarea aria-label="Note"></textarea>
<button>Find</button><button aria-label="Close"><svg><path d="M2"/></svg></button></form>
<table><tr><th scope="col">Seat</th></tr><tr><td>Pathology</td></tr></table></main></body></html>"""
FAULTS = {
    "2 h1 instead of one": ("</main>", "<h1>Roster</h1></main>"),
    "title “Seats – Tumor Board” does not start with “Roster”": ("<title>Roster", "<title>Seats"),
    "no skip link": ('class="skip"', 'class="jump"'),
    "the skip link leads nowhere": ("#main", "#content"),
    "id “q” 2 times": ("<p id=\"hint\">", '<p id="q"><p id="hint">'),
    "“hint” is pointed to but missing": ('<p id="hint">', "<p>"),
    "field “q” has no label": ('for="q"', 'for="p"'),
    "field “seat” has no label": ('<label>Seat <select name="seat"></select></label>', '<select name="seat"></select>'),
    "field “” has no label": (' aria-label="Note"', ""),
    "table 1 has no heads": ('<th scope="col">Seat</th>', "<td>Seat</td>"),
    "table 1 has a head without a scope": (' scope="col"', ""),
    "“medonc_gep” is a stored code, not a word": ("Pathology", "Seat medonc_gep"),
    "a button without words": (' aria-label="Close"', ""),
}


def test_a_good_page_passes():
    assert inspect(GOOD) == []
    assert inspect(GOOD.replace("<title>", "<title>Error: ")) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault):
    assert inspect(GOOD.replace(*FAULTS[fault])) == [fault]


def test_what_is_quoted_as_code_and_an_address_is_no_word_of_ours():
    assert inspect(GOOD.replace("Pathology", "<code>birth_date</code> coord_dale@example.org")) == []


def test_a_piece_of_a_page_needs_no_heading_but_labels():
    assert inspect_fragment("<p>Saved</p>") == []
    assert inspect_fragment('<input name="q">') == ["field “q” has no label"]
