"""A page as a browser shows its words: where a line of the source ends makes no difference."""

from werkzeug.test import TestResponse


def as_read(answer: TestResponse) -> str:
    """Give the text of a page with its white space folded."""
    return " ".join(answer.get_data(as_text=True).split())
