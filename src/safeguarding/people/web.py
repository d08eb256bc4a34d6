"""How a page asks who is acting, and how it performs an act.

`signed_in` and `mailbox` guard a view; `perform` runs an act from a form exactly once and, when the act is
refused, puts the reason on the form and keeps the refusal in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast, overload
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import consume
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from safeguarding.people.acting import Acting
from safeguarding.record.actions import SYSTEM, look
from safeguarding.record.models import Stream
from safeguarding.record.once import done_before, exactly_once
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Level
from safeguarding.ui import forms

P = ParamSpec("P")
T = TypeVar("T")
View = Callable[P, HttpResponseBase]

CONFIRMED_FOR = 15 * 60
"""Seconds for which somebody who has just shown their second step again need not show it once more."""


def acting(request: HttpRequest) -> Acting:
    """Whoever acts on this request. Only for views behind `signed_in` or `mailbox`."""
    who: Acting | None = getattr(request, "acting", None)
    if who is None:
        raise Http404
    return who


@overload
def signed_in(view: View[P]) -> View[P]: ...
@overload
def signed_in(*, level: Level = ...) -> Callable[[View[P]], View[P]]: ...
def signed_in(view: View[P] | None = None, *, level: Level = Level.TOTP) -> Any:
    """Only for somebody signed in at `level` or above, in a chosen seat.

    Everybody else is asked to sign in.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = cast(HttpRequest, args[0])
            who: Acting | None = getattr(request, "acting", None)
            if who is not None and who.level >= level:
                return view(*args, **kwargs)
            if who is None and request.user.is_authenticated:
                return _ask(request, "choose_seat")
            return _ask(request, "account_login")

        return guarded

    return guard if view is None else guard(view)


def mailbox(subject: str, *, ref: str = "ref") -> Callable[[View[P]], View[P]]:
    """For somebody who came by a door to this subject, or who is fully signed in.

    `@mailbox("return")` stands for `@mailbox("return:{ref}")`; the braces name arguments of the view. A door
    opens one subject: for any other, the page does not exist. Whether a signed-in person may see it is for
    the view's own query to say.
    """

    pattern = subject if "{" in subject else f"{subject}:{{{ref}}}"

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = cast(HttpRequest, args[0])
            who: Acting | None = getattr(request, "acting", None)
            if who is None:
                return _ask(request, "choose_seat" if request.user.is_authenticated else "account_login")
            if who.level < Level.TOTP and who.subject != pattern.format(**kwargs):
                raise Http404
            return view(*args, **kwargs)

        return guarded

    return guard


def step_up(view: View[P]) -> View[P]:
    """For grave acts: whoever acts shows their second step again, unless they did so a moment ago.

    It is asked when the page is opened, so that nothing typed is lost; what is sent from it is taken for
    twice as long.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = cast(HttpRequest, args[0])
        allowed = CONFIRMED_FOR if request.method in {"GET", "HEAD"} else 2 * CONFIRMED_FOR
        if request.user.is_authenticated and not confirmed_within(request, allowed):
            return _ask(request, "mfa_reauthenticate")
        return view(*args, **kwargs)

    return guarded


def confirmed_within(request: HttpRequest, seconds: int) -> bool:
    """Whether the second step was shown in this session within so many seconds."""
    user = request.user if request.user.is_authenticated else None
    shown = [r["at"] for r in get_authentication_records(request, user) if r.get("method") == "mfa"]
    return bool(shown) and timezone.now().timestamp() - max(shown) < seconds


def ask_second_step(request: HttpRequest) -> HttpResponse | None:
    """On to show the second step again, unless it was shown a moment ago: for one grave form among others."""
    return None if confirmed_within(request, 2 * CONFIRMED_FOR) else _ask(request, "mfa_reauthenticate")


def may_ask_for_link(request: HttpRequest, whose: str) -> bool:
    """Whether one more link may be asked for, from this place and for this address; each asking counts."""
    return bool(ratelimit.consume(request, action="ask_for_link", key=whose))


def may_read_feed(request: HttpRequest, token_hash: str) -> bool:
    """Whether a calendar program may ask once more with this link; each asking counts."""
    # The public function of the same name lets every GET pass.
    return bool(consume(request, app="allauth.account", action="calendar_feed", key=token_hash,
                        limit_get=True))  # fmt: skip


def perform(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], T],
    to: str | Callable[[T], str],
    *,
    stream: Stream | None = None,
) -> HttpResponse | None:
    """Run the act that a valid form asks for, exactly once, and go on to `to`.

    None means: show the page again with the form's own status (422 for what was typed, 409 for a refusal). A
    refusal is written to the record as a look, in the stream of the case where the page is about one.
    """
    if not form.is_valid():
        return None
    who: Acting | None = getattr(request, "acting", None)
    actor = who.actor if who else SYSTEM

    def do() -> str:
        result = act()
        return to if isinstance(to, str) else to(result)

    name = request.resolver_match.view_name if request.resolver_match else ""
    try:
        url = exactly_once(form.once, actor, name, do)
    except NotAllowed as no:
        form.refuse(no.refused)
        kept = stream or getattr(request, "stream", None) or (who.partnership.stream if who else None)
        if kept is not None:
            with transaction.atomic():
                look(stream=kept, actor=actor, kind="refused", what=no.refused.code)
        return None
    return HttpResponseRedirect(url)


def sent(request: HttpRequest, which: str) -> Any:
    """What was sent by one of a page's several forms; None when another was sent, or none."""
    return request.POST if request.POST.get("which") == which else None


def perform_sent(
    request: HttpRequest,
    ways: Mapping[str, tuple[forms.Form, Callable[[], object]]],
    to: str,
    *,
    stream: Stream | None = None,
) -> HttpResponse | None:
    """`perform` for a page with several forms: the act of the one that was sent."""
    chosen = ways.get(request.POST.get("which", ""))
    return perform(request, *chosen, to, stream=stream) if chosen else None


def sent_before(request: HttpRequest, form: forms.Form) -> HttpResponse | None:
    """On to where this very sending led before; to ask first where what is acted with is slow to make."""
    who: Acting | None = getattr(request, "acting", None)
    name = request.resolver_match.view_name if request.resolver_match else ""
    url = done_before(form.once, who.actor if who else SYSTEM, name)
    return HttpResponseRedirect(url) if url else None


def _ask(request: HttpRequest, where: str) -> HttpResponse:
    """Send somebody to sign in (or choose a seat) first, and bring them back to the page afterwards."""
    query = {"next": request.get_full_path()}
    ended = getattr(request, "signed_out", "")
    return HttpResponseRedirect(f"{reverse(where)}?{urlencode(query | ({'ended': ended} if ended else {}))}")
