"""Keeping what is typed, while it is typed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from safeguarding.people import actions
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once"})


@require_POST
def draft(request: HttpRequest, form: str, subject: str = "") -> HttpResponse:
    """Save a form as it stands, for whoever is typing; only they get it back.

    What they may not see has no drafts: `DRAFTS` in the wiring asks the room whose form it is.
    """
    who: Acting | None = getattr(request, "acting", None)
    if who is None:
        return JsonResponse(
            {"saved": None, "problem": "You are signed out. Sign in again to keep typing."}, status=401
        )
    asked = import_string(settings.SAFEGUARDING_WIRING + ".DRAFTS").get(form)
    if asked is None or len(subject) > 80 or not asked(who, subject):
        return JsonResponse({"saved": None, "problem": "This form has no drafts."}, status=404)
    data: dict[str, object] = {}
    for key, values in request.POST.lists():
        if key not in NOT_KEPT:
            data[key] = values[0] if len(values) == 1 else values
    try:
        saved = actions.save_draft(who.person, form, subject, data)
    except NotAllowed as no:
        return JsonResponse({"saved": None, "problem": no.refused.sentence}, status=413)
    return JsonResponse({"saved": f"{timezone.localtime(saved.saved_at):%H:%M}"})
