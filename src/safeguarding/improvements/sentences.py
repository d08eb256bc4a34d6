"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "log_safety_step": "{by} logged a step to keep somebody safe.",
    "complete_safety_step": "{by} confirmed that a safety step was taken.",
    "note_early_learning": "{by} noted something learned, and what is done about it.",
}
