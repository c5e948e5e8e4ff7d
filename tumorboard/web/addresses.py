"""The addresses of pages. One is written by joining its pieces: to write code for each would only pay for many more."""

from collections.abc import Callable
from functools import cached_property
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.urls import _urlencode

# As Werkzeug leaves them: https://url.spec.whatwg.org/#url-path-segment-string
PLAIN = "!$&'()*+,/:;=@"


class Address(Rule):
    """A rule that writes no code for itself, twice over, to be compiled when the application starts."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        """Give what writes the address: its host, which is never named, and its path."""
        if self.defaults:
            return super()._compile_builder(append_unknown)

        def write(_rule: Rule, /, **values: object) -> tuple[str, str]:
            path = "".join([piece if to_url is None else to_url(values.pop(piece)) for piece, to_url in self._pieces])
            return "", f"{path}?{_urlencode(values)}" if values and append_unknown else path  # type: ignore[arg-type]
        return write

    @cached_property
    def _pieces(self) -> list[tuple[str, Callable[[object], str] | None]]:
        """The pieces of the path: what is always there, and the names of what is not, with how each is written."""
        path = self._trace[self._trace.index((False, "|")) + 1:]
        return [(piece, self._converters[piece].to_url) if is_open else (quote(piece, safe=PLAIN), None)
                for is_open, piece in path]


def install(app: Flask) -> None:
    """Use such rules; before the first one is added."""
    app.url_rule_class = Address
