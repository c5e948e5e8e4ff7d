"""The page of keys leads back to where somebody asked for them."""

import pytest

from tests.factories import FRIDAY
from tests.rooms import AT, Room
from tests.signing import csrf

DAY = FRIDAY.isoformat()


@pytest.mark.parametrize(("asked", "way"), [
    (f"room={DAY}", f'href="{AT}">Back to the room'), (f"docket={DAY}", f'href="/meetings/{DAY}">Back to the docket')])
def test_it_leads_back_also_after_the_switch(room: Room, asked: str, way: str) -> None:
    assert way in room.client.get(f"/keys?{asked}").text
    answer = room.client.post(f"/keys?{asked}", data={"csrf_token": csrf(room.client), "keys": "off"})
    assert answer.headers["Location"] == f"/keys?{asked}"


@pytest.mark.parametrize("asked", ["", "?room=elsewhere", "?room=//evil.example", "?docket=2026-W49-5"])
def test_an_address_that_names_no_day_leads_nowhere(room: Room, asked: str) -> None:
    page = room.client.get(f"/keys{asked}")
    assert (page.status_code, "Back to the" in page.text) == (200, False)


def test_the_room_asks_for_them_with_its_day(room: Room) -> None:
    room.open()
    assert f'href="/keys?room={DAY}"' in room.client.get(f"{AT}{room.path()}").text
