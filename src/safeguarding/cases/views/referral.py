"""Referring a case: a task list of short parts, kept as they are typed, then checked and sent."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases import referral_draft
from safeguarding.cases.access import may_do
from safeguarding.cases.actions.looking_again import ask_to_look_again, may_ask
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.forms.referral import PARTS, ChildForm, RelativeForm
from safeguarding.cases.forms.working import AskAgain, Confirm
from safeguarding.people.acting import Acting
from safeguarding.people.actions.doors import mailbox_for_referrer, open_door
from safeguarding.people.actions.drafts import discard_draft, save_draft
from safeguarding.people.models import Partnership
from safeguarding.people.queries import load_draft
from safeguarding.people.web import acting, mailbox, may_ask_for_link, perform
from safeguarding.record import rows
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from safeguarding.ui import forms
from safeguarding.ui.pages import render

FORM = "referral"
GROUPS: dict[str, tuple[str, str, type[forms.Form]]] = {
    "children": ("child", "A child", ChildForm),
    "family": ("relative", "Somebody in the family or household", RelativeForm),
}


def _partnership(by: Acting, slug: str) -> Partnership:
    if by.partnership.slug != slug or not may_do(by, Act.REFER):
        raise Http404
    return by.partnership


def _draft(by: Acting) -> dict[str, Any]:
    kept: dict[str, Any] = dict(load_draft(by.person, FORM, by.partnership.slug))
    return {"parts": {}, "children": [], "family": [], **kept}


def _keep(by: Acting, draft: dict[str, Any], form: forms.Form) -> bool:
    """Keep what was typed; if it is too long, the form says so and shows it again."""
    try:
        save_draft(person=by.person, form=FORM, subject=by.partnership.slug, data=draft)
    except NotAllowed as no:
        form.refuse(no.refused)
        return False
    return True


@mailbox("refer", ref="slug")
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of the referral: what is done, what is left."""
    by = acting(request)
    _partnership(by, slug)
    draft = _draft(by)
    unfinished = referral_draft.unfinished(draft)
    rows = [
        {
            "title": title,
            "href": reverse("cases:refer_part", args=[slug, part]),
            "done": title not in unfinished,
        }
        for part, (title, _) in PARTS.items()
    ]
    rows.insert(
        1,
        {
            "title": "The children",
            "href": reverse("cases:refer_group", args=[slug, "children"]),
            "done": "The children" not in unfinished,
        },
    )
    rows.insert(
        2,
        {
            "title": "Family and household",
            "href": reverse("cases:refer_group", args=[slug, "family"]),
            "done": bool(draft["family"]),
            "optional": True,
        },
    )
    return render(
        request, "cases/refer/overview.html", {"rows": rows, "unfinished": unfinished, "slug": slug}
    )


@mailbox("refer", ref="slug")
def part(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """One part. “Save” keeps whatever was typed, finished or not."""
    by = acting(request)
    _partnership(by, slug)
    if part not in PARTS:
        raise Http404
    title, form_class = PARTS[part]
    draft = _draft(by)
    kept = draft["parts"].get(part)
    form: forms.Form = referral_draft.bound(form_class, kept) if kept else form_class()
    status = 200
    if request.method == "POST":
        form = form_class(request.POST)
        draft["parts"][part] = referral_draft.typed(request.POST)
        if _keep(by, draft, form) and ("later" in request.POST or form.is_valid()):
            return HttpResponseRedirect(reverse("cases:refer", args=[slug]))
        status = form.status
    return render(
        request,
        "cases/refer/part.html",
        {"title": title, "form": form, "slug": slug, "unchecked": request.method == "GET"},
        status,
    )


@mailbox("refer", ref="slug")
def group(request: HttpRequest, slug: str, group: str) -> HttpResponse:
    """The children, or the family: who has been named so far."""
    by = acting(request)
    _partnership(by, slug)
    if group not in GROUPS:
        raise Http404
    members = [
        {
            "name": (kept.get("name") or [""])[0] or "Not named",
            "number": place,
            "valid": referral_draft.bound(GROUPS[group][2], kept).is_valid(),
        }
        for place, kept in enumerate(_draft(by)[group])
    ]
    return render(request, "cases/refer/group.html", {"group": group, "members": members, "slug": slug})


@mailbox("refer", ref="slug")
def member(request: HttpRequest, slug: str, group: str, number: int) -> HttpResponse:
    """One child or relative; a number past the last adds another."""
    by = acting(request)
    _partnership(by, slug)
    draft = _draft(by)
    if group not in GROUPS or number > len(draft[group]):
        raise Http404
    _, title, form_class = GROUPS[group]
    form = (
        referral_draft.bound(form_class, draft[group][number]) if number < len(draft[group]) else form_class()
    )
    status = 200
    if request.method == "POST":
        back = HttpResponseRedirect(reverse("cases:refer_group", args=[slug, group]))
        if "remove" in request.POST:
            draft[group] = [kept for place, kept in enumerate(draft[group]) if place != number]
            _keep(by, draft, form)
            return back
        form = form_class(request.POST)
        if number < len(draft[group]):
            draft[group][number] = referral_draft.typed(request.POST)
        else:
            draft[group].append(referral_draft.typed(request.POST))
        if _keep(by, draft, form) and ("later" in request.POST or form.is_valid()):
            return back
        status = form.status
    return render(
        request,
        "cases/refer/part.html",
        {
            "title": title,
            "form": form,
            "slug": slug,
            "group": group,
            "unchecked": request.method == "GET",
            "removable": number < len(draft[group]),
        },
        status,
    )


@mailbox("refer", ref="slug")
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Read it through, then send it."""
    by = acting(request)
    _partnership(by, slug)
    draft = _draft(by)
    unfinished = referral_draft.unfinished(draft)
    if unfinished:
        return HttpResponseRedirect(reverse("cases:refer", args=[slug]))
    said = referral_draft.answers(
        draft, phoned_in=by.role in {Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT}
    )
    form = Confirm(request.POST or None)
    if request.method == "POST":

        def send() -> object:
            case = refer(by=by, answers=said)
            discard_draft(person=by.person, form=FORM, subject=slug)
            return case

        answer = perform(request, form, send, reverse("cases:refer_sent", args=[slug]))
        if answer:
            return answer
    return render(request, "cases/refer/check.html", {"said": said, "form": form, "slug": slug}, form.status)


@mailbox("refer", ref="slug")
@rows.past_walls()
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next, and the outcome of one's own referrals."""
    by = acting(request)
    _partnership(by, slug)
    own = [(r, bool(may_ask(by, r))) for r in by.seat.referrals.select_related("case").order_by("-pk")[:20]]
    return render(request, "cases/refer/sent.html", {"own": own, "slug": slug})


@mailbox("refer", ref="slug")
@rows.past_walls()
def ask_again(request: HttpRequest, slug: str, referral: int) -> HttpResponse:
    """Ask the chair, once, to look at one's own referral again."""
    by = acting(request)
    _partnership(by, slug)
    chosen = get_object_or_404(by.seat.referrals.select_related("case"), pk=referral)
    form = AskAgain(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: ask_to_look_again(by=by, referral=chosen, reason=form.cleaned_data["reason"]),
            reverse("cases:refer_sent", args=[slug]),
            stream=chosen.case.stream,
        )
        if answer:
            return answer
    return render(
        request, "cases/refer/again.html", {"form": form, "referral": chosen, "slug": slug}, form.status
    )


def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What a referral is, and how to begin: for anybody, before they say who they are."""
    partnership = get_object_or_404(Partnership, slug=slug)
    return render(request, "cases/refer/start.html", {"partnership": partnership, "slug": slug})


class _Knock(forms.Form):
    """To whom the link goes."""

    name = forms.Text(label="Your name", autocomplete="name")
    organisation = forms.Text(label="Your organisation", autocomplete="organization")
    email = forms.Text(
        label="Your work e-mail address",
        autocomplete="email",
        hint="We send a link and a code to this address.",
    )

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).strip()
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(
                f"“{address}” is not an e-mail address. Check it, for example for a missing dot."
            ) from None
        return address


def knock(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a link to refer.

    The answer is the same whoever asks, so that nobody learns who is known here.
    """
    partnership = get_object_or_404(Partnership, slug=slug)
    form = _Knock(request.POST or None)
    if request.method == "POST":

        def ask() -> object:
            said = form.cleaned_data
            if not may_ask_for_link(request, f"{slug}:{said['email'].lower()}"):
                return None  # nobody fills another's letterbox, or puts their link out of use, from here
            seat = mailbox_for_referrer(partnership, said["email"], said["name"], said["organisation"])
            return open_door(
                by=None,
                seat=seat,
                subject=f"refer:{slug}",
                to=reverse("cases:refer", args=[slug]),
                why="You asked to refer a case for consideration.",
            )

        with rows.scope([partnership.pk]):  # nobody has signed in, so that no partnership is in scope yet
            done = reverse("cases:refer_knocked", args=[slug])
            answer = perform(request, form, ask, done, stream=partnership.stream)
        if answer:
            return answer
    return render(
        request,
        "cases/refer/knock.html",
        {"partnership": partnership, "form": form, "slug": slug},
        form.status,
    )


def knocked(request: HttpRequest, slug: str) -> HttpResponse:
    """Where to look for the link."""
    return render(
        request, "cases/refer/knocked.html", {"partnership": get_object_or_404(Partnership, slug=slug)}
    )
