"""One event: what was written beside how it is read, its source, and what the review makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology import actions
from safeguarding.chronology.forms import Allow, NameEpisode, Press, Remark
from safeguarding.chronology.models import Episode, Event
from safeguarding.chronology.queries import composite, pairs
from safeguarding.chronology.views.composite import TAB
from safeguarding.chronology.views.reader import Reader
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act

OF_THE_DAY = 50
"""How many events of the same day are listed beside it."""


@case_page(Act.READ_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """One event of the composite."""
    by, reader = acting(request), Reader(request, case)
    event = composite.visible(case, by).select_related("paper__file").filter(pk=pk).first()
    if event is None:
        raise Http404
    episodes = {str(one.pk): one for one in case.episodes.all()}
    which = request.POST.get("which", "")
    forms = _forms(request, which, event, episodes, reader)
    if which in forms:
        form = forms[which]
        answer = perform(
            request,
            form,
            lambda: _do(which, form.cleaned_data, by, case, event, episodes),
            request.get_full_path(),
            stream=case.stream,
        )
        if answer:
            return answer
    twice = pairs.told_twice(case, by, [event]).get(event.pk, [])
    same_day = composite.visible(case, by).filter(earliest=event.earliest, earliest__isnull=False)
    day = list(same_day.select_related("paper")[:OF_THE_DAY])
    reader.knows({event.agency_id, *(one.agency_id for one in day), *(other.agency_id for _, other in twice)})
    reader.shown()
    return render_case(
        request,
        "chronology/event.html",
        case,
        {
            "line": reader.line(event),
            "twice": [(pair, reader.line(other)) for pair, other in twice],
            "day": [reader.line(other) for other in day],
            "forms": forms,
            "form": forms.get(which, forms["remark"]),
            "reader": reader,
            "may_work": bool(may_do(by, Act.WORK_ON_CHRONOLOGY, case)),
            "settled": event.get_settled_display() if event.settled else "",
            "back": reverse(TAB, args=[case.reference]) + reader.query(),
        },
        tab=TAB,
        status=max(form.status for form in forms.values()),
    )


def _forms(
    request: HttpRequest, which: str, event: Event, episodes: Mapping[str, Episode], reader: Reader
) -> dict[str, Any]:
    def sent(name: str) -> Any:
        return request.POST if which == name else None

    kept = {
        "weight": str(event.weight or ""),
        "seen": event.seen,
        "episode": str(event.episode_id or ""),
        "themes": [tag.theme for tag in event.tags.all()],
        **{name: reader.words(words) for name, words in event.remarks.items()},
    }
    titles = {key: reader.words(one.title) for key, one in episodes.items()}
    forms: dict[str, Any] = {
        "remark": Remark(sent("remark"), episodes=titles, initial=kept),
        "episode": NameEpisode(sent("episode")),
        "allow": Allow(sent("allow")),
    }
    return forms | {name: Press(sent(name)) for name in ("earlier", "later")}


def _do(
    which: str,
    said: Mapping[str, Any],
    by: Acting,
    case: Case,
    event: Event,
    episodes: Mapping[str, Episode],
) -> object:
    acts: dict[str, Callable[[], object]] = {
        "remark": lambda: actions.remark_on_event(
            by=by,
            case=case,
            event=event,
            weight=int(said["weight"]) if said["weight"] else None,
            seen=said["seen"],
            comment=said["comment"],
            voice=said["voice"],
            themes=said["themes"],
            episode=episodes.get(said["episode"]),
        ),
        "episode": lambda: actions.begin_episode(by=by, case=case, title=said["title"]),
        "allow": lambda: actions.allow_use(by=by, case=case, event=event, words=said["words"]),
        "earlier": lambda: actions.move_event(by=by, case=case, event=event, earlier=True),
        "later": lambda: actions.move_event(by=by, case=case, event=event, earlier=False),
    }
    return acts[which]()
