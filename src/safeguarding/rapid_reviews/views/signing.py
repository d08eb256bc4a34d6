"""My sign-off, also on a phone and by link; and the two ways round a lost second factor."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.actions import keep_upload
from safeguarding.people.acting import Acting
from safeguarding.people.queries import in_force, seats
from safeguarding.people.web import acting, mailbox, step_up
from safeguarding.rapid_reviews.actions import signing as acts
from safeguarding.rapid_reviews.actions.guards import may_here
from safeguarding.rapid_reviews.actions.writing import note_reading
from safeguarding.rapid_reviews.forms.signing import Evidenced, Repudiate, SendLink, SignForm
from safeguarding.rapid_reviews.models import RapidReview, Signature
from safeguarding.rapid_reviews.papers.report import report_paper
from safeguarding.rapid_reviews.queries import review_of
from safeguarding.rapid_reviews.queries.changes import changes_since, last_read
from safeguarding.rapid_reviews.queries.checks import due_on
from safeguarding.rapid_reviews.streams import stream_of
from safeguarding.rapid_reviews.views.shared import allowed, demanded, found, page, posted, sent
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import FileKind, Partner, Role, SignPosition
from safeguarding.ui import forms
from safeguarding.ui.pages import render

TAB = "rapid_reviews:workspace"
# “The Metropolitan Police Service”, but “Devon County Council”.
TAKES_THE = re.compile(r"\b(Service|Board|Borough|Group|Trust)\b")
COLOURS = {"agree": "green", "agree_with_comment": "green", "disagree": "orange"}
SIGNING_SEATS = [
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
    Role.LSP_LA,
    Role.LSP_HEALTH,
    Role.LSP_POLICE,
]


@step_up
@case_page()
def sign_off(request: HttpRequest, case: Case) -> HttpResponse:
    """The decision in a few lines, what changed since I last read it, who has signed, and my own line."""
    review, by = found(case), acting(request)
    form = SignForm(posted(request))

    def act() -> Signature:
        return acts.sign_off(by=by, case=case, **_said(request, form))

    answer = sent(request, form, act, page("sign_off", case), case) if _pressed(request, form) else None
    if answer:
        return answer
    if form.refused is not None and form.refused.code == "delegation":
        acts.ask_partner_of_deputy(by=by, case=case)
    context = _page(case, review, by) | {
        "form": form,
        "may_sign": allowed(request, Act.SIGN_OFF, case),
        "may_record": allowed(request, Act.RECORD_EVIDENCED_SIGNATURE, case),
    }
    return render_case(request, "rapid_reviews/sign_off.html", case, context, tab=TAB, status=form.status)


@step_up
@mailbox("sign:{ref}:{partner}")
def sign_by_link(request: HttpRequest, ref: str, partner: str) -> HttpResponse:
    """The same page for somebody who came by a link and a code, for this one act."""
    by = acting(request)
    case = Case.objects.select_related("partnership", "stream").filter(reference=ref).first()
    if (
        case is None
        or by.role.partner is None
        or by.role.partner.value != partner
        or not may_here(by, Act.SIGN_BY_LINK, case)
    ):
        raise Http404
    review = review_of(case)
    if review is None:
        raise Http404
    if request.method in {"GET", "HEAD"}:
        look(stream=stream_of(case), actor=by.actor, kind="opened", what=request.path)
    form = SignForm(posted(request))
    answer = None
    if _pressed(request, form):
        answer = sent(
            request,
            form,
            lambda: acts.sign_by_link(by=by, case=case, **_said(request, form)),
            page("signed_by_link", case, partner),
            case,
        )
    if answer:
        return answer
    context = _page(case, review, by) | {
        "form": form,
        "may_sign": True,
        "may_record": False,
        "by_link": True,
        "case": case,
        "marking": case.marking,
        "paper": report_paper(case, review, on=by.today),
        "partnership": case.partnership,
    }
    if request.method == "GET":
        note_reading(by=by, review=review)
    return render(request, "rapid_reviews/sign_by_link.html", context, form.status)


def signed_by_link(request: HttpRequest, ref: str, partner: str) -> HttpResponse:
    """Thanks, and what happens next, for anybody: the link has done its work.

    Nobody is signed in by it any more, so the page says nothing of a case, whichever address is typed.
    """
    return render(request, "rapid_reviews/signed_by_link.html")


@case_page()
def send_link(request: HttpRequest, case: Case) -> HttpResponse:
    """Send a partner who cannot use their second factor a link to sign with."""
    demanded(request, Act.RECORD_EVIDENCED_SIGNATURE, case)
    by, review = acting(request), found(case)
    choice = _signers(case, by)
    form = SendLink(posted(request), seats=[(str(seat.pk), _name(seat, by)) for seat in choice])
    chosen = {str(seat.pk): seat for seat in choice}
    answer = sent(
        request,
        form,
        lambda: acts.send_signing_link(by=by, case=case, seat=chosen[form.cleaned_data["seat"]]),
        page("sign_off", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/send_link.html",
        case,
        {"form": form, "review": review},
        tab=TAB,
        status=form.status,
    )


@case_page()
def evidenced(request: HttpRequest, case: Case) -> HttpResponse:
    """Enter a signature that came by e-mail."""
    demanded(request, Act.RECORD_EVIDENCED_SIGNATURE, case)
    by, review = acting(request), found(case)
    choice = _signers(case, by)
    chosen = {str(seat.pk): seat for seat in choice}
    form = Evidenced(
        posted(request), request.FILES or None, seats=[(str(seat.pk), _name(seat, by)) for seat in choice]
    )

    def act() -> Signature:
        said, stream = form.cleaned_data, case.stream
        if stream is None:
            raise Http404
        file = keep_upload(by=by, stream=stream, name=said["evidence"].name, data=said["evidence"].read())
        return acts.record_evidenced_signature(
            by=by,
            case=case,
            seat=chosen[said["seat"]],
            position=SignPosition(said["position"]),
            comment=said["comment"],
            evidence=file,
        )

    answer = sent(request, form, act, page("sign_off", case), case)
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/evidenced.html",
        case,
        {"form": form, "review": review},
        tab=TAB,
        status=form.status,
    )


@case_page()
def confirm_evidenced(request: HttpRequest, case: Case, signature: int) -> HttpResponse:
    """A second person reads the e-mail and confirms."""
    line = _evidenced(request, case, signature)
    form = forms.Form(posted(request))
    answer = sent(
        request,
        form,
        lambda: acts.confirm_evidenced_signature(by=acting(request), signature=line),
        page("sign_off", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/confirm_evidenced.html",
        case,
        {"form": form, "line": line, "position": SignPosition(line.position).label},
        tab=TAB,
        status=form.status,
    )


@case_page()
def signature_evidence(request: HttpRequest, case: Case, signature: int) -> HttpResponse:
    """The e-mail behind a signature, once it has been said for what and for whom."""
    by, line = acting(request), _evidenced(request, case, signature)
    if line.evidence is None:
        raise Http404
    return hand_out(
        request,
        Leaving(
            line.evidence,
            FileKind.SIGNATURE_EVIDENCE,
            case,
            lambda case: may_here(by, Act.CONFIRM_EVIDENCED_SIGNATURE, case),
            back=(page("confirm_evidenced", case, signature), "Back to the signature"),
            tab=TAB,
        ),
    )


def _evidenced(request: HttpRequest, case: Case, signature: int) -> Signature:
    demanded(request, Act.CONFIRM_EVIDENCED_SIGNATURE, case)
    return get_object_or_404(
        Signature.objects.select_related("seat__person", "entered_by__person", "review__case", "evidence"),
        pk=signature,
        review__case=case,
        way=Signature.Way.EVIDENCED,
    )


@case_page()
def not_mine(request: HttpRequest, case: Case, signature: int) -> HttpResponse:
    """The person named says that they did not sign."""
    by = acting(request)
    line = get_object_or_404(
        Signature.objects.select_related("seat__person", "entered_by__person", "confirmed_by__person"),
        pk=signature,
        review__case=case,
        seat__person=by.person,
    )
    form = Repudiate(posted(request))
    answer = sent(
        request,
        form,
        lambda: acts.repudiate_signature(by=by, signature=line, reason=form.cleaned_data["reason"]),
        page("sign_off", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/not_mine.html",
        case,
        {"form": form, "line": line},
        tab=TAB,
        status=form.status,
    )


def _page(case: Case, review: RapidReview, by: Acting) -> dict[str, Any]:
    partner = by.role.partner
    lines = [line for line in review.all_signatures if line.current]
    read = last_read(review, by.person)
    outcome = next(iter(review.standing_outcomes), None)
    return {
        "review": review,
        "words": words_for(case),
        "outcome": outcome,
        "for_whom": _body(by) if partner else "",
        "mine": next((line for line in lines if partner and line.partner == partner.value), None),
        "my_position": next(
            (
                SignPosition(line.position).label
                for line in lines
                if partner and line.partner == partner.value
            ),
            "",
        ),
        "lines": _lines(lines),
        "read": read,
        "changes": changes_since(review, read.state_number) if read else [],
        "due": acts.due_on(case) or due_on(case),
        "waiting": [
            line
            for line in review.all_signatures
            if line.way == Signature.Way.EVIDENCED and not line.confirmed_by_id and not line.ended_at
        ],
        "taken_back": [
            line
            for line in review.all_signatures
            if line.ended_at and partner and line.partner == partner.value
        ][-1:],
    }


def _body(by: Acting) -> str:
    name = by.agency.name_on(by.today) if by.agency else by.seat.organisation
    if TAKES_THE.search(name):
        return f"the {name}"
    return name or (by.role.partner.label if by.role.partner else "")


def _lines(given: list[Signature]) -> list[dict[str, Any]]:
    by_partner = {line.partner: line for line in given}
    shown = []
    for partner in Partner:
        line = by_partner.get(partner.value)
        if line is None:
            shown.append({"who": partner.label, "position": f"Waiting for {partner.label}", "colour": "grey"})
            continue
        at = timezone.localtime(line.at)
        way = "" if line.way == Signature.Way.OWN else f". {line.get_way_display()}"
        shown.append(
            {
                "who": partner.label,
                "position": "Signed" if line.agrees else "Disagrees",
                "colour": COLOURS[line.position],
                "name": f"{line.seat.person.name}, {line.capacity}",
                "when": f"{at:%H:%M} on {at.day} {at:%B}{way}",
                "reason": line.comment,
            }
        )
    return shown


def _pressed(request: HttpRequest, form: SignForm) -> bool:
    """Whether one of the three buttons was pressed; without one the page says so."""
    if request.method != "POST":
        return False
    if form.is_valid() and request.POST.get("position") not in set(SignPosition):
        form.add_error("comment", "Press Agree, Agree with a comment, or Disagree.")
    return True


def _said(request: HttpRequest, form: SignForm) -> dict[str, Any]:
    return {"position": SignPosition(request.POST["position"]), "comment": form.cleaned_data["comment"]}


def _signers(case: Case, by: Acting) -> list[Any]:
    return list(
        seats()
        .filter(
            in_force(by.today), partnership_id=case.partnership_id, role__in=[r.value for r in SIGNING_SEATS]
        )
        .order_by("role", "pk")
    )


def _name(seat: Any, by: Acting) -> str:
    return f"{seat.person.name}, {seat.capacity_on(by.today)}"
