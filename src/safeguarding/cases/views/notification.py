"""The notification.

The preparation sheet in the national form's order, marking it sent, and withdrawing it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases import notification_sheet
from safeguarding.cases.access import may_do
from safeguarding.cases.actions import notification as acts
from safeguarding.cases.facts import find
from safeguarding.cases.forms.working import MarkSent, Withdraw
from safeguarding.cases.models import Case, Notification
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.actions import keep_upload
from safeguarding.people.web import acting, perform
from safeguarding.record.actions import look
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act


@case_page()
def notification(request: HttpRequest, case: Case) -> HttpResponse:
    """What the form will ask, how complete it is, and what was sent."""
    by = acting(request)
    kept = Notification.objects.filter(case=case).select_related("sent_by__person").first()
    may_prepare = bool(may_do(by, Act.PREPARE_NOTIFICATION, case))
    sheet_class = notification_sheet.form_for(case)
    before = {**notification_sheet.prefilled(case, with_names=may_prepare), **(kept.sheet if kept else {})}
    which = request.POST.get("which", "")
    sheet = sheet_class(request.POST if which == "sheet" else None, initial=before)
    sent = MarkSent(
        request.POST if which == "sent" else None,
        request.FILES if which == "sent" else None,
        initial={"sender": by.person.name, "other_areas": ", ".join(case.other_areas)},
    )
    withdraw = Withdraw(request.POST if which == "withdraw" else None)
    here = reverse("cases:notification", args=[case.reference])
    answer: HttpResponse | None = None
    if which == "sheet":
        answer = perform(
            request,
            sheet,
            lambda: acts.prepare_notification(by=by, case=case, sheet=dict(sheet.cleaned_data)),
            here,
            stream=case.stream,
        )
    elif which == "sent":

        def send() -> object:
            said = sent.cleaned_data
            file = said["receipt"]
            receipt = (
                keep_upload(by=by, stream=case.stream, name=file.name, data=file.read())
                if file and case.stream
                else None
            )
            return acts.notify_panel(
                by=by,
                case=case,
                sent_at=said["sent_at"],
                panel_reference=said["panel_reference"],
                sender=said["sender"],
                other_areas=said["other_areas"],
                receipt=receipt,
            )

        answer = perform(
            request, sent, send, reverse("cases:overview", args=[case.reference]), stream=case.stream
        )
    elif which == "withdraw":
        answer = perform(
            request,
            withdraw,
            lambda: acts.withdraw_notification(by=by, case=case, reason=withdraw.cleaned_data["reason"]),
            here,
            stream=case.stream,
        )
    if answer:
        return answer
    if may_prepare and case.stream and find(case, Kind.NOTIFIED) is None:
        look(stream=case.stream, actor=by.actor, kind="named", what="notification sheet")
    return render_case(
        request,
        "cases/notification.html",
        case,
        {
            "sheet": sheet,
            "sent": sent,
            "withdraw": withdraw,
            "notification": kept,
            "missing": notification_sheet.missing(sheet_class, before),
            "total": len(sheet.fields),
            "fact": find(case, Kind.NOTIFIED),
            "skipped": acts.skipped_before(case),
            "may_prepare": may_prepare,
            "may_notify": may_do(by, Act.NOTIFY_PANEL, case),
            "may_withdraw": bool(may_do(by, Act.WITHDRAW_NOTIFICATION, case)),
        },
        status=max(form.status for form in (sheet, sent, withdraw)),
    )
