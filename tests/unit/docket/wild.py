"""Seeded instances far from the usual, all of them valid: every field of the contract at its edges and beside them."""

from dataclasses import dataclass
from random import Random
from typing import Any

from .building import Row

# Composed and decomposed, digits that sort as text, controls, half a surrogate pair, what other languages stumble on.
ODD_IDS = ["\xe9", "e\u0301", "Z", "z", "10", "9", " ", "\x00", "\U0001d11e", "\ud800", "\uffff", "\ufb01", "fi",
           "\u0130", "i", "\xdf", "ss", "ab\n", "\"'\\", "null", "__proto__", "0", "-1", "\uff41", "a", "A", "\u05d0",
           "\u202ex", "x" * 300, "true", "1e3", "1.0", "\U0001f489", "/", "%00"]
SPECIALTIES = ["surgery", "pathology", "radiology", "oncology", "nuclear", "genetics", "", "Surgery", "ö", "10", "9"]
PLACES = [("2027-03-14", "America/New_York"), ("2026-10-25", "Europe/London"), ("2027-10-03", "Australia/Sydney"),
          ("2027-04-04", "Australia/Lord_Howe"), ("2011-12-30", "Pacific/Apia"), ("2028-02-29", "Asia/Kathmandu"),
          ("2027-03-05", "America/New_York"), ("9999-12-31", "UTC")]


@dataclass(frozen=True, slots=True)
class Temper:
    """How wild one instance is; each share is a chance per case or per person."""

    fits: int  # cases that should about fill the meeting
    waiting: int  # candidates
    lengths: tuple[int, int]
    people: int
    specialties: int
    pins: float
    windows: float
    before: float
    presence: float
    gates: float
    ties: float
    urgent: float
    odd_ids: bool


def temper(rng: Random, fits: tuple[int, int], waiting: tuple[float, float]) -> Temper:
    """Draw how wild to be; each restriction is often absent, sometimes everywhere."""
    def share(*choices: float) -> float:
        return rng.choice(choices)

    count = rng.randint(*fits)
    return Temper(
        fits=count,
        waiting=round(count * rng.uniform(*waiting)),
        lengths=rng.choice([(4, 9), (3, 12), (5, 5), (1, 3), (1, 60), (10, 20), (6, 7)]),
        people=rng.choice([1, 3, 6, 12, 25]),
        specialties=rng.choice([1, 2, 5, len(SPECIALTIES)]),
        pins=share(0, 0, .05, .2, .8),
        windows=share(0, 0, .05, .2, .9),
        before=share(0, 0, .05, .2, .6),
        presence=share(0, 0, .1, .4, 1),
        gates=share(0, .1, .9),
        ties=share(0, .2, 1),
        urgent=share(0, .1, .3, 1),
        odd_ids=rng.random() < .25,
    )


def wild(seed: int | str, fits: tuple[int, int] = (0, 12), waiting: tuple[float, float] = (.7, 2.5)) -> Row:
    """One valid instance whose meeting holds about so many cases, of so many times as many waiting."""
    rng = Random(seed)
    mood = temper(rng, fits, waiting)
    minutes = max(1, round(mood.fits * sum(mood.lengths) / 2))
    breaks = _breaks(rng, minutes)
    reserve = rng.choice([0, 0, 5, 10, minutes // 2, minutes + 7])
    length = minutes + rng.choice([0, sum(pause["minutes"] for pause in breaks) + reserve])
    known = _ids(rng, mood, "p", mood.people)
    ids = _ids(rng, mood, "c", mood.waiting)
    candidates = [_case(rng, mood, key, (ids, known), length) for key in ids]
    if rng.random() < .2:
        _seat(rng, candidates, breaks, minutes)
    local_date, zone = rng.choice(PLACES)
    return {
        "meeting": {"local_date": local_date, "zone": zone, "start": rng.choice(["07:00", "00:00", "02:30", "23:59"]),
                    "minutes": length, "reserve_minutes": reserve, "breaks": breaks},
        "rules": {"lambda_num": rng.choice([0, 0, 1, 1, 7, 10**9]), "lambda_den": rng.choice([1, 3, 10, 10**9]),
                  "urgent_in_first_half": rng.random() < .5},
        "people": [_person(rng, mood, key, length) for key in known],
        "candidates": candidates,
    }


def _seat(rng: Random, candidates: list[Row], breaks: list[Row], minutes: int) -> None:
    """Give windows around one order that holds, or nearly: the hardest to tell from those that contradict."""
    slack, share = rng.choice([(0, 1), (5, 5), (20, 20), (60, 60), (5, 60)]), rng.choice([.3, .7, 1])
    done = 0
    for row in candidates:
        if done + row["minutes"] > minutes:
            break
        start = done
        for pause in sorted(breaks, key=lambda pause: (pause["at_min"], pause["minutes"])):
            start += pause["minutes"] if start >= pause["at_min"] else 0
        if rng.random() < share:
            opens = max(0, start - rng.randint(0, slack[0]))
            closes = start + row["minutes"] + rng.randint(0, slack[1])
            row["pin"] = {"kind": "window", "from_min": opens, "to_min": closes}
        done += row["minutes"]


def _breaks(rng: Random, minutes: int) -> list[Row]:
    count = rng.choice([0, 0, 0, 1, 1, 2, 3, 8])
    ats = [rng.choice([1, rng.randint(1, minutes + 5), minutes, minutes + 1, minutes * 2]) for _ in range(count)]
    return [{"at_min": at, "minutes": rng.choice([1, 5, 10, rng.randint(1, 40)])} for at in ats]


def _ids(rng: Random, mood: Temper, prefix: str, count: int) -> list[str]:
    names = [f"{prefix}{number}" for number in range(count)]
    if mood.odd_ids:
        odd = rng.sample(ODD_IDS, min(len(ODD_IDS), count))
        names[: len(odd)] = odd
    rng.shuffle(names)
    return names


def _person(rng: Random, mood: Temper, key: str, length: int) -> Row:
    some = SPECIALTIES[: mood.specialties]
    guest = rng.random() < mood.presence
    edges: list[Any] = [None, 0, 1, -5, length // 2, length, length + 3, rng.randint(0, length)]
    comes, leaves = (rng.choice(edges), rng.choice([*edges, None, length - 1])) if guest else (None, None)
    return {
        "id": key,
        "specialties": [rng.choice(some) for _ in range(rng.choice([0, 1, 1, 1, 2, 3]))],
        "present_from_min": comes,
        "present_to_min": leaves,
        "whole_meeting": rng.random() < .15,
    }


def _case(rng: Random, mood: Temper, key: str, known: tuple[list[str], list[str]], length: int) -> Row:
    ids, people = known
    tied = rng.random() < mood.ties
    day, hour = (1, 0) if tied else (rng.randint(1, 28), rng.randint(0, 23))
    earlier = [rng.choice([*ids, "nowhere"]) for _ in range(rng.choice([1, 1, 3]))]
    return {
        "id": key,
        "group": rng.choice(["", "pancreas", "lung"]),
        "minutes": rng.randint(*mood.lengths),
        "tier": 0 if rng.random() < mood.urgent else rng.randint(0, 3),
        "submitted_at": f"{rng.choice(['0001', '2026', '2027'])}-02-{day:02}T{hour:02}:00:59Z",
        "due_on": "2027-03-01" if tied else f"{rng.choice(['1970', '2027', '2027', '9999'])}-03-{day:02}",
        "carried_over": rng.random() < .1,
        "needs": [_need(rng, mood, people) for _ in range(rng.choice([1, 1, 2, 3, 5]))],
        "gates": [{"kind": rng.choice(["slides", "ct", "", "ö"]), "ok": rng.random() > mood.gates * .2}
                  for _ in range(rng.choice([0, 0, 1, 3]))],
        "pin": _pin(rng, mood, length),
        "before": earlier if rng.random() < mood.before else [],
        "complexity": rng.choice([0, 0, 1, 3, 5, 10**6]),
    }


def _need(rng: Random, mood: Temper, people: list[str]) -> Row:
    named = rng.random() < .4
    return {"specialty": rng.choice(SPECIALTIES[: mood.specialties] + ["unheard of"] * (rng.random() < .03)),
            "person": rng.choice(people) if named and rng.random() > .01 else "nobody" if named else None}


def _pin(rng: Random, mood: Temper, length: int) -> Row | None:
    if rng.random() < mood.windows:
        start = rng.choice([0, rng.randint(0, length), rng.randint(0, 2 * length)])
        open_for = rng.choice([1, rng.randint(1, length), length, 15])
        return {"kind": "window", "from_min": start, "to_min": start + open_for}
    if rng.random() < mood.pins:
        return {"kind": rng.choice(["in", "in", "in", "out", "first", "last"])}
    return None
