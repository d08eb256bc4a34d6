"""The page of one action: what it is, its two lights, what one can do, and its story."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.subjects import partners_differ_on
from safeguarding.improvements.access import owns, subject
from safeguarding.improvements.models import Action, Evidence
from safeguarding.improvements.queries.actions import page_of, visible_actions
from safeguarding.improvements.views.deeds import deeds
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, mailbox, perform
from safeguarding.record.actions import look
from safeguarding.record.models import Stream
from safeguarding.statute import improvement
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import ActionKind, Difference, FileKind, Level
from safeguarding.ui.pages import render


@mailbox("action:{short}")
def action(request: HttpRequest, short: str) -> HttpResponse:
    """For its owner by link, and for everybody who may see it."""
    by = acting(request)
    found = get_object_or_404(page_of(visible_actions(by)), short=short)
    doing = deeds(request, by, found)
    here = reverse("improvements:action", args=[short])
    for deed in doing:
        if request.method == "POST" and deed.which == request.POST.get("which"):
            answer = perform(request, deed.form, deed.do, here, stream=_stream(found))
            if answer:
                return answer
    stream = _stream(found)
    if stream is not None:
        look(stream=stream, actor=by.actor, kind="opened", what=request.path)
    kind = ActionKind(found.kind) if found.kind else None
    case = found.case if found.case and visible_to(by).filter(pk=found.case.pk).exists() else None
    return render(
        request,
        "improvements/action.html",
        {
            "action": found,
            "light": found.delivery(by.today),
            "level": Difference(found.difference),
            "deeds": doing,
            "mine": owns(by, found),
            "by_link": by.level < Level.TOTP,
            "hints": improvement.hints(found.what, kind, found.measure, found.intended_change)
            if found.closed_on is None and by.level >= Level.TOTP
            else [],
            "case": case,
            **_disagreement(by, found, case),
            "today": by.today,
        },
        status=max((deed.form.status for deed in doing), default=200),
    )


def _disagreement(by: Acting, found: Action, case: Case | None) -> dict[str, Any]:
    """Whether one about this action is open, where it is, and where this person can open one."""
    differ = partners_differ_on(subject(found))
    if case is not None:
        at, opening = "disagreements:disagreement", "disagreements:open"
        may = may_do(by, Act.OPEN_DISAGREEMENT, case)
        arguments = [case.reference]
    else:
        at, opening = "disagreements:agencies", "disagreements:raise"
        own = (Relation.OWN_AGENCY,) if by.seat.agency_id else ()
        may = may_here(by, Act.RAISE_AGENCY_DISAGREEMENT, found.partnership, *own)
        arguments = []
    here = bool(may) and found.case_id == (case.pk if case else None)
    may_open = here and found.merged_into_id is None
    return {
        "differ": differ,
        "differ_at": reverse(at, args=arguments) if here else "",
        "may_differ_at": f"{reverse(opening, args=arguments)}?about={subject(found)}" if may_open else "",
    }


@mailbox("action:{short}")
def evidence_file(request: HttpRequest, short: str, evidence: int) -> HttpResponse:
    """The file of one piece of evidence, for whoever may see the action and says for what and for whom."""
    by = acting(request)
    found = get_object_or_404(visible_actions(by), short=short)
    row = get_object_or_404(Evidence.objects.select_related("file__stream"), pk=evidence, action=found)
    if row.file is None:
        raise Http404
    if request.method != "POST":
        look(stream=row.file.stream, actor=by.actor, kind="opened", what=request.path)

    def still_seen(_: Case) -> Answer:
        seen = visible_actions(by).filter(pk=found.pk).exists()
        return Allowed() if seen else Refused("not_yours", "This action is no longer open to you.")

    return hand_out(
        request,
        Leaving(
            row.file,
            FileKind.ACTION_EVIDENCE,
            found.case,
            still_seen,
            back=(reverse("improvements:action", args=[short]), "Back to the action"),
        ),
    )


def _stream(found: Action) -> Stream | None:
    return found.case.stream if found.case else found.partnership.stream
