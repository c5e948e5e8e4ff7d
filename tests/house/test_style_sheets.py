"""The style sheets stay small: together they are sent to every reader of the first page."""

import gzip

from tests.house.project import ROOT

MOST = 11 * 1024


def test_all_style_sheets_together_weigh_at_most_eleven_kilobytes_on_the_wire():
    sheets = sorted((ROOT / "tumorboard/static/css").glob("*.css"))
    assert len(gzip.compress(b"".join(sheet.read_bytes() for sheet in sheets))) <= MOST
