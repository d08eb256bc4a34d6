"""Everybody's first page, and the few pages that read across cases."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from safeguarding.anonymity.queries import by_name
from safeguarding.cases.access import may_do, may_show_names
from safeguarding.cases.models import Case, Child, FamilyMember
from safeguarding.cases.next_steps import work
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.rules import profile_on
from safeguarding.disagreements.access import may_in
from safeguarding.documents.serving import as_file
from safeguarding.people import actions
from safeguarding.people.actions.sign_in import hashed
from safeguarding.people.models import Agency, Partnership
from safeguarding.people.permission import may_here
from safeguarding.people.queries import delegations, feed_of, feed_with
from safeguarding.people.web import (
    acting,
    ask_second_step,
    may_read_feed,
    perform_sent,
    sent,
    signed_in,
)
from safeguarding.record import rows
from safeguarding.record.actions import look
from safeguarding.reports import calendar, group, queries
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role
from safeguarding.ui import forms, ics
from safeguarding.ui.pages import render

ENTERS = {Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT}
DEPUTIES = {Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE}


SCREENFUL = 5
"""How many things to do are shown at once, the most pressing first."""


class FindByName(forms.Form):
    """Names are not kept in the clear, so only a whole name finds."""

    name = forms.Text(label="Full name", hint="As it was recorded, first name and surname.")


class MakeFeed(forms.Form):
    """One press, nothing to fill in."""


class RevokeFeed(forms.Form):
    """One press, nothing to fill in."""


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for you, by when, in plain words; for those who hold cases, the live ones too."""
    by = acting(request)
    items = work(by)
    lapsed = None
    if by.role in DEPUTIES:
        last = delegations().filter(deputy=by.seat).order_by("-until").first()
        lapsed = last if last and last.until < by.today else None
    return render(
        request,
        "reports/work.html",
        {
            "todo": [item for item in items if not item.waiting_for],
            "waiting": [item for item in items if item.waiting_for],
            "cases": queries.live_cases(by, items),
            "may_find": bool(may_do(by, Act.FIND_BY_NAME)),
            "enters": by.role in ENTERS,
            "sees_group": bool(may_here(by, Act.SEE_ACTIONS, by.partnership)),
            "sees_sector": bool(may_here(by, Act.SEE_SECTOR, by.partnership)),
            "own_agency": by.seat.agency if by.role in roles_for(Act.READ_OWN_ACTION) else None,
            "may_see_people": bool(may_here(by, Act.SEE_PEOPLE, by.partnership)),
            "sees_disagreements": bool(may_here(by, Act.SEE_DISAGREEMENTS, by.partnership)),
            "sees_between_agencies": bool(may_in(by, Act.SEE_AGENCY_DISAGREEMENT)),
            "sees_letters": bool(may_here(by, Act.SEE_LETTERS, by.partnership)),
            "sees_panel": bool(may_here(by, Act.READ_FORMAL_LETTERS, by.partnership)),
            "sees_rules": bool(may_here(by, Act.SEE_RULES, by.partnership)),
            "sees_templates": bool(may_here(by, Act.SEE_TEMPLATES, by.partnership)),
            "sees_settings": bool(may_here(by, Act.SEE_SETTINGS, by.partnership)),
            "may_open_in_emergency": bool(may_here(by, Act.BREAK_GLASS, by.partnership)),
            "may_name_deputy": bool(may_here(by, Act.DELEGATE, by.partnership)),
            "lapsed": lapsed,
            "screenful": SCREENFUL,
        },
    )


@signed_in
def group_page(request: HttpRequest) -> HttpResponse:
    """The group's page between cases, and its meeting paper."""
    by = acting(request)
    if not may_here(by, Act.SEE_ACTIONS, by.partnership):
        raise Http404
    owed = group.owed_by_agency(by)
    return render(
        request,
        "reports/group.html",
        {
            "owed": owed,
            "sentences": group.drift_in_sentences(by, owed),
            "agenda": group.agenda(by),
            "may_challenge": by.role in roles_for(Act.CHALLENGE_ACTION),
            "profile": profile_on(by.partnership, by.today),
            "shown": group.SHOWN,
            "today": by.today,
        },
    )


@signed_in
def owes(request: HttpRequest, agency: int) -> HttpResponse:
    """All that one agency owes: for the group, and for the agency's own people."""
    by = acting(request)
    found = get_object_or_404(
        Agency.objects.prefetch_related("names"), pk=agency, partnership=by.seat.partnership_id
    )
    own = by.seat.agency_id == found.pk and by.role in roles_for(Act.READ_OWN_ACTION)
    if not own and not may_here(by, Act.SEE_ACTIONS, by.partnership):
        raise Http404
    return render(
        request,
        "reports/owes.html",
        {
            "agency": found,
            "groups": group.actions_of(by, found),
            "reports": group.reports_owed(by, found),
            "directions": group.directions_owed(by, found),
            "whole": bool(may_here(by, Act.SEE_ACTIONS, by.partnership)),
            "today": by.today,
        },
    )


@signed_in
def ended(request: HttpRequest) -> HttpResponse:
    """Cases that have ended."""
    return render(request, "reports/ended.html", {"cases": queries.ended_cases(acting(request))})


@signed_in
def find(request: HttpRequest) -> HttpResponse:
    """Find a case by somebody's full name, among the cases one may see.

    Each search is kept among the looks.
    """
    by = acting(request)
    form = FindByName(request.POST or None)
    found: list[Case] | None = None
    refused = None
    answer = may_do(by, Act.FIND_BY_NAME)
    if request.method == "POST" and form.is_valid():
        if answer:
            identities = list(by_name(form.cleaned_data["name"]).values_list("pk", flat=True))
            holders = {
                *Child.objects.filter(identity__in=identities).values_list("case_id", flat=True),
                *FamilyMember.objects.filter(identity__in=identities).values_list("case_id", flat=True),
            }
            seen = visible_to(by).filter(pk__in=holders).order_by("-pk")
            found = [case for case in seen if may_show_names(by, case)]
            if by.partnership.stream:
                look(stream=by.partnership.stream, actor=by.actor, kind="searched", what="find by name")
        else:
            refused = answer
    return render(
        request,
        "reports/find.html",
        {"form": form, "found": found, "refused": refused, "may": answer},
        form.status,
    )


@signed_in
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Every open date of this person by week, and the private link for their own calendar program."""
    by = acting(request)
    view = request.GET.get("show", calendar.WEEKS)
    if view not in calendar.VIEWS:
        raise Http404
    here = reverse("reports:calendar")
    make, revoke = MakeFeed(sent(request, "make")), RevokeFeed(sent(request, "revoke"))
    asked = ask_second_step(request) if make.is_bound else None
    if asked:
        return asked
    token = actions.feed_token(by, make.once)
    done = perform_sent(
        request,
        {
            "make": (make, lambda: actions.make_feed(by=by, token=token)),
            "revoke": (revoke, lambda: actions.revoke_feed(by=by)),
        },
        here,
    )
    standing = feed_of(by.seat)
    fresh = ""
    if done and make.is_bound and standing and standing.token_hash == hashed(token):
        fresh = settings.SAFEGUARDING_URL.rstrip("/") + reverse("reports:feed", args=[token])
    elif done:
        return done
    context = {
        "calendar": calendar.calendar(by, view),
        "views": [
            {"text": words, "href": f"?show={code}" if code else here, "current": code == view}
            for code, words in calendar.VIEWS.items()
        ],
        "overdue_first": view == calendar.OVERDUE,
        "feed": standing,
        "fresh": fresh,
        "make": make if not fresh else MakeFeed(),
        "revoke": revoke,
    }
    return render(request, "reports/calendar.html", context, max(make.status, revoke.status))


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The dates for a calendar program, which cannot sign in: whoever has the link reads references."""
    found = feed_with(hashed(token))
    if found and not may_read_feed(request, found.token_hash):
        return HttpResponse("Asked too often.", status=429, content_type="text/plain; charset=utf-8",
                            headers={"Retry-After": "3600"})  # fmt: skip
    reading = calendar.holder(found) if found else None
    if found is None or reading is None:
        raise Http404
    by, scope = reading
    with rows.scope(scope, reader=rows.Reader(by.person.pk, by.seat.pk)):
        actions.note_reading(feed=found, by=by)
        return as_file(calendar.feed_file(by), "safeguarding.ics", ics.CONTENT_TYPE)


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The partnership's own colour, as a stylesheet of one rule."""
    partnership = get_object_or_404(Partnership, slug=slug)
    colour = partnership.colour if re.fullmatch(r"#[0-9a-fA-F]{6}", partnership.colour) else "#0b5563"
    answer = HttpResponse(f":root {{ --partnership: {colour}; }}\n", content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
