"""How like two texts are."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

LIKELY = 82.0


def likest(
    text: str, others: Iterable[tuple[int, str]], *, at_least: float = LIKELY
) -> list[tuple[int, float]]:
    """The keys of the texts in `others` that are at least so like `text` (0 to 100), likest first."""
    pairs = dict(others)
    found = process.extract(
        text,
        pairs,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=at_least,
        limit=10,
    )
    return [(key, score) for _, score, key in found]
