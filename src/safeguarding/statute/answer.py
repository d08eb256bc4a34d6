"""An answer to “may I?”: allowed, perhaps with warnings, or refused with a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Allowed:
    """The act may be done. Warnings are shown, and never stop anybody."""

    warnings: tuple[str, ...] = ()

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Refused:
    """The act may not be done: why, in a sentence, and what would mend it."""

    code: str
    sentence: str
    mend: str = ""

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return f"{self.sentence} {self.mend}".strip()


Answer = Allowed | Refused


class NotAllowed(Exception):  # reads as a sentence where it is caught
    """Raised by an act that was refused; carries the refusal."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(str(refused))
        self.refused = refused


def demand(answer: Answer) -> Allowed:
    """Go on only if allowed; otherwise raise the refusal."""
    if isinstance(answer, Refused):
        raise NotAllowed(answer)
    return answer
