"""Each person's own reminders."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.forms.reminders import QuietDaysForm
from safeguarding.cases.queries.reminding import coming
from safeguarding.people.actions import set_quiet_days
from safeguarding.people.queries import quiet_days, sign_in_seats
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.reminding import NEVER_QUIET
from safeguarding.ui.pages import render


@signed_in
def reminders(request: HttpRequest) -> HttpResponse:
    """Quiet days, and when the next digest would come with how many things."""
    by = acting(request)
    quiet = quiet_days(by.person).get(by.person.pk, NEVER_QUIET)
    kept = {
        "weekdays": [str(day) for day in sorted(quiet.weekdays)],
        "away_from": quiet.away_from,
        "away_until": quiet.away_until,
    }
    form = QuietDaysForm(request.POST or None, initial=kept)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: set_quiet_days(
                by=by,
                weekdays=[int(day) for day in form.cleaned_data["weekdays"]],
                away_from=form.cleaned_data["away_from"],
                away_until=form.cleaned_data["away_until"],
            ),
            reverse("cases:reminders"),
        )
        if answer:
            return answer
    here = {seat.partnership_id for seat in sign_in_seats(by.person, by.today)}
    return render(
        request,
        "cases/reminders.html",
        {"form": form, "coming": coming(by.person, here, quiet)},
        form.status,
    )
