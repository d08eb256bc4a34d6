"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "open_disagreement": "{by} wrote down that the partners differ.",
    "hold_position": "What {partner} holds was written down.",
    "hold_agency_position": "What the agency concerned holds was written down.",
    "open_level": "The next step of the disagreement began.",
    "record_level": "{by} recorded a step of the disagreement.",
    "advise_on_disagreement": "{by} gave advice on the disagreement.",
    "turn_disagreement": "The disagreement is now about going on or withdrawing the notification.",
    "resolve_disagreement": "The disagreement ended.",
}
