"""Several people at once: threads that start together, on a database that keeps what they commit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections


@dataclass(frozen=True)
class Ran:
    """What one runner of one round came back with."""

    value: Any = None
    error: Exception | None = None


Race = Callable[..., list[list[Ran]]]


def run_together(runners: Sequence[Callable[[], Any]]) -> list[Ran]:
    """Start every runner in a thread of its own at the same moment, and gather what each came back with."""
    barrier = threading.Barrier(len(runners))
    results: list[Ran] = [Ran()] * len(runners)

    def run(place: int, runner: Callable[[], Any]) -> None:
        try:
            connections["default"].ensure_connection()
            barrier.wait(timeout=30)
            results[place] = Ran(value=runner())
        except Exception as error:
            results[place] = Ran(error=error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, runner)) for place, runner in enumerate(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads), "Two of the runners wait for each other."
    return results


@pytest.fixture
def race(transactional_db: None, chain_verifies: None) -> Race:
    """`race(runners, rounds=n, before=…)`.

    Rounds of runners started together; the record must verify afterwards.

    `runners` is a list of callables, or a callable that is given the number of the round (and may set the
    round's scene) and returns them. Returns for each round what each runner came back with.
    """

    def run(
        runners: Sequence[Callable[[], Any]] | Callable[[int], Sequence[Callable[[], Any]]], rounds: int = 1
    ) -> list[list[Ran]]:
        return [run_together(runners(number) if callable(runners) else runners) for number in range(rounds)]

    return run


@pytest.fixture(autouse=True)
def _every_race_verifies(transactional_db: None, chain_verifies: None) -> None:
    """Whatever else a race shows, it never breaks the record."""
