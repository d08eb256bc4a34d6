"""People and access: who may see a case and why, who is let in, and whether it is sealed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.access import end_access, grant_access
from safeguarding.cases.actions.interests import declare_interest, note_interest
from safeguarding.cases.actions.sealing import seal_case, unseal_case
from safeguarding.cases.forms.access import DeclareInterest, GiveAccess, NoteInterest, Seal, Why
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case, Grant, Interest
from safeguarding.cases.queries import walls
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.queries import seats_of
from safeguarding.people.web import acting, perform, perform_sent, sent
from safeguarding.statute.permission import Act


@case_page()
def access(request: HttpRequest, case: Case) -> HttpResponse:
    """Who may see this case and why; declare an interest; let somebody in."""
    by = acting(request)
    here = reverse("cases:access", args=[case.reference])
    may_grant, may_note = may_do(by, Act.GRANT_ACCESS, case), may_do(by, Act.NOTE_INTEREST, case)
    seats = {str(seat.pk): seat for seat in (seats_of(case.partnership, by.today) if may_grant else [])}
    people = {str(seat.person_id): seat for seat in (walls.everybody(case) if may_note else [])}
    give = GiveAccess(sent(request, "give"), seats=seats.values(), today=by.today)
    declare = DeclareInterest(sent(request, "declare"))
    note = NoteInterest(sent(request, "note"), seats=people.values(), today=by.today)

    def let_in() -> object:
        said = give.cleaned_data
        return grant_access(
            by=by, case=case, seat=seats[said["seat"]], reason=said["reason"], until=said["until"]
        )

    def noted() -> object:
        said = note.cleaned_data
        person = people[said["person"]].person
        return note_interest(by=by, case=case, person=person, kind=said["kind"], words=said["words"])

    closes = declare.is_bound and request.POST.get("kind") != Interest.Kind.ORGANISATIONAL
    answer = perform_sent(
        request,
        {
            "give": (give, let_in),
            "declare": (declare, lambda: declare_interest(by=by, case=case, **declare.cleaned_data)),
            "note": (note, noted),
        },
        "/" if closes else here,
        stream=case.stream,
    )
    if answer:
        return answer
    interests = list(
        case.interests.select_related("person", "ruled_by__person", "case__partnership").prefetch_related(
            "rulings__seat__person"
        )
    )
    return render_case(
        request,
        "cases/access.html",
        case,
        {
            "give": give,
            "declare": declare,
            "note": note,
            "may_grant": bool(may_grant),
            "may_note": bool(may_note),
            "grants": list(
                case.grants.filter(ended_at__isnull=True)
                .select_related("seat__person", "seat__agency", "given_by__person")
                .prefetch_related("seat__agency__names")
            ),
            "interests": interests,
            "ruled_by_me": walls.open_to(by, case, interests),
            "exclusions": list(case.exclusions.filter(ended_at__isnull=True).select_related("person")),
            "may_wall": bool(may_do(by, Act.EXCLUDE_PERSON, case)),
            "may_let_back": bool(may_do(by, Act.END_EXCLUSION, case)),
            "may_seal": bool(may_do(by, Act.UNSEAL_CASE if case.sealed else Act.SEAL_CASE, case)),
            "silenced": walls.silenced(case),
            "stand_ins": walls.stand_ins(case),
            "no_chair": walls.no_chair(case),
            "may_end": bool(may_do(by, Act.END_ACCESS, case)),
        },
        tab="cases:access",
        status=max(give.status, declare.status, note.status),
    )


@case_page()
def end(request: HttpRequest, case: Case, grant: int) -> HttpResponse:
    """End a grant."""
    by = acting(request)
    chosen = get_object_or_404(Grant.objects.select_related("seat__person"), pk=grant, case=case)
    form = Confirm(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: end_access(by=by, grant=chosen),
            reverse("cases:access", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "cases/end_access.html", case, {"form": form, "grant": chosen}, status=form.status
    )


@case_page()
def seal(request: HttpRequest, case: Case) -> HttpResponse:
    """Seal the case to named people only, or open it again."""
    by = acting(request)
    seats = {str(seat.pk): seat for seat in walls.can_be_named(case)}
    others = [seat for seat in seats.values() if seat.pk != by.seat.pk]
    form = (
        Why(request.POST or None) if case.sealed else Seal(request.POST or None, seats=others, today=by.today)
    )

    def act() -> Case:
        if case.sealed:
            return unseal_case(by=by, case=case, reason=form.cleaned_data["reason"])
        named = [seats[chosen] for chosen in form.cleaned_data["named"]]
        return seal_case(by=by, case=case, named=named, reason=form.cleaned_data["reason"])

    if request.method == "POST":
        here = reverse("cases:access", args=[case.reference])
        answer = perform(request, form, act, here, stream=case.stream)
        if answer:
            return answer
    return render_case(
        request,
        "cases/seal.html",
        case,
        {"form": form, "may": bool(may_do(by, Act.UNSEAL_CASE if case.sealed else Act.SEAL_CASE, case))},
        status=form.status,
    )
