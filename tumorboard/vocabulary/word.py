"""A word of a closed list: its code is stored, its label is shown."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A code that carries the label that people read."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Keep the label beside the stored code; without one, the call looks a word up by its code."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word
