"""The check of a draft's facts: asking agencies, what each points out, answering it, closing the round."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, record
from safeguarding.cases.guards import plain
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.cases.queries.contacts import first_contact, walled_off
from safeguarding.evidence.actions.reaching import contact_of
from safeguarding.people.acting import Acting
from safeguarding.people.actions import open_door
from safeguarding.people.models import Agency, Seat
from safeguarding.people.queries import agencies_of
from safeguarding.practice_reviews.access import may_check, subject
from safeguarding.practice_reviews.actions.drafts import may_be_drafted
from safeguarding.practice_reviews.models import AskedAgency, FactCheck, FactPoint
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act

WHY = "The safeguarding partnership asks your organisation to check facts."


@transaction.atomic
def ask_about_facts(
    *, by: Acting, case: Case, agencies: Collection[int], parts: Collection[int], until: date | None = None
) -> FactCheck:
    """Send these parts of the draft to these agencies. The first asking opens a round on the latest version
    until `until`; later ones join it, so that each agency can be sent its own parts.

    A draft that goes out is issued; that is a fact. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.CHECK_REVIEW_FACTS, case))
    demand(may_be_drafted(case))
    chosen = [one for one in agencies_of(case.partnership, by.today) if one.pk in set(agencies)]
    check = case.fact_checks.filter(closed_on__isnull=True).select_related("draft").first()
    draft = check.draft if check else case.review_drafts.order_by("-number").first()
    if draft is None:
        raise _refuse("no_draft", "There is no draft yet.", "Give in the first version.")
    places = sorted(set(parts) & set(range(len(draft.parts))))
    for missing, code, sentence, mend in (
        (not chosen, "nobody_asked", "No agency is chosen yet.", "Tick at least one."),
        (not places, "no_parts", "No part is chosen yet.", "Tick what they should check."),
    ):
        if missing:
            raise _refuse(code, sentence, mend)
    if check is None:
        check = _open(case, draft_number=draft.number, until=until, by=by)
    elif check.asked.filter(agency__in=chosen).exists():
        raise _refuse(
            "asked_already",
            "One of these agencies has been asked in this round.",
            "Tick only those that have not been asked.",
        )
    for agency in chosen:
        asked = AskedAgency.objects.create(check_of=check, agency=agency, parts=places)
        _send(asked, case, by=by)
    record(
        case,
        "ask_about_facts",
        by=by,
        on={
            "version": str(draft.number),
            "agencies": ",".join(str(one.pk) for one in chosen),
            "parts": ",".join(str(place) for place in places),
            "until": check.until.isoformat(),
        },
    )
    return check


def _open(case: Case, *, draft_number: int, until: date | None, by: Acting) -> FactCheck:
    if until is None or until < by.today:
        day = plain(until) if until else "No day"
        raise _refuse("day_passed", f"{day} cannot be met.", "Choose a day from today on.")
    draft = case.review_drafts.get(number=draft_number)
    if draft.fact_checks.exists():
        raise _refuse(
            "checked_already",
            f"The facts of version {draft_number} have been checked already.",
            "Give in the next version, then ask about that.",
        )
    establish(
        case,
        Kind.DRAFT_ISSUED,
        by=by,
        occurred=by.today,
        act="draft_issued",
        key=str(draft_number),
        on={"version": str(draft_number)},
    )
    return FactCheck.objects.create(
        case=case, draft=draft, until=until, opened_by=by.seat, opened_on=by.today
    )


@transaction.atomic
def ask_again(*, by: Acting, case: Case, asked: int) -> AskedAgency:
    """Write again to an agency that has not answered, to whoever answers for it today."""
    case = lock(case)
    demand(may_do(by, Act.CHECK_REVIEW_FACTS, case))
    row = (
        AskedAgency.objects.select_related("agency", "check_of").filter(check_of__case=case, pk=asked).first()
    )
    if row is None or not row.waits:
        raise _refuse("not_waiting", "Nothing is awaited from this agency.", "Choose one from the list.")
    _send(row, case, by=by, again=True)
    record(case, "ask_again_about_facts", by=by, on={"agency": str(row.agency_id)})
    return row


@transaction.atomic
def point_out(
    *, by: Acting, asked: AskedAgency, part: int, paragraph: int, wrong: str, right: str, evidence: str = ""
) -> FactPoint:
    """The agency says what is wrong in a paragraph of its part, what is right, and how that is known."""
    case, asked = _answering(by, asked)
    parts = asked.check_of.draft.parts
    if part not in asked.parts or not 0 <= paragraph < len(parts[part]["paragraphs"]):
        raise _refuse("no_such_paragraph", "That paragraph is not in your part.", "Choose one from the list.")
    if not wrong.strip() or not right.strip():
        raise _refuse("no_words", "Say what is wrong, and what is right.", "A sentence each is enough.")
    point = FactPoint.objects.create(
        asked=asked, part=part, paragraph=paragraph, wrong=wrong, right=right, evidence=evidence,
        by=by.seat, made_on=by.today,
    )  # fmt: skip
    record(
        case,
        "point_out",
        by=by,
        on={"asked": str(asked.pk), "point": str(point.pk)},
        keep={"wrong": wrong, "right": right, **({"evidence": evidence} if evidence else {})},
    )
    return point


@transaction.atomic
def finish_fact_check(*, by: Acting, asked: AskedAgency) -> AskedAgency:
    """The agency has said everything, or has nothing to correct."""
    case, asked = _answering(by, asked)
    asked.finished_by, asked.finished_on = by.seat, by.today
    asked.save(update_fields=["finished_by", "finished_on"])
    record(
        case,
        "finish_fact_check",
        by=by,
        on={"asked": str(asked.pk), "points": str(asked.points.count())},
    )
    return asked


def _answering(by: Acting, asked: AskedAgency) -> tuple[Case, AskedAgency]:
    case = lock(asked.check_of.case)
    asked = AskedAgency.objects.select_related("check_of__case", "check_of__draft").get(pk=asked.pk)
    demand(may_check(by, asked))
    if not asked.waits:
        raise _refuse(
            "finished",
            "This check is finished.",
            "If something is still wrong, tell the partnership manager.",
        )
    return case, asked


@transaction.atomic
def settle_point(*, by: Acting, case: Case, point: int, outcome: str, words: str = "") -> FactPoint:
    """Say what came of a point: changed, noted, or kept and why. The agency can read it."""
    case = lock(case)
    demand(may_do(by, Act.CHECK_REVIEW_FACTS, case))
    row = FactPoint.objects.filter(asked__check_of__case=case, pk=point).first()
    if row is None:
        raise _refuse("no_such_point", "There is no such point.", "Choose one from the list.")
    if row.outcome:
        raise _refuse("settled", "This point has its answer already.", "There is nothing more to do.")
    if outcome not in FactPoint.Outcome.values:
        raise _refuse("no_outcome", "Say what came of it.", "Choose one of the three.")
    if outcome != FactPoint.Outcome.CHANGED and not words.strip():
        raise _refuse("no_reason", "Say why the words stay.", "The agency needs to understand it.")
    row.outcome, row.words, row.settled_by, row.settled_on = outcome, words.strip(), by.seat, by.today
    row.save(update_fields=["outcome", "words", "settled_by", "settled_on"])
    record(
        case,
        "settle_point",
        by=by,
        on={"point": str(row.pk), "outcome": outcome},
        keep={"answer": words.strip()} if words.strip() else None,
    )
    return row


@transaction.atomic
def close_fact_check(*, by: Acting, case: Case, without: str = "") -> FactCheck:
    """Close the round, once every point has its answer; without a late agency only with the reason."""
    case = lock(case)
    demand(may_do(by, Act.CHECK_REVIEW_FACTS, case))
    check = case.fact_checks.filter(closed_on__isnull=True).select_related("draft").first()
    if check is None:
        raise _refuse("no_round", "No check of facts is open.", "There is nothing to close.")
    if FactPoint.objects.filter(asked__check_of=check, outcome="").exists():
        raise _refuse("points_open", "A point has no answer yet.", "Answer every point first.")
    if check.asked.filter(finished_on__isnull=True).exists() and not without.strip():
        raise _refuse(
            "agencies_wait",
            "An agency has not answered yet.",
            "Wait for it, or say why you go on without it.",
        )
    check.closed_by, check.closed_on, check.without = by.seat, by.today, without.strip()
    check.save(update_fields=["closed_by", "closed_on", "without"])
    record(
        case,
        "close_fact_check",
        by=by,
        on={"version": str(check.draft.number)},
        keep={"without": without.strip()} if without.strip() else None,
    )
    return check


def _send(asked: AskedAgency, case: Case, *, by: Acting, again: bool = False) -> None:
    """Whoever signs in gets a letter; the others a link that opens this part and nothing else."""
    seat = _contact(asked.agency, case, by)
    page = reverse("practice_reviews:fact_check", args=[asked.short])
    due = asked.check_of.until
    if seat.opens_by_password:
        once = f"facts:{asked.pk}:{seat.pk}:{by.today if again else 'first'}"
        tell(case, [seat.person], "facts_asked", once=once, due=due, path=page)
    else:
        open_door(
            by=by, seat=seat, subject=subject(asked), to=page, why=WHY, kind="facts_asked", due=due,
            stream=case.stream,
        )  # fmt: skip


def _contact(agency: Agency, case: Case, by: Acting) -> Seat:
    found = first_contact(agency, by.today, case) or contact_of(agency, by.today, walled_off(case))
    if found is None:
        raise _refuse(
            "no_contact",
            f"Nobody at {agency.name_on(by.today)} can be reached.",
            "Name a contact of this agency first.",
        )
    return found


def _refuse(code: str, sentence: str, mend: str) -> NotAllowed:
    return NotAllowed(Refused(code, sentence, mend))
