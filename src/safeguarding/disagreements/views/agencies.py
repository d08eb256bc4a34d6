"""Disagreements between two agencies: the list, raising one, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.queries.rules import profile_on
from safeguarding.cases.subjects import Subject, subjects_of
from safeguarding.disagreements import actions
from safeguarding.disagreements.access import may_answer, may_in, may_on
from safeguarding.disagreements.defaults import BETWEEN_AGENCIES
from safeguarding.disagreements.forms import Confirm, Raise, RecordTalk, Say, TakeBack
from safeguarding.disagreements.models import AgencyDisagreement
from safeguarding.disagreements.queries import agencies as queries
from safeguarding.people.acting import Acting
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, perform, perform_sent, sent, signed_in
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import Role
from safeguarding.ui.pages import render


@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """Those that this person may see, and how to raise one."""
    by = acting(request)
    if not may_in(by, Act.SEE_AGENCY_DISAGREEMENT):
        raise Http404
    return render(
        request,
        "disagreements/agencies.html",
        {
            "rows": [(row, _named(row, by)) for row in queries.listed(by)],
            "profile": profile_on(by.partnership, by.today),
            "may_raise": bool(may_in(by, Act.RAISE_AGENCY_DISAGREEMENT)),
        },
    )


@signed_in
def raise_(request: HttpRequest) -> HttpResponse:
    """Raising one; from the page of an action, about that action."""
    by = acting(request)
    if not may_in(by, Act.RAISE_AGENCY_DISAGREEMENT):
        raise Http404
    subject = _subject(request, by)
    here = {agency.pk: agency for agency in agencies_of(by.partnership, by.today)}
    own = None if by.role is Role.PARTNERSHIP_MANAGER else by.seat.agency_id
    begun = {"other": str(subject.agency.pk)} if subject and subject.agency else {}
    form = Raise(
        request.POST or None,
        agencies={key: agency.name_on(by.today) for key, agency in here.items()},
        own=own,
        initial=begun,
    )
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.raise_between_agencies(
                by=by,
                raised_by=here[int(form.cleaned_data.get("raised_by") or own or 0)],
                other=here[int(form.cleaned_data["other"])],
                about=form.cleaned_data["about"],
                position=form.cleaned_data["position"],
                for_safety=form.cleaned_data["for_safety"],
                subject=subject,
            ),
            lambda row: reverse("disagreements:between", args=[row.short]),
        )
        if answer:
            return answer
    return render(
        request,
        "disagreements/raise.html",
        {"form": form, "subject": subject, "default": BETWEEN_AGENCIES},
        form.status,
    )


@signed_in
def between(request: HttpRequest, short: str) -> HttpResponse:
    """One of them: where it stands, what each holds, and what this person can do."""
    by = acting(request)
    row = queries.visible(by).filter(short=short).first()
    if row is None:
        raise Http404
    positions = list(
        row.positions.select_related("agency", "recorded_by__person").prefetch_related("agency__names")
    )
    names = {agency.pk: agency.name_on(by.today) for agency in row.agencies}
    mine = (
        names
        if by.role is Role.PARTNERSHIP_MANAGER
        else {k: v for k, v in names.items() if k == by.seat.agency_id}
    )
    held = {f"holds_{line.agency_id}": line.words for line in positions if line.current}
    talk = RecordTalk(
        sent(request, "talk"),
        holds=mine,
        manager=by.role is Role.PARTNERSHIP_MANAGER,
        last=row.level == LevelCode.D3.value,
        initial=held,
    )
    confirm, say, back = (
        Confirm(sent(request, "confirm")),
        Say(sent(request, "say")),
        TakeBack(sent(request, "back")),
    )
    answer = perform_sent(
        request,
        {
            "talk": (
                talk,
                lambda: actions.record_agency_level(
                    by=by,
                    disagreement=row,
                    level=request.POST.get("level", ""),
                    participants=talk.cleaned_data["participants"],
                    words=talk.cleaned_data["words"],
                    settled=talk.cleaned_data["settled"] == "yes",
                    positions=talk.positions,
                    said_by=[one for one in row.agencies if str(one.pk) in talk.told_by],
                ),
            ),
            "confirm": (
                confirm,
                lambda: actions.confirm_agency_settlement(
                    by=by,
                    disagreement=row,
                    agree=confirm.cleaned_data["agree"] == "yes",
                    words=confirm.cleaned_data["words"],
                ),
            ),
            "say": (
                say,
                lambda: actions.decide_agency_disagreement(
                    by=by, disagreement=row, outcome=say.cleaned_data["words"]
                ),
            ),
            "back": (
                back,
                lambda: actions.withdraw_agency_disagreement(
                    by=by, disagreement=row, reason=back.cleaned_data["words"]
                ),
            ),
        },
        reverse("disagreements:between", args=[short]),
    )
    if answer:
        return answer
    stream = row.partnership.stream
    if stream is not None:
        look(stream=stream, actor=by.actor, kind="opened", what=request.path)
    return render(
        request,
        "disagreements/between.html",
        {
            "row": row,
            "named": _named(row, by),
            "raised_by": names[row.raised_by_id],
            "steps": queries.steps(row),
            "level": next(one for one in row.levels.all() if one.code == row.level),
            "positions": [line for line in positions if line.current],
            "earlier": [line for line in positions if not line.current],
            "default": BETWEEN_AGENCIES,
            "cite": profile_on(row.partnership, row.opened_on).practice_cite,
            "subject": next(iter(subjects_of(by, None, row.subject)), None) if row.subject else None,
            "settled_side": names.get(row.settled_for_id or 0, ""),
            **_offered(by, row),
            "talk": talk,
            "confirm": confirm,
            "say": say,
            "back": back,
            "which": request.POST.get("which", ""),
        },
        status=max(form.status for form in (talk, confirm, say, back)),
    )


def _offered(by: Acting, row: AgencyDisagreement) -> dict[str, bool]:
    """Which of the page's forms are for this person now; the acts ask again."""
    running, said = row.ended_at is None, row.settled_by
    party = by.seat.agency_id in {row.raised_by_id, row.other_id}
    last = row.level == LevelCode.D3.value
    return {
        "may_record": running and said is None and bool(may_on(by, Act.RECORD_AGENCY_LEVEL, row)),
        "may_confirm": running
        and may_answer(by, row)
        and bool(may_on(by, Act.CONFIRM_AGENCY_SETTLEMENT, row)),
        "may_say": running and last and not party and bool(may_on(by, Act.DECIDE_AGENCY_DISAGREEMENT, row)),
        "may_take_back": running
        and (by.seat.pk == row.opened_by_id or by.seat.agency_id == row.raised_by_id)
        and bool(may_on(by, Act.WITHDRAW_AGENCY_DISAGREEMENT, row)),
    }


def _subject(request: HttpRequest, by: Acting) -> Subject | None:
    """The action from whose page somebody came; one that they may not see does not exist."""
    key = request.GET.get("about", "")
    found = next(iter(subjects_of(by, None, key)), None) if key else None
    if key and found is None:
        raise Http404
    return found


def _named(row: AgencyDisagreement, by: Acting) -> str:
    return " and ".join(agency.name_on(by.today) for agency in row.agencies)
