"""Forms: fields that ask in plain words and show themselves as GOV.UK components."""

from safeguarding.ui.forms.fields import (
    Choice,
    Choices,
    LongText,
    Pick,
    Secret,
    Text,
    Tick,
    Upload,
    Whole,
    YesNo,
)
from safeguarding.ui.forms.form import Form
from safeguarding.ui.forms.when import Date, Moment

__all__ = [
    "Choice",
    "Choices",
    "Date",
    "Form",
    "LongText",
    "Moment",
    "Pick",
    "Secret",
    "Text",
    "Tick",
    "Upload",
    "Whole",
    "YesNo",
]
