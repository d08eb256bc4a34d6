"""The letters that lead an agency to its return, and what stands before the code is typed."""

from __future__ import annotations

from safeguarding.evidence.models import Request

WITH_A_LINK = {
    Request.Form.SHORT: ("agency_request", "return_reminder"),
    Request.Form.REPORT: ("report_request", "report_reminder"),
}
"""The request and the reminder."""
WHY = (
    "The safeguarding partners ask your organisation for a short return about a child, under section "
    "16H of the Children "
    "Act 2004. It takes about 15 minutes; “we have no record” takes three clicks."
)
WHY_REPORT = (
    "The safeguarding partners ask your organisation for its report about a child, for a practice review, "
    "under section 16H of the Children Act 2004. It takes a few hours in all and is saved as you go."
)


def why(request: Request) -> str:
    """Why somebody gets a link, before anything of the case is shown."""
    return WHY_REPORT if request.is_report else WHY


def request_letter(request: Request) -> str:
    """The kind of letter that brings a request."""
    return WITH_A_LINK[Request.Form(request.form)][0]


def reminder_letter(request: Request) -> str:
    """The kind of letter that reminds of it."""
    return WITH_A_LINK[Request.Form(request.form)][1]
