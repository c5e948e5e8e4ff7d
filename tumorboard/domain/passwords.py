"""What makes a password good enough, and how long a wrong one waits."""

from datetime import datetime, timedelta

MIN_LENGTH = 15
MAX_LENGTH = 200
FREE_FROM_ADDRESS = 20
# Long ones that people really choose; short ones are refused by their length.
COMMON = frozenset({
    "passwordpassword", "123456789012345", "1234567890123456", "qwertyuiopasdfgh", "qwertyuiop12345",
    "password12345678", "abcdefghijklmnop", "iloveyouiloveyou", "correcthorsebatterystaple", "letmeinletmeinletmein",
    "adminadminadmin", "welcome12345678", "tumorboardtumorboard", "administrator123",
})


def problem(password: str, own_words: tuple[str, ...] = ()) -> str:
    """Say what is wrong with a new password in words; empty where nothing is. No composition rules."""
    plain = password.strip().lower()
    if len(password) < MIN_LENGTH:
        return f"Use at least {MIN_LENGTH} characters. A short sentence is easy to remember."
    if len(password) > MAX_LENGTH:
        return f"Use at most {MAX_LENGTH} characters."
    if plain.replace(" ", "") in COMMON or len(set(plain)) < 5:
        return "This password is on the list of common ones. Choose another sentence."
    if any(word and plain == word.lower() for word in own_words):
        return "Do not use your own name or address as the password."
    return ""


def next_try(failures: int, now: datetime) -> datetime | None:
    """Tell when the next try counts: the first three at once, then 2, 4, 8 … seconds, at most a minute."""
    if failures < 3:
        return None
    return now + timedelta(seconds=min(60, 2 ** min(6, failures - 2)))


def next_try_from_address(failures: int, now: datetime) -> datetime | None:
    """Tell when the next try from an address counts, whoever it names: twenty at once, then as for an account.

    All of a hospital may come from one address, so it waits later than an account; neither is ever shut for good.
    """
    return next_try(failures - FREE_FROM_ADDRESS + 2, now)


def still_counted(failures: int, quiet: timedelta) -> int:
    """Give how many failures of an address still count after so long a rest: each minute forgives one."""
    return max(0, failures - max(0, quiet // timedelta(minutes=1)))
