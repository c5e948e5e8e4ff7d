"""Somebody at a keyboard in the room: what they answer and press is counted, the way from field to field is not."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80
IS_FOCUSED = "each => each === document.activeElement || each.contains(document.activeElement)"


@dataclass
class Hands:
    """Two hands at a keyboard, and the inputs that they made."""

    page: Page
    made: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Press one key that does something."""
        self.made.append(key)
        self.page.keyboard.press(key)

    def turn(self, key: str) -> None:
        """Press a key that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.press(key)

    def reach(self, target: Locator) -> None:
        """Go on from field to field until the target has the focus."""
        for _ in range(MOST_TABS):
            if target.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def write(self, target: Locator, words: str) -> None:
        """Fill one field: text is typed over what stands there, and a list is chosen from by its first letters."""
        self.reach(target)
        self.made.append(words)
        if target.evaluate("each => each.tagName") != "SELECT":
            self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, target: Locator) -> None:
        """Choose one of a few, or tick a box, with the space bar; the way among radios is the arrows'."""
        self.made.append("choose")
        group = self.page.locator(f'[name="{target.get_attribute("name")}"]')
        if group.count() > 1:
            self._walk_radios(group, target)
        else:
            self.reach(target)
            self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def _walk_radios(self, group: Locator, target: Locator) -> None:
        """Reach the group, and go on with the arrow until the right one is chosen."""
        for _ in range(MOST_TABS):
            if any(each.evaluate(IS_FOCUSED) for each in group.all()):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowRight")

