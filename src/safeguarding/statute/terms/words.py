"""A value with a label: what is stored, and what a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A text value that carries the words shown for it: `NAME = "value", "Label"`."""

    _label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        return self._label
