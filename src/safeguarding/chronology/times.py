"""Times of day as people write them. A span gives its start; a part of the day gives nothing."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

_CLOCK = r"(?P<h>\d{1,2})\s*[:.;]\s*(?P<m>\d{2})(?:\s*[:.]\s*\d{2}(?:\.\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
_HOUR = r"(?P<h2>\d{1,2})\s*(?P<half2>[ap]\.?\s?m\b\.?)"
_MILITARY = r"(?P<mil>\d{3,4})\s*(?P<hrs>hrs?\b\.?|hours?\b|h\b)?"
TIME = re.compile(rf"(?<![\d/.\-])(?:{_CLOCK}|{_HOUR}|{_MILITARY})(?![\d/])", re.IGNORECASE)
NOON = re.compile(r"\b(?:12\s*)?(?:noon|midday)\b", re.IGNORECASE)
MIDNIGHT = re.compile(r"\b(?:12\s*)?midnight\b", re.IGNORECASE)


@lru_cache(maxsize=5_000)  # the same times come again and again
def read_time(text: str) -> tuple[time | None, bool]:
    """The time that a text says, and whether it says one that cannot be."""
    if NOON.search(text):
        return time(12), False
    if MIDNIGHT.search(text):
        return time(0), False
    found = TIME.search(text)
    return of(found) if found else (None, False)


def of(found: re.Match[str]) -> tuple[time | None, bool]:
    """The time of a match of `TIME`, and whether it is one that cannot be."""
    if found["mil"]:
        hour, minute, half = int(found["mil"][:-2]), int(found["mil"][-2:]), ""
    else:
        hour, minute = int(found["h"] or found["h2"]), int(found["m"] or 0)
        half = (found["half"] or found["half2"] or "")[:1].lower()
    if half and hour > 12:
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (time(hour, minute), False) if hour < 24 and minute < 60 else (None, True)
