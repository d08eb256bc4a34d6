"""What the facts of a case do to a disagreement, run by `config.wiring` inside the transaction of the
fact.
"""

from __future__ import annotations

from safeguarding.cases.facts import current, record
from safeguarding.cases.models import Case, Fact
from safeguarding.disagreements import ladder
from safeguarding.disagreements.actions.ending import end
from safeguarding.disagreements.actions.opening import current_level, disagreement_follows, go_up
from safeguarding.disagreements.defaults import default_for
from safeguarding.disagreements.models import Disagreement
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import DecisionKind, Notification, Partner, SignPosition, ThresholdPosition

Ending = Disagreement.Ending
UNSETTLED = {"split", ThresholdPosition.NEED_MORE_INFORMATION.value}


def after_considered(*, case: Case, fact: Fact, by: Acting) -> None:
    """Positions that differ open the protocol; positions that have come together end it.

    Where the local rule gives one partner the final say, the disagreement is written down all the same, and
    is decided.
    """
    outcome = fact.detail.get("outcome", "")
    unanimous = fact.detail.get("unanimous") == "yes"
    if unanimous and outcome not in UNSETTLED:
        end_open(case, DecisionKind.THRESHOLD_POSITION, Ending.AGREED, "All three partners now agree.", by=by)
        return
    consideration = case.considerations.filter(round=int(fact.key or 0)).first()
    lines = (
        consideration.positions.filter(current=True, confirmed_at__isnull=False).order_by("pk")
        if consideration
        else []
    )
    row = disagreement_follows(
        by=by,
        case=case,
        kind=DecisionKind.THRESHOLD_POSITION,
        about="Whether the child’s death or harm meets the test for notifying the Panel.",
        positions={Partner(line.partner): f"{line.get_position_display()}. {line.reason}" for line in lines},
        opened_from=f"consideration:{fact.key}",
        discussed="The partners discussed it when they were brought together, and still differ.",
    )
    for line in lines:
        row.positions.filter(partner=line.partner, current=True).update(recorded_by=line.confirmed_by)
    if outcome not in UNSETTLED:
        words = ThresholdPosition(outcome).label
        end(row, Ending.DECIDED, f"{case.profile.notify_rule.label}. So it stands: {words.lower()}.", by=by)


def after_local_authority_decided(*, case: Case, fact: Fact, by: Acting) -> None:
    """The local authority will not notify while another partner holds that it should: to the lead partners
    at once.
    """
    row = open_of(case, DecisionKind.THRESHOLD_POSITION)
    others = fact.detail.get("against", "")
    if row is None or fact.detail.get("notify") != "no" or not others:
        return
    words = "The local authority decided not to notify, and another partner sees it otherwise."
    while row.level < LevelCode.D2.value and ladder.after(row, row.level):
        go_up(row, current_level(row), by=by, words=words)


def after_notified(*, case: Case, fact: Fact, by: Acting) -> None:
    """An open disagreement about the threshold stays open beside the notification, now about going on or
    withdrawing.
    """
    row = open_of(case, DecisionKind.THRESHOLD_POSITION)
    kind = fact.detail.get("notification", Notification.SERIOUS_INCIDENT.value)
    if row is None or kind != Notification.SERIOUS_INCIDENT.value:
        return
    row.turned_on = by.today
    row.save(update_fields=["turned_on"])
    level, due = current_level(row), ladder.rung(row, row.level)
    if due and level.ended_at is None:
        who = default_for(row.decision).who if due.rung.level is LevelCode.D3 else due.rung.who
        level.due_on, level.by_noon, level.title = due.due_on, due.rung.by_noon, due.rung.title
        level.who, level.provisional = [role.value for role in who], due.provisional
        level.save()
    record(case, "turn_disagreement", by=by, on={"disagreement": str(row.number)})


def after_withdrawn(*, case: Case, fact: Fact, by: Acting) -> None:
    """Withdrawing the notification ends the question whether to withdraw it."""
    end_open(case, DecisionKind.THRESHOLD_POSITION, Ending.DECIDED, "The notification was withdrawn.", by=by)


def after_signed_off(*, case: Case, fact: Fact, by: Acting) -> None:
    """Three sign-offs end a disagreement about signing off."""
    signed = {
        found.key
        for found in current(case)
        if found.kind == Kind.SIGNED_OFF.value
        and SignPosition(found.detail.get("position") or SignPosition.AGREE).signs
    }
    if signed >= {partner.value for partner in Partner}:
        end_open(case, DecisionKind.RR_SIGN_OFF, Ending.AGREED, "All three partners have signed off.", by=by)


def after_restamp(case: Case) -> None:
    """A level that runs when the case goes on under newer rules is due by them; one that is over is not
    touched.
    """
    for level, due in ladder.overtaken(case):
        level.due_on, level.by_noon, level.provisional = due.due_on, due.rung.by_noon, due.provisional
        level.save(update_fields=["due_on", "by_noon", "provisional"])


def open_of(case: Case, kind: DecisionKind, subject: str = "") -> Disagreement | None:
    """The open disagreement on that kind of decision about that subject, its row locked."""
    found = case.disagreements.select_for_update().filter(
        kind=kind.value, subject=subject, ended_at__isnull=True
    )
    row = found.first()
    if row:
        row.case = case
    return row


def end_open(
    case: Case,
    kind: DecisionKind,
    ending: Disagreement.Ending,
    words: str,
    *,
    by: Acting,
    subject: str = "",
) -> None:
    """End the open disagreement on that kind of decision about that subject, if there is one."""
    row = open_of(case, kind, subject)
    if row:
        end(row, ending, words, by=by)
