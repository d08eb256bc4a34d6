"""The steps of a made-up case, each by calling the act that people call, on its own day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from safeguarding.cases.actions.consideration import (
    Line,
    conclude_consideration,
    confirm_position,
    convene_consideration,
    decide_for_local_authority,
    type_position,
    write_consideration,
)
from safeguarding.cases.actions.notification import notify_panel, prepare_notification
from safeguarding.cases.actions.referral import acknowledge_referral, refer
from safeguarding.cases.actions.route import confirm_awareness, propose_route
from safeguarding.cases.answers import ChildAnswers, FamilyAnswers, ReferralAnswers
from safeguarding.cases.facts import has
from safeguarding.cases.models import Case, Consideration
from safeguarding.cases.notification_sheet import prefilled
from safeguarding.config.demo import chronologies, clock, words
from safeguarding.config.demo.areas import Area, as_holder
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions import (
    confirm_return,
    declare_author,
    give_return,
    nil_return,
    release_returns,
    save_return,
)
from safeguarding.evidence.models import Request
from safeguarding.evidence.systems import usual
from safeguarding.improvements.actions import (
    add_evidence,
    close_action,
    complete_safety_step,
    note_difference,
    note_early_learning,
    say_done,
    take_on_action,
    verify_action,
    waive_check,
)
from safeguarding.improvements.models import Action, Evidence
from safeguarding.meetings.actions import (
    Typed,
    agree_minutes,
    close_meeting,
    make_agenda,
    move_meeting,
    record_attendance,
    type_minutes,
)
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import papers_of
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.outcome import Decided, decide_outcome
from safeguarding.rapid_reviews.actions.report import certify_report
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.actions.writing import (
    answer_aim,
    answer_criterion,
    give_national_view,
    write_section,
)
from safeguarding.statute import calendar
from safeguarding.statute.criteria import NATIONAL_CODES
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import (
    AbuseNeglect,
    CriterionAnswer,
    Difference,
    EvidenceKind,
    Outcome,
    Partner,
    Place,
    ReasonType,
    Role,
    Route,
    SignPosition,
    ThresholdPosition,
)

NOTIFY, NOT, MORE = (
    ThresholdPosition.NOTIFY,
    ThresholdPosition.DO_NOT_NOTIFY,
    ThresholdPosition.NEED_MORE_INFORMATION,
)


@dataclass(frozen=True)
class Matter:
    """What a made-up case is about."""

    child: ChildAnswers
    what_happened: str
    why_review: str
    harm: Outcome = Outcome.SERIOUSLY_HARMED
    abuse_neglect: AbuseNeglect = AbuseNeglect.SUSPECTED
    abuse_types: tuple[str, ...] = ("neglect",)
    harm_basis: tuple[str, ...] = ("physical_health",)
    harm_reasoning: str = "The doctors expect lasting effects on the child’s health."
    safety_now: str = "With foster carers; contact with the parents is supervised by social care."
    safety_of_others: str = "No other children live in the home; social care has checked."
    brothers_and_sisters: tuple[ChildAnswers, ...] = ()
    family: tuple[FamilyAnswers, ...] = ()
    setting: str = "Home"
    processes: tuple[str, ...] = ("police_investigation",)
    agencies_known: str = ""
    returns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    report: Mapping[str, str] = field(default_factory=dict)
    chronology: Mapping[str, Sequence[chronologies.Row]] = field(default_factory=dict)


def back(today: date, days: int) -> date:
    """That many working days ago."""
    return calendar.add_working_days(today, -days) if days else today


def child(name: str, pronoun: str, born: date | None, **more: Any) -> ChildAnswers:
    """A child with everything that a notification asks for."""
    given: dict[str, Any] = {
        "sex": {"he": "male", "she": "female"}[pronoun], "ethnicity": "White British", "disability": "None known",
        "legal_status": "No order", "placement": "At home with parents until the incident",
        "address": "A made-up address", "known_to_agencies": True, "looked_after": False,
    }  # fmt: skip
    return ChildAnswers(name=name, born=born, **{**given, **more})


# Before the notification


def referred(
    area: Area,
    matter: Matter,
    *,
    on: date,
    happened: date,
    aware: date | None,
    by: str = "referrer",
    **more: Any,
) -> Case:
    """A professional refers; the office acknowledges."""
    who = area[by]
    given: dict[str, Any] = {
        "reason": ReasonType.SERIOUS_INCIDENT, "area_of_incident": area.partnership.short_name.split()[0],
        "area_of_residence": area.partnership.short_name.split()[0], "place": Place.IN_AREA,
    }  # fmt: skip
    said = ReferralAnswers(
        referrer_name=who.person.name, referrer_role="Named nurse", referrer_agency=who.seat.organisation or "Social care",
        referrer_telephone="020 7946 0100", lead_name="Dr Imran Holloway", lead_consulted_on=on,
        children=(matter.child, *matter.brothers_and_sisters), family=matter.family, incident_on=happened,
        what_happened=matter.what_happened, why_review=matter.why_review, setting=matter.setting,
        abuse_neglect=matter.abuse_neglect, abuse_types=matter.abuse_types, harm_reasoning=matter.harm_reasoning,
        safety_now=matter.safety_now, safety_of_others=matter.safety_of_others, la_aware=aware,
        other_processes=matter.processes, agencies_known=matter.agencies_known, **{**given, **more},
    )  # fmt: skip
    with clock.on(on, "09:20"):
        case = refer(by=who, answers=said)
    return case


def acknowledged(area: Area, case: Case, *, on: date) -> None:
    with clock.on(on, "10:05"):
        acknowledge_referral(by=area["manager"], case=case)


def to_consideration(area: Area, case: Case, *, on: date, aware: date) -> None:
    """Acknowledged, awareness confirmed, and on its way to the three partners."""
    acknowledged(area, case, on=on)
    with clock.on(on, "11:00"):
        confirm_awareness(
            by=area["notifier"], case=case, aware_on=aware, evidence="The strategy discussion’s own record."
        )
    with clock.on(on, "11:30"):
        propose_route(
            by=area["manager"], case=case, route=Route.SERIOUS_INCIDENT,
            reason="A child was seriously harmed or has died, and abuse or neglect is suspected.",
        )  # fmt: skip
    case.refresh_from_db()


def brought_together(
    area: Area, matter: Matter, case: Case, *, on: date, at: str = "14:00", asked: str = "12:00"
) -> Consideration:
    """The partners are called together and the shared record is begun."""
    with clock.on(on, asked):
        consideration = convene_consideration(
            by=area["manager"], case=case, how="Video call",
            convened_for=timezone.make_aware(datetime.combine(on, time.fromisoformat(at))),
        )  # fmt: skip
        return write_consideration(
            by=area["manager"], consideration=consideration, harm_basis=list(matter.harm_basis),
            facts_relied_on=matter.what_happened, harm_reasoning=matter.harm_reasoning,
            chair_advice="Look at each limb of the test by itself. “Suspected” is enough.",
        )  # fmt: skip


def line(matter: Matter, position: ThresholdPosition, reason: str) -> Line:
    return Line(
        abuse_neglect=matter.abuse_neglect,
        harm=matter.harm,
        place=Place.IN_AREA,
        position=position,
        reason=reason,
    )


def typed(
    area: Area,
    matter: Matter,
    consideration: Consideration,
    lines: Mapping[Partner, tuple[ThresholdPosition, str]],
) -> None:
    """What partners said in the meeting, typed for each to confirm."""
    for partner, (position, reason) in lines.items():
        type_position(
            by=area["manager"],
            consideration=consideration,
            partner=partner,
            line=line(matter, position, reason),
        )


def considered(
    area: Area, matter: Matter, case: Case, *, on: date, review_on: date | None = None,
    health: tuple[ThresholdPosition, str] = (NOTIFY, "The harm is serious and nobody has explained it."),
    police: tuple[ThresholdPosition, str] = (NOTIFY, "We are investigating; neglect is suspected."),
    la: tuple[ThresholdPosition, str] = (NOTIFY, "Both limbs of the test are met."),
    reason: str = "Each partner gave a position and the reasons for it.",
) -> Consideration:  # fmt: skip
    """The three partners say where they stand, each for themselves, and the record is closed."""
    consideration = brought_together(area, matter, case, on=on)
    for who, (position, why), at in zip(
        area.partners, (la, health, police), ("14:20", "14:25", "14:40"), strict=True
    ):
        with clock.on(on, at):
            confirm_position(by=who, consideration=consideration, line=line(matter, position, why))
    with clock.on(on, "15:00"):
        conclude_consideration(
            by=area["manager"], consideration=consideration, reason=reason, review_on=review_on
        )
    case.refresh_from_db()
    return consideration


def notified(area: Area, case: Case, *, on: date, at: str = "09:30", reference: str) -> None:
    """The local authority decides, and notifies."""
    with clock.on(on, "09:00"):
        if (
            case.stage == "consideration_scheduled"
            or case.facts.filter(kind="considered", current=True).exists()
        ):
            decide_for_local_authority(
                by=area["decider"],
                case=case,
                notify=True,
                reason="The test is met on both limbs, for the reasons given.",
            )
        prepare_notification(by=area["notifier"], case=case, sheet=prefilled(case, with_names=True))
    with clock.on(on, at):
        notify_panel(
            by=area["notifier"], case=case, sent_at=timezone.now() - timedelta(minutes=1), panel_reference=reference,
            sender=area["notifier"].person.name, other_areas=", ".join(case.other_areas),
        )  # fmt: skip
    case.refresh_from_db()


# The review


def answered(
    area: Area, matter: Matter, case: Case, *, on: date, only: Sequence[str] = (), at: str = "11:00"
) -> int:
    """Agencies answer: in full where the matter says what they knew, else “we have no record”."""
    keys = {agency.pk: key for key, agency in area.agencies.items()}
    given = 0
    for request in Request.objects.filter(case=case).select_related("contact__person", "agency", "case"):
        key = keys[request.agency_id]
        if (only and key not in only) or has(case, Kind.RETURNED, str(request.agency_id)):
            continue
        assert request.contact is not None  # noqa: S101 - everybody in the demonstration has a contact
        who = as_holder(request.contact, subject(request))
        systems = list(usual(request.agency.kind))[:2]
        with clock.on(on, at):
            said = matter.returns.get(key)
            if said is None:
                nil_return(by=who, request=request, systems_searched=systems, searched_on=on)
            else:
                declare_author(
                    by=who, request=request, interest="organisational", words="We worked with the family."
                )
                for question, text in (words.RETURN | dict(said)).items():
                    save_return(by=who, request=request, question=question, text=text)
                give_return(by=who, request=request, systems_searched=systems, searched_on=on)
            if key in matter.chronology:
                chronologies.give(who, request, matter.chronology[key], case.incident.occurred)
        given += 1
    return given


def confirmed_by_senior(area: Area, case: Case, agency: str, senior: str, *, on: date) -> None:
    request = Request.objects.select_related("case", "agency").get(case=case, agency=area.agencies[agency])
    with clock.on(on, "16:10"):
        confirm_return(by=area[senior], request=request)


def released(area: Area, case: Case, *, on: date) -> None:
    with clock.on(on, "16:30"):
        release_returns(by=area["manager"], case=case)


def made_safe(area: Area, case: Case, *, on: date) -> None:
    """Every step of the safety log is seen to; one lesson does not wait."""
    with clock.on(on, "15:30"):
        for step in case.safety_steps.filter(done_on=None):
            complete_safety_step(
                by=area["manager"],
                step=step,
                done_on=on,
                words="Confirmed by the social work team by telephone.",
            )
        finding, what, owner, change = words.EARLIES[Action.objects.count() % len(words.EARLIES)]
        action = note_early_learning(
            by=area["manager"], case=case, finding=finding, what=what, owner=owner,
            due=on + timedelta(days=56), intended_change=change, agency=area.agencies["hospital"],
        )  # fmt: skip
        if "at_hospital" in area.people:
            take_on_action(by=area["at_hospital"], action=action)


def learned(area: Area, case: Case, *, on: date) -> None:
    """What was learned early is done, seen by another, has changed something, and is closed."""
    with clock.on(on, "14:30"):
        for action in case.actions.filter(closed_on__isnull=True):
            for shows in Evidence.Shows:
                add_evidence(
                    by=area["support"], action=action, shows=shows, kind=EvidenceKind.CASE_SAMPLE,
                    words="Ten records were read; in all ten it was so.", dated=on,
                )  # fmt: skip
            say_done(by=area["support"], action=action, done_on=on, words="Both services work so now.")
            verify_action(by=area["chair"], action=action, words="I read the ten records.")
            note_difference(
                by=area["chair"], action=action, level=Difference.PRACTICE, seen_on=on, words="Ten of ten."
            )
            waive_check(by=area["chair"], action=action, reason="It is built into the form.")
            close_action(by=area["dsp_police"], action=action, reason="Done, and seen to be so.")


def met(area: Area, case: Case, *, on: date, without: Sequence[str] = ()) -> None:
    """The group meets under its chair, with its quorum."""
    meeting = case.meetings.filter(kind=Meeting.Kind.RAPID_REVIEW).exclude(state=Meeting.State.CLOSED).get()
    there: list[Acting] = [area["chair"], *area.partners]
    there += [area[key] for key in ("member", "education_lead") if key in area.people and key not in without]
    with clock.on(on, "10:00"):
        for who in there:
            kind = "organisational" if who.role is Role.LTRG_MEMBER else "none"
            record_attendance(
                by=area["manager"], meeting=meeting, seat=who.seat, interest=kind,
                interest_words="The hospital treated the child." if kind != "none" else "",
            )  # fmt: skip
    minuted(area, meeting, on=on)
    with clock.on(on, "12:15"):
        close_meeting(
            by=area["chair"], meeting=meeting, notes="Returns read together; each agency heard.",
            safety_check="Safe today: seen by the social worker yesterday, with the carers. Other children: none at risk.",
        )  # fmt: skip
    with clock.on(on, "16:40"):
        agree_minutes(by=area["chair"], meeting=meeting, read=papers_of(meeting)[-1].reference)
    case.refresh_from_db()


def minuted(area: Area, meeting: Meeting, *, on: date) -> None:
    """The agenda was made the day before, and somebody types what comes of each item."""
    at = timezone.make_aware(datetime.combine(on, time(10)))
    with clock.on(back(on, 1), "15:00"):
        move_meeting(by=area["manager"], meeting=meeting, held_for=at, place="Room 2, and by video")
        meeting.refresh_from_db()
        make_agenda(by=area["manager"], meeting=meeting)
    with clock.on(on, "12:05"):
        type_minutes(
            by=area["support"] if "support" in area.people else area["manager"],
            meeting=meeting,
            typed=[
                Typed(item.number, item.version, words.MINUTES.get(item.code, "Taken in its turn."), "done")
                for item in meeting.items.all()
            ],
        )


def written(
    area: Area, matter: Matter, case: Case, *, on: date, criteria: Mapping[str, tuple[CriterionAnswer, str]]
) -> None:
    """The report's parts, the aims, the criteria and the view on a national review."""
    by = area["manager"]
    with clock.on(on, "13:30"):
        for part, text in (words.REPORT | dict(matter.report)).items():
            write_section(by=by, case=case, section=part, text=text)
        for aim in case.editions.aims:
            answer_aim(by=by, case=case, aim=aim.code, text=words.AIMS[aim.code])
        for code, (answer, reason) in (words.CRITERIA | dict(criteria)).items():
            answer_criterion(by=by, case=case, criterion=code, answer=answer, reason=reason)
        give_national_view(
            by=by, case=case, recommend=False, reason="What we found can be answered here.",
            answers={code: {"answer": "no", "reason": words.NATIONAL} for code in NATIONAL_CODES},
        )  # fmt: skip


def decided(area: Area, case: Case, decision: Decided, *, on: date) -> None:
    with clock.on(on, "14:30"):
        decide_outcome(by=area["chair"], case=case, decided=decision)
    case.refresh_from_db()


def certified(area: Area, case: Case, *, on: date) -> None:
    with clock.on(on, "16:00"):
        certify_report(
            by=area["chair"], case=case, statement="This is a fair record of what we read, heard and decided."
        )


def signed(area: Area, case: Case, who: str, *, on: date, at: str = "17:00", comment: str = "") -> None:
    with clock.on(on, at):
        position = SignPosition.AGREE_WITH_COMMENT if comment else SignPosition.AGREE
        sign_off(by=area[who], case=case, position=position, comment=comment)
    case.refresh_from_db()
