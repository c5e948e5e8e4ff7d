"""Look ahead in a gapless row: whether the gaps still open could be filled, each of them by itself."""

from dataclasses import dataclass

from .row_search import Puzzle, TooLong

SETS_A_LOOK = 100  # of bound cases; where one look goes through more, looking ahead costs more than it saves
MOST_SETS = 20_000  # in all looks together

Minutes = int  # a set of numbers of minutes: bit 7 stands for 7 minutes
Layer = dict[int, tuple[Minutes, int]]  # for each set of bound cases done: minutes of free cases since, and the clock


@dataclass(slots=True)
class Lookout:
    """Whoever looks ahead from one state after another of a puzzle, and counts the work."""

    sought: Puzzle
    looked_at: int = 0

    def could_end(self, state: int, done: int) -> bool:
        """Whether the bound cases left could all be placed if each gap had all the free cases left to itself.

        A short case that one gap alone can use is so kept for it, however early that gap is opened. Raises TooLong.
        """
        everything, fillers = self.sought.everything, self.sought.left(state)
        layer: Layer = {state & everything: (1, done)}
        before = self.looked_at
        while layer and everything not in layer:
            self.looked_at += len(layer)
            if self.looked_at > min(MOST_SETS, before + SETS_A_LOOK):
                raise TooLong
            layer = _onward(self.sought, layer, fillers)
        return bool(layer)


def _onward(sought: Puzzle, layer: Layer, fillers: list[int]) -> Layer:
    """Place one more bound case behind every set, after every gap that can be filled and fits its window."""
    found: Layer = {}
    for mask, (gaps, clock) in layer.items():
        latest = sought.slack(mask, clock)
        if latest < 0:
            continue
        for length in fillers:
            gaps |= gaps << length
        gaps &= (1 << latest + 1) - 1
        for bit, first, last, minutes, after, _ in sought.bound:
            if not mask & bit and after & mask == after and last >= clock:
                here = gaps & ((1 << last - clock + 1) - (1 << max(0, first - clock)))
                if here:
                    found[mask | bit] = found.get(mask | bit, (0, 0))[0] | here, clock + minutes
    return found
