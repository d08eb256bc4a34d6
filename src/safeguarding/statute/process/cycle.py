"""What a life cycle is made of."""

from __future__ import annotations

from dataclasses import dataclass

from safeguarding.statute.permission import Act


@dataclass(frozen=True)
class Step:
    """One lawful step: from one state to another, by an act, if its guard holds."""

    name: str
    source: str
    target: str
    act: Act
    guard: str
    cite: str


@dataclass(frozen=True)
class LifeCycle:
    """The steps of one thing."""

    code: str
    title: str
    begins: str
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the steps first name them."""
        return tuple(
            dict.fromkeys([self.begins, *(s for step in self.steps for s in (step.source, step.target))])
        )

    def open_from(self, state: str) -> tuple[Step, ...]:
        """The steps that lead on from a state."""
        return tuple(step for step in self.steps if step.source == state)
