"""A practice review on its way to the public: the finished file, its readers, the decision, and the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform_sent, sent, sent_before
from safeguarding.practice_reviews.actions import finishing, intending, publishing
from safeguarding.practice_reviews.forms import publication as forms
from safeguarding.practice_reviews.models import FinalReport, Intention
from safeguarding.practice_reviews.pages import HOME, render_review
from safeguarding.practice_reviews.queries import publication as queries
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.letters import LetterMatter
from safeguarding.statute.permission import Act
from safeguarding.statute.publication import COPIED, RECEIVES, Verdict
from safeguarding.statute.terms import FileKind
from safeguarding.ui.forms import Form

HERE = "practice_reviews:publication"
BEFORE_THE_ACT = "final", "publish"
"""Forms whose file is read, or whose PDF is made, before the transaction."""


@case_page(Act.SEE_PUBLICATION)
def publication(request: HttpRequest, case: Case) -> HttpResponse:
    """Every step on the way, what is missing next, and the form for whoever takes it."""
    by = acting(request)
    here = reverse(HERE, args=[case.reference])
    stands = queries.standing(case, by.today)
    shown = _forms(request, stands)
    if request.method == "POST":
        which = request.POST.get("which", "")
        if which in BEFORE_THE_ACT and (before := sent_before(request, shown[which])):
            return before
        ways = {name: (form, _act(name, form, by, case, stands)) for name, form in shown.items()}
        answer = perform_sent(request, ways, here, stream=case.stream)
        if answer:
            return answer
    prepares = bool(may_do(by, Act.PREPARE_PUBLICATION, case))
    ready = bool(finishing.may_be_prepared(case))
    mine = stands.open and any(
        line.current and line.partner == by.role.partner for line in stands.open.positions.all()
    )
    return render_review(
        request,
        "practice_reviews/publication.html",
        case,
        {
            **{f"{name}_form": form for name, form in shown.items()},
            "stands": stands,
            "tally": intending.tally_of(stands.open) if stands.open else None,
            "verdict_colours": {"release": "teal", "changes": "yellow", "refuse": "red"},
            "current": [one for one in stands.report.verdicts.all() if one.current] if stands.report else [],
            "copied": [(RECEIVES[party], stands.sent.get(party)) for party in COPIED],
            "letters": {
                party: reverse(
                    "cases:letters_write",
                    args=[case.reference, party.value, LetterMatter.ADVANCE_COPIES.value],
                )
                for party in COPIED
            }
            if may_do(by, Act.KEEP_FORMAL_LETTERS, case)
            else {},
            "parties": [(party, RECEIVES[party]) for party in COPIED],
            "may_prepare": prepares and ready,
            "may_read": bool(may_do(by, Act.READ_BEFORE_RELEASE, case)) and ready and stands.report
            and stands.report.seat.person_id != by.person.pk,
            "may_decide": bool(may_do(by, Act.DECIDE_PUBLICATION, case)) and ready,
            "may_take_down": _may_take_down(by, case, stands, prepares),
            "prepares": prepares,
            "mine": mine,
        },
        here=HERE,
        status=max(form.status if form.is_bound else 200 for form in shown.values()),
    )  # fmt: skip


@case_page(Act.SEE_PUBLICATION)
def final_report(request: HttpRequest, case: Case) -> HttpResponse:
    """The finished file as the public would read it, for those who say whether it can go out."""
    return render_review(
        request, "practice_reviews/final_report.html", case, {"report": _newest(case)}, here=HOME
    )


@case_page(Act.SEE_PUBLICATION)
def final_file(request: HttpRequest, case: Case) -> HttpResponse:
    """The finished file as it was given in, once it has been said for what and for whom."""
    by = acting(request)
    return hand_out(
        request,
        Leaving(
            _newest(case).file,
            FileKind.FINAL_REPORT,
            case,
            lambda case: may_do(by, Act.SEE_PUBLICATION, case),
            back=(reverse(HERE, args=[case.reference]), "Back to publication"),
            tab=HOME,
            button="Download the Word file",
        ),
    )


def _newest(case: Case) -> FinalReport:
    report = case.final_reports.select_related("file__stream", "seat__person").last()
    if report is None:
        raise Http404
    return report


def _forms(request: HttpRequest, stands: queries.Standing) -> dict[str, Form]:
    return {
        "final": forms.Final(
            sent(request, "final"), request.FILES or None if sent(request, "final") else None,
            initial={"improvements_only": "no"},
        ),
        "read": forms.Read(sent(request, "read")),
        "answers": forms.Answers(
            sent(request, "answers"), copies_sent=stands.copied is not None, answered=stands.answers
        ),
        "intend": forms.Intend(sent(request, "intend"), initial={"planned_on": stands.earliest}),
        "agree": forms.Agree(sent(request, "agree")),
        "copies": Confirm(sent(request, "copies")),
        "publish": Confirm(sent(request, "publish")),
        "down": forms.TakeDown(sent(request, "down")),
        "deposit": forms.Deposit(sent(request, "deposit")),
    }  # fmt: skip


def _act(name: str, form: Any, by: Acting, case: Case, stands: queries.Standing) -> Callable[[], object]:
    report, open_ = stands.report, stands.open
    if name == "final":
        return _given(form, by, case)
    if name == "publish":
        return _published(form, by, case, report)
    acts: dict[str, Callable[[], object]] = {
        "read": lambda: finishing.say_of_final(
            by=by, case=case, number=_number(report), verdict=Verdict(form.cleaned_data["verdict"]),
            reasons=form.cleaned_data["reasons"],
        ),
        "answers": lambda: finishing.answer_before_release(by=by, case=case, answers=form.said),
        "intend": lambda: intending.intend(by=by, case=case, **form.said),
        "agree": lambda: intending.take_stance(
            by=by, case=case, number=_number(open_), agrees=form.cleaned_data["agrees"] == "yes",
            reason=form.cleaned_data["reason"],
        ),
        "copies": lambda: publishing.confirm_copies(by=by, case=case),
        "down": lambda: publishing.take_down(by=by, case=case, why=form.cleaned_data["why"]),
        "deposit": lambda: publishing.note_deposit(by=by, case=case, on=form.cleaned_data["on"]),
    }  # fmt: skip
    return acts[name]


def _given(form: Any, by: Acting, case: Case) -> Callable[[], object]:
    """The file is read before the transaction; what is wrong with it is refused in it."""
    if not form.is_bound or not form.is_valid() or not may_do(by, Act.PREPARE_PUBLICATION, case):
        return lambda: _no(Refused("not_allowed", "You may not give in this file.", "Ask the manager."))
    said = form.cleaned_data
    found = finishing.read_final(said["file"].name, said["file"].read())
    if isinstance(found, Refused):
        return lambda: _no(found)
    return lambda: finishing.give_final(
        by=by, case=case, finished=found, title=said["title"], summary=said["summary"],
        improvements_only=said["improvements_only"] == "yes",
    )  # fmt: skip


def _published(form: Any, by: Acting, case: Case, report: FinalReport | None) -> Callable[[], object]:
    """The PDF is made before the transaction, and only where it can be published."""
    if not form.is_bound or report is None or not may_do(by, Act.PREPARE_PUBLICATION, case):
        return lambda: _no(publishing.NO_FILE)
    answer = publishing.may_publish(case, today=by.today)
    if isinstance(answer, Refused):
        return lambda: _no(answer)
    made = publishing.typeset(report)
    return lambda: publishing.publish(by=by, case=case, number=report.number, pdf=made)


def _no(refused: Refused) -> None:
    raise NotAllowed(refused)


def _number(one: FinalReport | Intention | None) -> int:
    return one.number if one else 0


def _may_take_down(by: Acting, case: Case, stands: queries.Standing, prepares: bool) -> bool:
    page = stands.public.page if stands.public else None
    if page is None or page.taken_down_on is not None:
        return False
    return bool(may_do(by, Act.DECIDE_PUBLICATION, case)) if by.today < page.keep_until else prepares
