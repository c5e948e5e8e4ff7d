"""What members are told of, which of it they may decline by mail, and why a mail did not go out."""

from tumorboard.vocabulary.word import Word


class NoticeKind(Word):
    """What a notice is about."""

    NEEDED = "needed", "When you are needed"
    NEEDED_CHANGED = "needed_changed", "Your time changed"
    MEETING = "meeting", "A meeting changed"
    ASKED = "asked", "A case was sent back"
    RETURNED = "returned", "A case was deferred or not reached"
    DISPLACED = "displaced", "A case lost its place"
    RELEASED = "released", "A letter or minutes are released"
    HUDDLE = "huddle", "A huddle asks for you"
    REMINDER = "reminder", "Due tomorrow"


class MailTopic(Word):
    """What a member may choose to get by mail or not; the pages show it all the same."""

    NEEDED = "needed", "When I am needed, once the docket is published"
    CASES = "cases", "News of my cases: sent back, deferred, not reached, displaced, a letter released"
    REMINDERS = "reminders", "The day before something is due from me"


# What is not named here always goes by mail: who is not told of it comes in vain, or too late.
TOPICS = {
    NoticeKind.NEEDED: MailTopic.NEEDED, NoticeKind.ASKED: MailTopic.CASES, NoticeKind.RETURNED: MailTopic.CASES,
    NoticeKind.DISPLACED: MailTopic.CASES, NoticeKind.RELEASED: MailTopic.CASES,
    NoticeKind.REMINDER: MailTopic.REMINDERS,
}


# What tells somebody when they are needed: the newest stands for those before it.
TIMES = frozenset({NoticeKind.NEEDED, NoticeKind.NEEDED_CHANGED})


class Trouble(Word):
    """Why a mail could not be handed over, in words that name no address."""

    AWAY = "away", "The mail server does not answer"
    INSECURE = "insecure", "The mail server’s connection is not secure"
    SIGN_IN = "sign_in", "The mail server refuses our user name or password"
    SENDER = "sender", "The mail server refuses our own address"
    ADDRESS = "address", "The mail server refuses the member’s address"
    MESSAGE = "message", "The mail server refuses the message"
    LATER = "later", "The mail server asks to try again later"


# The fault is the server's, or ours with it: the next letter would fare no better.
OF_THE_SERVER = frozenset({Trouble.AWAY, Trouble.INSECURE, Trouble.SIGN_IN, Trouble.SENDER})
