"""The acts of a disagreement, and what other rooms' facts do to one."""

from safeguarding.disagreements.actions.advice import advise_on_disagreement
from safeguarding.disagreements.actions.agencies import (
    confirm_agency_settlement,
    decide_agency_disagreement,
    raise_between_agencies,
    record_agency_level,
    withdraw_agency_disagreement,
)
from safeguarding.disagreements.actions.ending import resolve_disagreement
from safeguarding.disagreements.actions.levels import record_level
from safeguarding.disagreements.actions.opening import disagreement_follows, open_disagreement

__all__ = [
    "advise_on_disagreement",
    "confirm_agency_settlement",
    "decide_agency_disagreement",
    "disagreement_follows",
    "open_disagreement",
    "raise_between_agencies",
    "record_agency_level",
    "record_level",
    "resolve_disagreement",
    "withdraw_agency_disagreement",
]
