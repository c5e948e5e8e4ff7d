"""The words of the lanes: how a late case gets its minutes, and how a huddle is held."""

from tumorboard.vocabulary.word import Word


class Remedy(Word):
    """How a case that came after the cut-off gets its minutes, or that it waits."""

    ROOM = "room", "In the minutes that are left"
    DISPLACE = "displace", "In the place of another case"
    LONGER = "longer", "In a longer meeting"
    WAIT = "wait", "At the next meeting"


class Means(Word):
    """How the people of a huddle spoke with each other."""

    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"
    IN_PERSON = "in_person", "In person"
