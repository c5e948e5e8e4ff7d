"""What a notice says: times, and that a page tells the rest; never a patient, a number or a diagnosis.

Nothing that somebody typed goes into a notice: a reason may name a patient, and a notice leaves the house as mail.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tumorboard.domain.telling import Shift, Span
from tumorboard.domain.times import clock_time, day, short_time, weekday


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one notice."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class When:
    """A meeting in the local time of its board."""

    starts_at: datetime
    zone: ZoneInfo

    @property
    def on(self) -> date:
        """The local day of the meeting."""
        return self.starts_at.astimezone(self.zone).date()

    @property
    def day(self) -> str:
        """The day in a line: Friday, Nov 27."""
        return f"{self.on:%A}, {day(self.on)}"

    @property
    def at(self) -> str:
        """The day and the time: Friday, November 27, 7:00 am."""
        return f"{weekday(self.on)}, {clock_time(self.starts_at.astimezone(self.zone))}"

    def span(self, span: Span) -> str:
        """A block as times: 7:18–7:46. Minutes are added to the instant, so a change to summer time is no matter."""
        begins, ends = (short_time((self.starts_at + timedelta(minutes=minute)).astimezone(self.zone))
                        for minute in (span.from_min, span.to_min))
        return f"{begins}–{ends}"


def needed(when: When, span: Span) -> Letter:
    """Tell a member their block of a docket that was published."""
    return Letter(f"Needed {when.span(span)} on {when.day}",
                  f"You are needed {when.span(span)} on {when.day}. You may leave before and after.")


def needed_throughout(when: When, span: Span) -> Letter:
    """Tell a member who stays the whole meeting how long it will be."""
    return Letter(f"Needed the whole meeting on {when.day}, {when.span(span)}",
                  f"You are needed the whole meeting on {when.day}. Its docket runs {when.span(span)}.")


def changed(when: When, shift: Shift) -> Letter:
    """Tell a member what a new revision changed for them."""
    if shift.before is None and shift.after is not None:
        return Letter(f"Needed after all: {when.span(shift.after)} on {when.day}",
                      f"The docket has changed. You are needed {when.span(shift.after)} on {when.day}. "
                      "You may leave before and after.")
    before = when.span(shift.before) if shift.before else ""
    if shift.after is None:
        return Letter(f"No longer needed on {when.day}",
                      f"The docket has changed. You are no longer needed {before} on {when.day}.")
    now = when.span(shift.after)
    return Letter(f"Needed {now} instead of {before} on {when.day}",
                  f"The docket has changed. You are needed {now} on {when.day}, no longer {before}. "
                  "You may leave before and after.")


def called_off(when: When) -> Letter:
    """Tell that a meeting will not be held."""
    return Letter(f"No meeting on {when.day}",
                  f"The meeting of {when.at} will not be held. Its cases stay in line for the next one.")


def held_after_all(when: When) -> Letter:
    """Tell that a meeting that was called off will be held."""
    return Letter(f"The meeting on {when.day} is held after all",
                  f"The meeting of {when.at} had been called off. It will be held after all.")


def moved(before: When, after: When) -> Letter:
    """Tell that a meeting will be at another time."""
    return Letter(f"The meeting of {before.day} moves to {after.day}",
                  f"The meeting of {before.at} will be on {after.at} instead.")


def added(when: When) -> Letter:
    """Tell of a meeting beyond the usual ones."""
    return Letter(f"Extra meeting on {when.day}", f"There will be an extra meeting on {when.at}.")


def sent_back() -> Letter:
    """Tell that the coordinator asks for something."""
    return Letter("A case of yours was sent back",
                  "A case of yours was sent back. What is missing is on its page; until it is answered, it waits.")


def asked_for(until: date) -> Letter:
    """Tell that the coordinator asks for one item of a case."""
    return Letter(f"Something is asked of you by {day(until)}",
                  f"The coordinator asks you for something that a case needs by {day(until)}. What it is stands on "
                  "your list of tasks and on the page of the case.")


def deferred(when: When) -> Letter:
    """Tell that the board put a decision off."""
    return Letter("A case of yours was deferred",
                  f"A case of yours was deferred at the meeting on {when.day}. What is owed, by whom and by when is on "
                  "its page.")


def not_reached(when: When) -> Letter:
    """Tell that the meeting ended before a case."""
    return Letter("A case of yours was not reached",
                  f"A case of yours was not reached at the meeting on {when.day}. It comes first at the next one, "
                  "after emergencies.")


def displaced(when: When) -> Letter:
    """Tell that an emergency took a case's place."""
    return Letter(f"A case of yours is no longer on the docket of {when.day}",
                  f"An emergency took the place of a case of yours on the docket of {when.day}. Its page says where it "
                  "stands now.")


def letter_released(when: When, version: int) -> Letter:
    """Tell that the board's letter on a case went out, or that of a version which replaces an earlier one."""
    if version > 1:
        return Letter(f"Version {version} of a letter on a case of yours is released",
                      f"What the board recommended about a case of yours on {when.day} was written anew. Version "
                      f"{version} is signed and replaces the one before; its letter stands on the page of the case.")
    return Letter("The board’s letter on a case of yours is released",
                  f"What the board recommended about a case of yours on {when.day} is signed, and its letter is "
                  "released. It stands on the page of the case.")


def minutes_released(when: When) -> Letter:
    """Tell that the minutes of a meeting went out."""
    return Letter(f"The minutes of {when.day} are released",
                  f"The minutes of the meeting of {when.at} are signed in all parts and released. They stand on the "
                  "meeting’s page.")


def huddle() -> Letter:
    """Tell that a decision cannot wait for the meeting."""
    return Letter("A huddle asks for you",
                  "A case cannot wait for the meeting, and the huddle about it asks for you. Its page says who is "
                  "asked and where it stands.")


def reminder(due: int, late: int) -> Letter:
    """Tell what is open: so many things due tomorrow, so many late."""
    things = f"{due} thing{'' if due == 1 else 's'}"
    also = f" {late} {'is' if late == 1 else 'are'} late already." if late else ""
    verb = "is" if due == 1 else "are"
    return Letter(f"Due tomorrow: {things} the board waits for",
                  f"{things[0].upper()}{things[1:]} that the board needs from you {verb} due tomorrow.{also}")
