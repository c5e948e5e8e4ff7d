"""The page inspector: reads a page as a screen reader would and names what is wrong with it."""

import re
from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}
UNSEEN = {"hidden", "submit", "button", "reset", "image"}
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls")
FAILED = "Error: "
# What is stored where people read a word: medonc_gep, not_derivable. What is quoted as code, such as the columns of
# a file, stands in a code element; user names and mail addresses are somebody's own words.
STORED = re.compile(r"\b[a-z][a-z0-9]*_[a-z0-9_]+\b")
QUOTED = {"code", "script", "style"}
Attributes = dict[str, str]


class Page(HTMLParser):
    """Collects what the inspector asks about."""

    def __init__(self, html: str) -> None:
        """Read the page at once."""
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Attributes]] = []
        self.seen: list[tuple[str, Attributes]] = []
        self.texts: list[tuple[list[str], str]] = []
        self.fields: list[tuple[Attributes, bool]] = []
        self.buttons: list[list[str]] = []
        self.tables: list[list[Attributes]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and what it stands in."""
        given = {name: value or "" for name, value in attrs}
        inside = [name for name, _ in self.open]
        self.seen.append((tag, given))
        if tag in FIELDS and given.get("type") not in UNSEEN:
            self.fields.append((given, "label" in inside))
        if tag == "button":
            self.buttons.append([given.get("aria-label", "")])
        if tag == "table":
            self.tables.append([])
        if tag == "th" and self.tables:
            self.tables[-1].append(given)
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as drawings have them."""
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and whatever was left open inside it."""
        if tag in (name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep the words with the elements around them."""
        inside = [name for name, _ in self.open]
        self.texts.append((inside, data))
        if "button" in inside:
            self.buttons[-1].append(data)

    def words(self, tag: str) -> str:
        """Give the words inside the elements of a kind, as one line; a span in them is a lighter second line."""
        return " ".join("".join(text for inside, text in self.texts if tag in inside and "span" not in inside).split())

    def values(self, name: str, tag: str = "") -> list[str]:
        """List the values of an attribute on the page, or on the elements of a kind."""
        return [given[name] for kind, given in self.seen if name in given and tag in ("", kind)]


def inspect(html: str) -> list[str]:
    """Name everything that is wrong with a whole page."""
    page = Page(html)
    return [*_headings(page), *_skip_link(page), *_parts(page)]


def inspect_fragment(html: str) -> list[str]:
    """Name everything that is wrong with a piece of a page that is put into one by the script."""
    return _parts(Page(html))


def _parts(page: Page) -> list[str]:
    """Check what holds for pages and pieces alike."""
    return [*_ids(page), *_labels(page), *_tables(page), *_buttons(page), *_codes(page)]


def _headings(page: Page) -> list[str]:
    """One h1, and a title that begins with its words, behind “Error:” where a form was not taken."""
    count = sum(tag == "h1" for tag, _ in page.seen)
    if count != 1:
        return [f"{count} h1 instead of one"]
    title, heading = page.words("title").removeprefix(FAILED), page.words("h1")
    return [] if heading and title.startswith(heading) else [f"title “{title}” does not start with “{heading}”"]


def _skip_link(page: Page) -> list[str]:
    """A way past the head of the page, to a place that is there."""
    targets = [given.get("href", "") for tag, given in page.seen
               if tag == "a" and "skip" in given.get("class", "").split()]
    if len(targets) != 1:
        return ["no skip link"]
    return [] if targets[0].removeprefix("#") in page.values("id") else ["the skip link leads nowhere"]


def _ids(page: Page) -> list[str]:
    """Every id once, and nothing that points to an id that is not there."""
    ids = Counter(page.values("id"))
    pointed = [each for name in POINTERS for value in page.values(name) for each in value.split()]
    return ([f"id “{name}” {number} times" for name, number in ids.items() if number > 1]
            + [f"“{name}” is pointed to but missing" for name in sorted(set(pointed)) if name not in ids])


def _labels(page: Page) -> list[str]:
    """Every field that people see has a label."""
    labelled = set(page.values("for", "label"))
    return [f"field “{given.get('name') or given.get('id', '')}” has no label" for given, is_wrapped in page.fields
            if not (is_wrapped or given.get("aria-label") or given.get("aria-labelledby")
                    or given.get("id", "") in labelled)]


def _codes(page: Page) -> list[str]:
    """No stored code reaches a reader."""
    said = " ".join(text for inside, text in page.texts if not QUOTED & set(inside))
    words = " ".join(word for word in said.split() if "@" not in word)
    return [f"“{code}” is a stored code, not a word" for code in sorted(set(STORED.findall(words)))]


def _tables(page: Page) -> list[str]:
    """Every table has heads, and each head says whether it is of a row or of a column."""
    return [f"table {number} has {'a head without a scope' if heads else 'no heads'}"
            for number, heads in enumerate(page.tables, 1)
            if not heads or any(head.get("scope") not in ("row", "col", "rowgroup", "colgroup") for head in heads)]


def _buttons(page: Page) -> list[str]:
    """Every button says what it does."""
    return ["a button without words" for words in page.buttons if not "".join(words).strip()]
