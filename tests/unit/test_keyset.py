"""The place in the link to the next page: what is written is read again, and anything else begins the list anew."""

from datetime import UTC, date, datetime, timezone
from urllib.parse import unquote_plus
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.web import keyset

NOW = datetime(2026, 12, 1, 20, 40, 0, 123456, tzinfo=UTC)
NUMBERS = st.integers(0, 2**31 - 1)
ZONES = st.timezones().map(lambda zone: timezone(zone.utcoffset(NOW)))


@given(st.dates(), st.uuids())
def test_a_day_and_an_id_are_read_as_they_were_written(day: date, last: UUID) -> None:
    assert keyset.read(keyset.written(day, last), date.fromisoformat, UUID) == (day, last)


@given(st.datetimes(timezones=ZONES), NUMBERS)
def test_a_moment_is_read_even_where_an_address_lost_its_plus(at: datetime, last: int) -> None:
    typed = unquote_plus(keyset.written(at, last))
    assert keyset.read(typed, keyset.moment, keyset.number) == (at, last)


@pytest.mark.parametrize("text", [
    "", "|", "nonsense", f"{NOW.isoformat()}|", f"{NOW.isoformat()}|-1", f"{NOW.isoformat()}|{2**31}",
    f"{NOW.isoformat()}|{'9' * 5000}", f"{NOW.replace(tzinfo=None).isoformat()}|1", "2026-13-45|1"])
def test_a_mistyped_place_begins_the_list_again(text: str) -> None:
    assert keyset.read(text, keyset.moment, keyset.number) is None


def test_a_place_of_another_list_begins_this_one() -> None:
    assert keyset.read(keyset.written(NOW, uuid4()), keyset.moment, keyset.number) is None
