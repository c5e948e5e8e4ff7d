"""From minutes of discussion to minutes after the start, breaks included."""

from .instance import Break


def wall(done: int, breaks: tuple[Break, ...]) -> int:
    """Say when the next case starts after `done` minutes of discussion; breaks are sorted by (at_min, minutes)."""
    clock = done
    for pause in breaks:
        if clock >= pause.at_min:
            clock += pause.minutes
    return clock


def earliest_done(start: int, total: int, breaks: tuple[Break, ...]) -> int:
    """Find the least `done` of 0..total whose next case starts at minute `start` or later; total + 1 if none."""
    if not breaks:
        return min(max(0, start), total + 1)
    turn = behind = 0  # minutes done when the last break fell, and break minutes behind us since
    for pause in breaks:
        following = max(turn, pause.at_min - behind)
        if max(turn, start - behind) < following:
            break
        turn, behind = following, behind + pause.minutes
    return min(max(turn, start - behind), total + 1)


def latest_done(start: int, total: int, breaks: tuple[Break, ...]) -> int:
    """Find the greatest `done` of 0..total whose next case starts at minute `start` or before; -1 if none."""
    return earliest_done(start + 1, total, breaks) - 1
