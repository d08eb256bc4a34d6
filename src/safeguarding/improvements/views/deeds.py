"""What somebody can do to an action on its page: each a form, an act, and the words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from safeguarding.improvements import actions
from safeguarding.improvements.access import may_on
from safeguarding.improvements.forms import actions as f
from safeguarding.improvements.models import Action, Evidence
from safeguarding.improvements.queries.actions import visible_actions
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Difference, EvidenceKind
from safeguarding.ui import forms


@dataclass
class Deed:
    """One thing to do: its title on the fold, its form, its button, and what it does."""

    which: str
    title: str
    form: forms.Form
    button: str
    do: Callable[[], object]
    open: bool = False
    warning: bool = False


def deeds(request: HttpRequest, by: Acting, action: Action) -> list[Deed]:
    """Everything that this person may do to this action as it stands, the most wanted first."""
    posted = request.POST.get("which", "") if request.method == "POST" else ""
    found: list[Deed] = []

    def offer(
        act: Act,
        which: str,
        title: str,
        make: Callable[..., forms.Form],
        button: str,
        do: Callable[[dict[str, Any]], object],
        *,
        when: bool = True,
        **how: Any,
    ) -> None:
        if not when or not may_on(by, act, action):
            return
        mine = posted == which
        form = make(request.POST if mine else None, *([request.FILES] if mine else []))
        form.stands_in = which
        found.append(Deed(which, title, form, button, lambda: do(form.cleaned_data), **{"open": mine, **how}))

    _owners(offer, by, action)
    _checkers(offer, by, action)
    _endings(offer, by, action)
    return found


def _owners(offer: Callable[..., None], by: Acting, action: Action) -> None:
    live = action.closed_on is None
    begun = action.accepted_on is not None
    one: dict[str, Any] = {"by": by, "action": action}
    offer(
        Act.TAKE_ON_ACTION,
        "take_on",
        "Take it on",
        f.Press,
        "Take it on",
        lambda said: actions.take_on_action(**one),
        when=live and not begun and not action.done_on,
        open=True,
    )
    offer(
        Act.UPDATE_ACTION,
        "answer",
        "Answer the chair",
        _words("What do you answer?"),
        "Answer",
        lambda said: actions.answer_challenge(**one, **said),
        when=live and bool(action.challenge),
        open=True,
    )
    offer(
        Act.UPDATE_ACTION,
        "news",
        "Say how it goes",
        _words("How does it go?", "“Nothing yet, because …” is news too."),
        "Keep this",
        lambda said: actions.update_action(**one, **said),
        when=live and not action.done_on,
    )
    offer(
        Act.UPDATE_ACTION,
        "evidence",
        "Add evidence",
        f.AddEvidence,
        "Add it",
        lambda said: _evidence(by, action, said),
        when=live,
    )
    offer(
        Act.UPDATE_ACTION,
        "done",
        "Say that it is done",
        f.SayDone,
        "It is done",
        lambda said: actions.say_done(**one, **said),
        when=live and not action.done_on,
    )
    offer(
        Act.UPDATE_ACTION,
        "more_time",
        "Ask for more time",
        f.MoreTime,
        "Ask",
        lambda said: actions.ask_more_time(**one, **said),
        when=live and not action.done_on and not action.wants_until,
    )
    offer(
        Act.TAKE_ON_ACTION,
        "hand_back",
        "This is not mine",
        _words("Why not, and whose is it?"),
        "Hand it back",
        lambda said: actions.hand_back_action(**one, reason=said["words"]),
        when=live and not action.done_on,
    )


def _checkers(offer: Callable[..., None], by: Acting, action: Action) -> None:
    live = action.closed_on is None
    said_done = live and action.done_on is not None and action.verified_on is None
    one: dict[str, Any] = {"by": by, "action": action}
    offer(
        Act.ANSWER_ACTION_TIME,
        "time",
        "Answer: more time",
        f.AnswerTime,
        "Answer",
        lambda said: actions.answer_more_time(**one, **said),
        when=live and bool(action.wants_until),
        open=True,
    )
    offer(
        Act.VERIFY_ACTION,
        "verify",
        "It is done: I have seen it",
        _words("What did you look at?", "For example: the policy, and ten records."),
        "I have seen that it is done",
        lambda said: actions.verify_action(**one, **said),
        when=said_done,
        open=True,
    )
    offer(
        Act.VERIFY_ACTION,
        "send_back",
        "It is not done yet",
        _words("What is still wanted?"),
        "Send it back",
        lambda said: actions.send_action_back(**one, **said),
        when=said_done,
    )
    offer(
        Act.NOTE_DIFFERENCE,
        "difference",
        "Say what difference it made",
        f.NoteDifference,
        "Keep this",
        lambda said: actions.note_difference(**one, **{**said, "level": Difference(int(said["level"]))}),
        when=action.merged_into_id is None,
    )
    offer(
        Act.NOTE_DIFFERENCE,
        "lasted",
        "Look whether it lasted",
        f.Lasted,
        "Keep what I found",
        lambda said: actions.check_lasted(**one, **said),
        when=live and bool(action.verified_on),
        open=bool(action.check_on and action.check_on <= by.today and not action.checked_on),
    )
    offer(
        Act.NOTE_DIFFERENCE,
        "waive",
        "Nobody needs to look again",
        _words("Why not?"),
        "Waive it",
        lambda said: actions.waive_check(**one, reason=said["words"]),
        when=live and bool(action.verified_on) and not action.checked_on and not action.check_waived,
    )
    offer(
        Act.CHALLENGE_ACTION,
        "challenge",
        "Challenge",
        _words("What do you ask?"),
        "Challenge",
        lambda said: actions.challenge_action(**one, **said),
        when=live,
    )


def _endings(offer: Callable[..., None], by: Acting, action: Action) -> None:
    live = action.closed_on is None
    one: dict[str, Any] = {"by": by, "action": action}
    offer(
        Act.CLOSE_ACTION,
        "close",
        "Close it",
        _words("Why can it be closed?"),
        "Close this action",
        lambda said: actions.close_action(**one, reason=said["words"]),
        when=live,
    )
    offer(
        Act.REOPEN_ACTION,
        "reopen",
        "Open it again",
        _words("Why?"),
        "Open it again",
        lambda said: actions.reopen_action(**one, reason=said["words"]),
        when=not live and action.merged_into_id is None,
    )
    offer(
        Act.WRITE_ACTION,
        "reassign",
        "Give it to somebody else",
        lambda *given: f.Reassign(
            *given,
            partnership=action.partnership,
            initial={"agency": str(action.agency_id or ""), "owner": action.owner},
        ),
        "Give it to them",
        lambda said: actions.reassign_action(
            **one, **{**said, "agency": f.chosen(action.partnership, said["agency"])}
        ),
        when=live,
    )
    others = (
        []
        if not live
        else [
            (other.short, f"{other.number}. {other.title}")
            for other in visible_actions(by)
            .filter(source=action.source_id, closed_on__isnull=True)
            .exclude(pk=action.pk)[:100]
        ]
    )
    offer(
        Act.WRITE_ACTION,
        "merge",
        "It is part of another action",
        lambda *given: f.Merge(*given, others=others),
        "Make it part of that one",
        lambda said: actions.merge_action(
            **one, into=visible_actions(by).get(short=said["into"]), reason=said["reason"]
        ),
        when=live and bool(others),
    )


def _words(label: str, hint: str = "") -> Callable[..., forms.Form]:
    return lambda *given: f.Words(*given, label=label, hint=hint)


def _evidence(by: Acting, action: Action, said: dict[str, Any]) -> Evidence:
    file = said.pop("file", None)
    return actions.add_evidence(
        by=by,
        action=action,
        shows=Evidence.Shows(said["shows"]),
        kind=EvidenceKind(said["kind"]),
        words=said["words"],
        dated=said["dated"],
        file=(file.name, file.read()) if file else None,
    )
