"""What the clinical tests share: the net profile, and the engine asked for one thing at a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tumorboard import profiles
from tumorboard.domain.clinical import derive

FRIDAY = date(2026, 12, 4)


@pytest.fixture
def friday() -> date:
    """The board date of every test that names no other."""
    return FRIDAY


@pytest.fixture
def rulebook() -> profiles.Profile:
    return profiles.load("net")


@pytest.fixture
def found(rulebook: profiles.Profile) -> Callable[..., dict[str, Any]]:
    """Ask the engine about answers given by field key."""

    def ask(on: date = FRIDAY, policy: Any = None, **answers: Any) -> dict[str, Any]:
        return derive(answers, on, policy, rulebook=rulebook)

    return ask


@pytest.fixture
def derived(found: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Ask the engine for the derived values alone."""
    return lambda **answers: found(**answers)["derived"]


@pytest.fixture
def flags(found: Callable[..., dict[str, Any]]) -> Callable[..., set[str]]:
    """Ask the engine for the ids of the flags raised."""
    return lambda **answers: {flag["id"] for flag in found(**answers)["flags"]}
