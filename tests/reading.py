"""A page as a browser shows its words: where a line of the source ends makes no difference."""

import html
import re

from werkzeug.test import TestResponse


def as_read(answer: TestResponse) -> str:
    """Give the text of a page with its white space folded."""
    return " ".join(answer.get_data(as_text=True).split())


def shown(page: str, name: str) -> str:
    """Give what an input of the page holds, as a browser reads it."""
    for pattern in (rf'<textarea[^>]* id="{name}"[^>]*>\r?\n?(.*?)</textarea>',
                    rf'<input[^>]*\bid="{name}"[^>]*\bvalue="([^"]*)"',
                    rf'<select[^>]*\bid="{name}"(?:(?!</select>).)*<option value="([^"]*)" selected>',
                    rf'<select[^>]*\bid="{name}"(?:(?!</select>).)*<option selected value="([^"]*)">'):
        found = re.search(pattern, page, re.DOTALL)
        if found:
            return html.unescape(found[1])
    raise AssertionError(f"{name} is not on the page")
