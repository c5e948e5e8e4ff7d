"""Addresses are written as Werkzeug itself would write them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import BuildError, Rule

from tests.conftest import SETTINGS
from tumorboard import create_app
from tumorboard.web.addresses import Address

VALUES: dict[str, Any] = {"IntegerConverter": 7, "UUIDConverter": UUID(int=7), "PathConverter": "fonts/a b.woff2",
                          "UnicodeConverter": "Müller/ 50 %?"}


@pytest.fixture(scope="module")
def made() -> Flask:
    return create_app(SETTINGS)


@pytest.mark.parametrize("more", [
    {}, {"q": "ki-67 & more"}, {"state": ["ready", "asked"], "none": None, "on": date(2026, 1, 2)}])
def test_every_address_is_what_it_would_have_been(made: Flask, more: dict[str, Any]) -> None:
    for rule in made.url_map.iter_rules():
        assert isinstance(rule, Address)
        values = {name: VALUES[type(found).__name__] for name, found in rule._converters.items()} | more
        for appends in (True, False):
            assert rule.build(values, appends) == Rule._compile_builder(rule, appends)(rule, **values)


def test_an_address_without_what_it_needs_is_refused(made: Flask) -> None:
    with made.test_request_context(), pytest.raises(BuildError, match="Did you forget to specify values"):
        made.url_for("cases.page")
