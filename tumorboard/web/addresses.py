"""The addresses of pages. How one is written is worked out when it is first written: most processes write few."""

from collections.abc import Callable
from functools import cache, partial

from flask import Flask
from werkzeug.routing import Rule


class Address(Rule):
    """A rule that does not write code for itself, twice over, before anybody needs its address."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        """Put off what Werkzeug would do for every rule at the start."""
        worked_out = cache(partial(super()._compile_builder, append_unknown))

        def write(rule: Rule, /, **values: object) -> tuple[str, str]:
            return worked_out()(rule, **values)
        return write


def install(app: Flask) -> None:
    """Use such rules; before the first one is added."""
    app.url_rule_class = Address
