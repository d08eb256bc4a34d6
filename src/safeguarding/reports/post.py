"""The pages of the letters: those not delivered, every letter with what became of it, and one of them."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.forms.working import Confirm
from safeguarding.correspondence.actions import told_otherwise, try_again
from safeguarding.correspondence.bounces import in_words
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, perform_sent, sent, sent_before, signed_in
from safeguarding.reports import letters as post
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from safeguarding.ui import forms
from safeguarding.ui.pages import render


class Which(forms.Form):
    """Which letters to show."""

    state = forms.Pick(label="What became of them", choices=[("", "All"), *Letter.STATES], required=False)
    case = forms.Text(label="About the case", hint="Its reference, such as K7P-3XQ.", required=False)
    until = forms.Date(label="Written on or before", required=False)


def _reader(request: HttpRequest) -> Acting:
    by = acting(request)
    if not may_here(by, Act.SEE_LETTERS, by.partnership):
        raise Http404
    return by


@signed_in
def letters(request: HttpRequest) -> HttpResponse:
    """Letters that were not delivered, and for the administrator the background work."""
    by = _reader(request)
    found = post.not_delivered(by)
    form = Confirm(request.POST or None)
    if request.method == "POST":
        chosen = next((one for one in found if str(one.pk) == request.POST.get("letter")), None)
        answer = sent_before(request, form)
        if answer:
            return answer
        if chosen is None:
            raise Http404
        answer = perform(request, form, lambda: try_again(by=by, letter=chosen), reverse("reports:letters"))
        if answer:
            return answer
    return render(
        request,
        "reports/letters.html",
        {
            "form": form,
            "letters": [(one, Confirm()) for one in found],
            "names": by.role is not Role.SYS_ADMIN,
            "lately": post.lately(by),
            "jobs": post.jobs() if may_here(by, Act.SEE_JOBS, by.partnership) else None,
        },
        form.status,
    )


@signed_in
def outbox(request: HttpRequest) -> HttpResponse:
    """Every letter of the partnership by day: whom it is for, what it is about, what became of it."""
    by = _reader(request)
    form = Which(request.GET if "state" in request.GET else None)
    asked = post.Asked()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        asked = post.Asked(said["state"], said["case"].strip().upper(), said["until"])
    number = request.GET.get("page", "1")[:6]
    page = max(int(number) if number.isdecimal() else 1, 1)
    lines, more = post.outbox(by, asked, page)
    query = request.GET.copy()
    query["page"] = str(page + 1)
    names = by.role is not Role.SYS_ADMIN
    return render(
        request,
        "reports/outbox.html",
        {
            "form": form,
            "lines": lines,
            "more": query.urlencode() if more else "",
            "page": page,
            "names": names,
        },
        form.status,
    )


@signed_in
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """What became of one letter, and what to do where it did not arrive."""
    by = _reader(request)
    found = post.one(by, letter)
    if found is None:
        raise Http404
    names = by.role is not Role.SYS_ADMIN
    lost = found.state in {Letter.FAILED, Letter.BOUNCED} or (found.state == Letter.QUEUED and found.attempts)
    again, told = Confirm(sent(request, "again")), Confirm(sent(request, "told"))
    answer = perform_sent(
        request,
        {
            "again": (again, lambda: try_again(by=by, letter=found)),
            "told": (told, lambda: told_otherwise(by=by, letter=found)),
        },
        reverse("reports:letter", args=[letter]),
    )
    if answer:
        return answer
    (line,) = post.lines(by, [found])
    moved = found.to_person and found.to_person.email.lower() != found.to_address.lower()
    corrects = names and line.wrong_address and may_here(by, Act.GIVE_SEAT, by.partnership)
    return render(
        request,
        "reports/letter.html",
        {
            "line": line,
            "again": again,
            "told": told,
            "lost": lost,
            "names": names,
            "whom": post.name_of(found),
            "telephone": post.telephone(found) if names else "",
            "moved": moved,
            "corrects": bool(corrects),
            "came_back": [(row, in_words(row.status)) for row in found.bounces.all()],
            "body": found.body if names and settings.SAFEGUARDING_MODE == "demo" else "",
        },
        max(again.status, told.status),
    )
