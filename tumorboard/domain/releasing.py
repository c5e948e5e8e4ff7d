"""When a paper may leave the board: a letter on what stands signed, the minutes once all of their meeting is signed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """Why a paper waits, in words; and whether it is the signature that it waits for."""

    why: str
    is_unsigned: bool


def letter(*, is_signed: bool, is_replaced: bool) -> Held | None:
    """Say what holds a letter back; nothing where it may go out."""
    if not is_signed:
        return Held("Waits for the signature", True)
    return Held("A newer version is signed; its letter goes out instead", False) if is_replaced else None


def minutes(unsigned: int) -> Held | None:
    """Say what holds the minutes of a meeting back, with `unsigned` of its recommendations not signed yet."""
    if not unsigned:
        return None
    return Held(f"Waits for {unsigned} {'signature' if unsigned == 1 else 'signatures'}", True)
