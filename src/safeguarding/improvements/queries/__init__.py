"""The only readers of safety steps, sources, recommendations and actions."""

from safeguarding.improvements.queries.actions import (
    contested,
    immediate_learning,
    immediate_learning_words,
    learning,
    register,
    sources,
    visible_actions,
    with_names,
)
from safeguarding.improvements.queries.dates import dates
from safeguarding.improvements.queries.safety import (
    children_without_answer,
    matters,
    others_safe,
    safety,
    safety_answered,
    safety_of_others,
    steps_of,
    unowned_steps,
)
from safeguarding.improvements.queries.work import work

__all__ = [
    "children_without_answer",
    "contested",
    "dates",
    "immediate_learning",
    "immediate_learning_words",
    "learning",
    "matters",
    "others_safe",
    "register",
    "safety",
    "safety_answered",
    "safety_of_others",
    "sources",
    "steps_of",
    "unowned_steps",
    "visible_actions",
    "with_names",
    "work",
]
