"""The Panel: telling it early that something is late, sending, its reply, and deciding again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.actions import keep_upload
from safeguarding.documents.models import File
from safeguarding.people.web import acting
from safeguarding.rapid_reviews.actions import replying, sending
from safeguarding.rapid_reviews.forms.panel import Again, Late, ReplyForm, Send, Without
from safeguarding.rapid_reviews.models import Reconsideration
from safeguarding.rapid_reviews.queries import review_of
from safeguarding.rapid_reviews.queries.checks import due_on
from safeguarding.rapid_reviews.views.shared import allowed, demanded, found, page, posted, sent
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute.answer import Refused
from safeguarding.statute.letters import FOLLOWS
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import LatenessCode, PanelReply, Partner, RapidReviewOutcome

TAB = "rapid_reviews:workspace"


@case_page()
def panel(request: HttpRequest, case: Case) -> HttpResponse:
    """What went to the Panel, what came back, and what is to do now."""
    review, by = review_of(case), acting(request)
    local = sending.goes_to_panel(case)
    ready = sending.may_send(case, review, by.today, today=by.today) if review else None
    second = review.reconsiderations.select_related("reply").order_by("-id").first() if review else None
    return render_case(
        request,
        "rapid_reviews/panel.html",
        case,
        {
            "words": words_for(case),
            "review": review,
            "local": local if isinstance(local, Refused) else None,
            "ready": ready,
            "due": due_on(case),
            "dispatches": review.all_dispatches if review else [],
            "notices": list(review.late_notices.select_related("letter")) if review else [],
            "replies": list(review.replies.select_related("seat__person")) if review else [],
            "follows": FOLLOWS,
            "may_read_letters": allowed(request, Act.READ_FORMAL_LETTERS, case),
            "partner_label": {partner.value: partner.label for partner in Partner},
            "second": second,
            "second_lines": replying_lines(second) if second else [],
            "may_send": allowed(request, Act.SEND_TO_PANEL, case),
            "may_tell": allowed(request, Act.TELL_PANEL_LATE, case),
            "may_record": allowed(request, Act.RECORD_PANEL_REPLY, case),
            "may_authorise": allowed(request, Act.AUTHORISE_INCOMPLETE, case),
            "may_reconsider": allowed(request, Act.RECONSIDER, case),
        },
        tab=TAB,
    )


@case_page()
def late(request: HttpRequest, case: Case) -> HttpResponse:
    """Tell the Panel before the day."""
    demanded(request, Act.TELL_PANEL_LATE, case)
    by = acting(request)
    form = Late(posted(request), initial={"told_on": by.today})

    def act() -> object:
        said = form.cleaned_data
        return sending.tell_panel_late(by=by, case=case, **{**said, "why": LatenessCode(said["why"])})

    answer = sent(request, form, act, page("panel", case), case)
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/panel_form.html",
        case,
        {
            "form": form,
            "heading": "Tell the Panel that it will be late or incomplete",
            "button_text": "Make the letter and note it",
            "lead": "The Panel is told before the day, with the reason. We make the letter; you send it.",
            "due": due_on(case),
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def without(request: HttpRequest, case: Case) -> HttpResponse:
    """A lead safeguarding partner lets it go without their own partner's sign-off."""
    demanded(request, Act.AUTHORISE_INCOMPLETE, case)
    form = Without(posted(request))
    answer = sent(
        request,
        form,
        lambda: sending.authorise_incomplete(
            by=acting(request), case=case, reason=form.cleaned_data["reason"]
        ),
        page("panel", case),
        case,
    )
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/panel_form.html",
        case,
        {
            "form": form,
            "heading": "Let it go without your partner’s sign-off",
            "button_text": "Let it go on the last day",
            "lead": "On the last day the report may go as awaiting their sign-off. The signature is still "
            "needed: the case cannot "
            "close without it.",
            "due": due_on(case),
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def send(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that it was sent."""
    demanded(request, Act.SEND_TO_PANEL, case)
    by = acting(request)
    review = review_of(case)
    form = Send(posted(request), initial={"sent_on": by.today})

    def act() -> object:
        said = form.cleaned_data
        return sending.send_to_panel(
            by=by,
            case=case,
            sent_on=said["sent_on"],
            recipients=said["recipients"],
            lateness=LatenessCode(said["lateness"]) if said["lateness"] else None,
            lateness_words=said["lateness_words"],
        )

    answer = sent(request, form, act, page("panel", case), case)
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/send.html",
        case,
        {"form": form, "review": review, "due": due_on(case), "words": words_for(case)},
        tab=TAB,
        status=form.status,
    )


@case_page()
def reply(request: HttpRequest, case: Case) -> HttpResponse:
    """Record the Panel's reply."""
    demanded(request, Act.RECORD_PANEL_REPLY, case)
    by = acting(request)
    form = ReplyForm(posted(request), request.FILES or None, initial={"received_on": by.today})

    def act() -> object:
        said, letter = form.cleaned_data, None
        if said.get("letter") and case.stream:
            letter = _kept(request, case, said["letter"])
        return replying.record_panel_reply(
            by=by,
            case=case,
            reply=PanelReply(said["reply"]),
            received_on=said["received_on"],
            words=said["words"],
            answer_by=said["answer_by"],
            letter=letter,
        )

    answer = sent(request, form, act, page("panel", case), case)
    if answer:
        return answer
    return render_case(
        request,
        "rapid_reviews/panel_form.html",
        case,
        {
            "form": form,
            "heading": "What the Panel answered",
            "button_text": "Record the reply",
            "due": None,
            "lead": "If the Panel sees it differently, the three partners are asked to decide again.",
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def again(request: HttpRequest, case: Case) -> HttpResponse:
    """A partner decides again."""
    demanded(request, Act.RECONSIDER, case)
    review, by = found(case), acting(request)
    form = Again(posted(request))

    def act() -> object:
        said = form.cleaned_data
        return replying.reconsider(
            by=by, case=case, outcome=RapidReviewOutcome(said["outcome"]), reason=said["reason"]
        )

    answer = sent(request, form, act, page("panel", case), case)
    if answer:
        return answer
    second = review.reconsiderations.select_related("reply").order_by("-id").first()
    return render_case(
        request,
        "rapid_reviews/again.html",
        case,
        {
            "form": form,
            "second": second,
            "second_lines": replying_lines(second) if second else [],
            "outcome": next(iter(review.standing_outcomes), None),
        },
        tab=TAB,
        status=form.status,
    )


def replying_lines(second: Reconsideration) -> list[dict[str, str]]:
    """What each partner decided the second time."""
    standing = second.positions.filter(current=True).select_related("seat__person")
    given = {one.partner: one for one in standing}
    lines = []
    for partner in Partner:
        one = given.get(partner.value)
        lines.append(
            {
                "who": partner.label,
                "position": RapidReviewOutcome(one.outcome).label if one else f"Waiting for {partner.label}",
                "colour": "teal" if one else "grey",
                "name": f"{one.seat.person.name}, {one.capacity}" if one else "",
                "when": "",
                "reason": one.reason if one else "",
            }
        )
    return lines


def _kept(request: HttpRequest, case: Case, upload: object) -> File | None:
    if case.stream is None:
        return None
    return keep_upload(by=acting(request), stream=case.stream, name=upload.name, data=upload.read())  # type: ignore[attr-defined]
