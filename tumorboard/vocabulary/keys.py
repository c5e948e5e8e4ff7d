"""The keys of the product: each has a link or a button that does the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one place: what to press, and what it does."""

    place: str
    label: str
    acts: tuple[tuple[str, str], ...]


KEYS = (
    Keys("live", "In the meeting room", (
        ("n", "Next case"), ("p", "Previous case"), ("r", "Go to the recommendation"), ("d", "Defer the case"),
        ("s", "Put the case off to the end"), ("/", "All cases: type a number, a name or an MRN and press Return"),
        ("i", "Add an item"), ("a", "Attendance"), ("v", "Open the projector’s window"),
        ("t", "Wording to begin with"), ("Ctrl + Return", "Record and go on to the next case"), ("?", "These keys"),
    )),
    Keys("slots", "In the meeting room’s list of all cases", (
        ("j", "Choose the next case"), ("k", "Choose the case before"), ("u", "Take it next"),
        ("s", "Put it off to the end"), ("Esc", "Close the list"),
    )),
    Keys("following", "While you follow the meeting", (("o", "Put your own words on record"),)),
    Keys("docket", "On the docket", (
        ("j", "Select the next case"), ("k", "Select the case before"), ("Shift + J", "Move the case down"),
        ("Shift + K", "Move the case up"), ("x", "Pin it"), ("w", "Why it is there"),
    )),
)
