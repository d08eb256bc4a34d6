"""Leakcheck: whether a finished file still says who somebody is, in any place where words survive. Pure.

`one` judges a file; `child` does so alone in a process with limits; `checked` starts a child for each file.
`redacting` makes a copy without what was found.
"""

from safeguarding.reports.leaks.checked import check, redacted

__all__ = ["check", "redacted"]
