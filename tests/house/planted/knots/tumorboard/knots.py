def decide(a: int) -> int:  # noqa: C901
    """Branch nine ways."""
    if a == 0:
        return 0
    if a == 1:
        return 1
    if a == 2:
        return 4
    if a == 3:
        return 9
    if a == 4:
        return 16
    if a == 5:
        return 25
    if a == 6:
        return 36
    if a == 7:
        return 49
    return 0


def build(a: int, b: int, c: int, d: int, e: int, f: int, g: int) -> int:  # noqa: PLR0913
    """Take seven arguments."""
    return a + b + c + d + e + f + g
