"""What a page of the form sent: its answers by section, its rows in order, and the button that was pressed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request

from tumorboard import clock
from tumorboard.domain.clinical import answers
from tumorboard.profiles import Profile
from tumorboard.services.answer_history import Hand, Sent
from tumorboard.services.answer_shelf import CHANGED_ELSEWHERE, asked, sections
from tumorboard.web.access import current_member

PAGE_KEY = 64
NEWEST = "999999999"
# A number in the name of a row comes from outside; no form has more rows than this.
_CELL = re.compile(r"(\d{1,3})-([a-z_]+)", re.ASCII)
VERBS = frozenset({"add", "remove", "up", "down"})


@dataclass(frozen=True, slots=True)
class Wish:
    """The button that was pressed: what to do, and for rows with which of them."""

    verb: str
    key: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A page as it was sent: its sections, and where each row that is kept stood on the page."""

    sent: list[Sent]
    places: Mapping[str, list[int]] = field(default_factory=dict)


def wish() -> Wish:
    """Read which button was pressed."""
    verb, _, rest = request.form.get("do", "save").partition(":")
    key, _, place = rest.partition(":")
    return Wish(verb, key, int(place) if place.isascii() and place.isdigit() and len(place) < 4 else 0)


def hand() -> Hand:
    """Say who writes, from which page, and what they chose where two wrote."""
    form = request.form
    choices = {name.removeprefix("choose-"): text for name, text in form.items() if name.startswith("choose-")}
    return Hand(current_member(), clock.now(), form.get("key", "")[:PAGE_KEY], choices,
                frozenset(form.getlist("confirmed")))


def filled(profile: Profile, locked: Collection[str], pressed: Wish) -> Filled:
    """Read every answer that the page asked; what it did not ask is left alone, and so is what is locked."""
    places: dict[str, list[int]] = {}
    typed: dict[str, Any] = {}
    listed = frozenset(request.form.getlist("asked"))
    for key, definition in asked(profile).items():
        if key in locked:
            continue
        if definition["type"] == "rows" and key in listed:
            typed[key], places[key] = _rows(key, pressed)
        elif definition["type"] == "multichoice" and key in listed:
            typed[key] = request.form.getlist(key)
        elif key in request.form:
            typed[key] = request.form[key]
    return Filled([_section(profile, name, typed) for name in sections(profile)], places)


def _section(profile: Profile, name: str, typed: Mapping[str, Any]) -> Sent:
    """Give what was sent of one section."""
    mine = {key: text for key, text in typed.items() if asked(profile)[key]["section"] == name}
    was = {key: _was(asked(profile)[key]) for key in mine if key in CHANGED_ELSEWHERE and f"was-{key}" in request.form}
    return Sent(name, version(name), mine, was)


def version(section: str) -> int:
    """Give the version of a section that the page's reader saw; what is not a number is the first.

    A request that claims none, as no page of ours sends it, is laid over what stands now.
    """
    text = request.form.get(f"seen-{section}", NEWEST)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(NEWEST) else 0


def _was(definition: Mapping[str, Any]) -> Any:
    """Give what the page showed of an answer when it was made."""
    text = request.form[f"was-{definition['key']}"]
    return text.split(",") if definition["type"] == "multichoice" and text else text


def _rows(key: str, pressed: Wish) -> tuple[list[dict[str, str]], list[int]]:
    """Read the rows of one field in the order of their numbers, after what the pressed button does to them."""
    found: dict[int, dict[str, str]] = {}
    for name, text in request.form.items():
        cell = _CELL.fullmatch(name.removeprefix(f"{key}-")) if name.startswith(f"{key}-") else None
        if cell and text.strip():
            found.setdefault(int(cell[1]), {})[cell[2]] = text
    order = sorted(found)
    if pressed.key == key:
        order = _moved(order, pressed)
    none = [dict(answers.NONE_ROW)] if request.form.get(f"{key}-none") else []
    return [*none, *(found[number] for number in order)], order


def _moved(order: list[int], pressed: Wish) -> list[int]:
    """Take a row out, or let it change places with its neighbor."""
    if pressed.place not in order or pressed.verb not in ("remove", "up", "down"):
        return order
    at = order.index(pressed.place)
    rest = [*order[:at], *order[at + 1:]]
    if pressed.verb == "remove":
        return rest
    to = max(0, at - 1) if pressed.verb == "up" else at + 1
    return [*rest[:to], pressed.place, *rest[to:]]
