"""Keeping what is typed, while it is typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from safeguarding.people import actions
from safeguarding.people.acting import Acting

LONGEST = 400_000
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once"})


@require_POST
def draft(request: HttpRequest, form: str, subject: str = "") -> HttpResponse:
    """Save a form as it stands, for whoever is typing; only they get it back."""
    who: Acting | None = getattr(request, "acting", None)
    if who is None:
        return JsonResponse(
            {"saved": None, "problem": "You are signed out. Sign in again to keep typing."}, status=401
        )
    if len(form) > 60 or len(subject) > 80:
        return JsonResponse({"saved": None, "problem": "This form has no drafts."}, status=404)
    data: dict[str, object] = {}
    for key, values in request.POST.lists():
        if key not in NOT_KEPT:
            data[key] = values[0] if len(values) == 1 else values
    if sum(len(str(value)) for value in data.values()) > LONGEST:
        return JsonResponse({"saved": None, "problem": "This is too long to keep as a draft."}, status=413)
    saved = actions.save_draft(who.person, form, subject, data)
    return JsonResponse({"saved": f"{timezone.localtime(saved.saved_at):%H:%M}"})
