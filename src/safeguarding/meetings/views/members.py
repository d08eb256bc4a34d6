"""The group's members: the list, one member, adding, moving, and a senior lead's confirmation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.queries import leaving
from safeguarding.cases.queries.rules import profile_on
from safeguarding.meetings import actions
from safeguarding.meetings.forms import AddMember, AskSenior, EndMember, Inducted, MoveSeat, RenewTerm
from safeguarding.meetings.models import Attestation, Member
from safeguarding.meetings.queries import members as queries
from safeguarding.meetings.queries.lapses import vacancies
from safeguarding.people.acting import Acting
from safeguarding.people.forms import ConfirmDeputy
from safeguarding.people.models import Seat
from safeguarding.people.permission import may_here
from safeguarding.people.queries import agencies_of, lapsed, lapsing, seats, seats_to_move
from safeguarding.people.web import acting, mailbox, perform, signed_in, step_up
from safeguarding.statute.authority import CITE, Authority, MemberKind
from safeguarding.statute.leaving import ALWAYS_HELD
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from safeguarding.ui import pages

HEADINGS = {
    MemberKind.CORE: "Core members",
    MemberKind.INPUT: "Members who give input",
    MemberKind.INVITED: "Invited when their expertise is needed",
}
COLOURS = {
    Authority.NOT_NEEDED: "grey",
    Authority.NOT_ASKED: "yellow",
    Authority.ASKED: "yellow",
    Authority.CONFIRMED: "green",
    Authority.ENDS_SOON: "orange",
    Authority.LAPSED: "red",
}


@signed_in
def members(request: HttpRequest) -> HttpResponse:
    """Who belongs to the group, what is due for each, and which places are empty."""
    by = _seen(request)
    lines = queries.present(by)
    grouped = [(HEADINGS[kind], [line for line in lines if line.member.kind == kind]) for kind in MemberKind]
    context = {
        "profile": profile_on(by.partnership, by.today),
        "groups": [(heading, found) for heading, found in grouped if found],
        "past": queries.past(by),
        "vacancies": vacancies(by.partnership, by.today),
        "lapses": [line for line in lines if line.lapses],
        "deputies": [*lapsed(by.partnership, by.today), *lapsing(by.partnership, by.today)],
        "to_move": seats_to_move(by.partnership, by.today),
        "colours": COLOURS,
        "may_keep": _keeps(by),
        "may_delegate": bool(may_here(by, Act.DELEGATE, by.partnership)),
        "may_see_people": bool(may_here(by, Act.SEE_PEOPLE, by.partnership)),
        "cite": CITE,
    }
    return pages.render(request, "meetings/members.html", context)


@signed_in
def add_member(request: HttpRequest) -> HttpResponse:
    """Give somebody a place in the group."""
    by = _kept(request)
    form = AddMember(_posted(request), seats=queries.may_be_added(by), today=by.today)

    def add() -> Member:
        said = form.cleaned_data
        return actions.add_member(
            by=by,
            seat=form.seats[said["seat"]],
            kind=MemberKind(said["kind"]),
            since=said["since"],
            until=said["until"],
            inducted_on=said["inducted_on"],
        )

    done = request.method == "POST" and perform(request, form, add, lambda made: _page(made.pk))
    return done or pages.render(request, "meetings/add_member.html", {"form": form}, form.status)


@signed_in
def member(request: HttpRequest, member: int) -> HttpResponse:
    """One member: how they were confirmed and by whom, and what whoever keeps the list can do."""
    by = _seen(request)
    line = queries.one(by, member)
    if line is None:
        raise Http404
    found, which = line.member, request.POST.get("which", "") if request.method == "POST" else ""
    role, asked_of = Role(found.seat.role), queries.seniors(found, by.today)
    typed = not role.value.startswith("dsp_")
    forms = {
        "ask": AskSenior(_for(request, which, "ask"), seats=asked_of, today=by.today, typed=typed),
        "induct": Inducted(_for(request, which, "induct")),
        "renew": RenewTerm(_for(request, which, "renew")),
        "end": EndMember(_for(request, which, "end")),
    }
    ask: Any = forms["ask"]

    def act() -> object:
        said = forms[which].cleaned_data
        if which == "ask":
            return actions.ask_to_confirm(
                by=by,
                member=found,
                senior=ask.seats.get(said["senior"]),
                name=said.get("senior_name", ""),
                email=said.get("senior_email", ""),
            )
        if which == "induct":
            return actions.note_induction(by=by, member=found, on=said["inducted_on"])
        if which == "renew":
            return actions.renew_term(by=by, member=found, until=said["renew_until"])
        return actions.end_member(by=by, member=found, last_day=said["last_day"], why=said["why"])

    done = perform(request, forms[which], act, _page(found.pk)) if which in forms else None
    context = {
        "line": line,
        "member": found,
        "capacity": found.seat.capacity_on(by.today),
        "attestations": list(found.attestations.all())[::-1],
        "moved_to": Member.objects.filter(moved_from=found).first(),
        "forms": forms,
        "refused": next((form for form in forms.values() if form.is_bound), forms["ask"]),
        "colours": COLOURS,
        "may_keep": _keeps(by) and not (found.why_ended and not found.in_force(by.today)),
        "asks": line.authority is not Authority.NOT_NEEDED and not role.value.startswith("deputy_"),
        "cite": CITE,
    }
    status = max(form.status if form.is_bound else 200 for form in forms.values())
    return done or pages.render(request, "meetings/member.html", context, status)


@signed_in
@step_up
def move_seat(request: HttpRequest, seat: int) -> HttpResponse:
    """Somebody moves to another agency."""
    by = _kept(request)
    held = get_object_or_404(seats(), pk=seat, partnership=by.partnership)
    agencies = [a for a in agencies_of(by.partnership, by.today) if a.pk != held.agency_id]
    seen = leaving.seen(by, leaving.waiting_for(held))
    offers = leaving.offers([(room, one) for room, one in seen if not room.then], by.partnership, by.today)
    alone = Role(held.role) in ALWAYS_HELD and not leaving.held_after(held, by.today)
    form = MoveSeat(
        _posted(request),
        agencies=agencies,
        today=by.today,
        offers=offers,
        asks=alone,
        initial={"role": held.role},
    )

    def move() -> Seat:
        said = form.cleaned_data
        return actions.move_seat(
            by=by,
            seat=held,
            agency=form.agencies[said["agency"]],
            role=Role(said["role"]),
            post=said["post"],
            last_day=said["last_day"],
            to=form.chosen,
            knows=bool(said.get("knows")),
        )

    done = request.method == "POST" and perform(request, form, move, reverse("meetings:members"))
    others = seats().filter(person=held.person, partnership=by.partnership).exclude(pk=held.pk)
    context = {
        "form": form,
        "seat": held,
        "capacity": held.capacity_on(by.today),
        "keys": list(form.offers),
        "stays": [(room, one) for room, one in seen if room.then],
        "alone": alone,
        "others": [s.capacity_on(by.today) for s in others if s.in_force(by.today)],
    }
    return done or pages.render(request, "meetings/move_seat.html", context, form.status)


@mailbox("member:{attestation}")
def confirm_member(request: HttpRequest, attestation: int) -> HttpResponse:
    """A senior lead confirms the three tests, signed in or by their own link."""
    by = acting(request)
    found = queries.attestation_for(by, attestation)
    if found is None:
        raise Http404
    form = ConfirmDeputy(_posted(request))

    def confirm() -> Attestation:
        return actions.confirm_member(by=by, attestation=found, **form.cleaned_data)

    here = reverse("meetings:confirm_member", args=[found.pk])
    done = request.method == "POST" and perform(request, form, confirm, here)
    seat = found.member.seat
    context = {
        "form": form,
        "attestation": found,
        "seat": seat,
        "capacity": seat.capacity_on(by.today),
        "agency": seat.agency.name_on(by.today) if seat.agency else seat.organisation,
        "profile": profile_on(by.partnership, by.today),
    }
    return done or pages.render(request, "meetings/confirm_member.html", context, form.status)


def _seen(request: HttpRequest) -> Acting:
    return _or_404(acting(request), Act.SEE_MEMBERS)


def _kept(request: HttpRequest) -> Acting:
    return _or_404(acting(request), Act.KEEP_MEMBERS)


def _or_404(by: Acting, act: Act) -> Acting:
    if not may_here(by, act, by.partnership):
        raise Http404
    return by


def _keeps(by: Acting) -> bool:
    return bool(may_here(by, Act.KEEP_MEMBERS, by.partnership))


def _page(pk: int) -> str:
    return reverse("meetings:member", args=[pk])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _for(request: HttpRequest, which: str, form: str) -> Any:
    return request.POST if which == form else None
