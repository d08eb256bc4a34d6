"""Stories of rapid reviews under way."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from safeguarding.cases.actions.agreements import Terms, propose_agreement
from safeguarding.cases.actions.areas import invite_area
from safeguarding.cases.actions.entry import Reached, enter_case_where_it_is
from safeguarding.cases.actions.interests import declare_interest, rule_on_interest
from safeguarding.cases.answers import ReferralAnswers
from safeguarding.cases.matters import matters_of
from safeguarding.cases.models import Case, Interest
from safeguarding.config.demo import chronologies, clock, matters, steps
from safeguarding.config.demo.areas import Area, as_holder
from safeguarding.config.demo.steps import Matter
from safeguarding.config.demo.words import UNCLEAR, YES
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions import note_telephone, remind
from safeguarding.evidence.models import Request
from safeguarding.meetings.actions import make_agenda
from safeguarding.meetings.models import Meeting
from safeguarding.people.models import Partnership
from safeguarding.rapid_reviews.actions.outcome import Decided
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.terms import RapidReviewOutcome, ReasonType

CRITERIA = {
    "R11A": (YES, "Three agencies could work differently, and can start now."),
    "R11B": (UNCLEAR, "It looks like two earlier cases; their reviews were not about the same question."),
    "R11C": (YES, "The returns pull apart on who was to do what."),
}


def to_notified(area: Area, matter: Matter, *, on: date, happened: date, reference: str, **more: str) -> Case:
    """From the referral to a notification sent on a day."""
    referred, met = steps.back(on, 2), steps.back(on, 1)
    case = steps.referred(area, matter, on=referred, happened=happened, aware=referred, **more)
    steps.to_consideration(area, case, on=referred, aware=referred)
    steps.considered(area, matter, case, on=met)
    steps.notified(area, case, on=on, reference=reference)
    return case


def to_certified(
    area: Area, matter: Matter, *, days_ago: int, reference: str, decision: Decided, certified_on: int = 12
) -> Case:
    """A review notified some working days ago, and ready to sign on its twelfth day."""
    day = [steps.back(timezone.localdate(), max(days_ago - n, 0)) for n in range(16)]
    case = to_notified(area, matter, on=day[0], happened=steps.back(day[0], 3), reference=reference)
    steps.made_safe(area, case, on=day[3])
    steps.answered(area, matter, case, on=day[6])
    steps.released(area, case, on=day[8])
    with clock.on(day[8], "17:10"):
        chronologies.worked_on(area, case)
    steps.met(area, case, on=day[9])
    steps.written(area, matter, case, on=day[10], criteria=CRITERIA)
    steps.decided(area, case, decision, on=day[10])
    steps.certified(area, case, on=day[certified_on])
    return case


def this_moment() -> datetime:
    """Now, by the story's clock."""
    return timezone.now()


def local_review(on: date) -> Decided:
    return Decided(
        outcome=RapidReviewOutcome.LOCAL_REVIEW, decided_on=on,
        reasons="Reg 11(a) and (c) are met: what each service knew would have been enough if it had met in one place, and "
        "we do not know yet why it did not.",
        options_considered="A single meeting to learn, or a review. The question crosses four agencies.",
        chair_advice="Keep the scope narrow: how a plan names who does what.",
        lines_of_enquiry="How does a plan come to name a service and not a person? What makes a worker ring, and not write?",
        scope="Fourteen months up to the incident; the four agencies that worked with the family.",
        method="Conversations with practitioners, then one day together.", reviewer_plan="From the partnership’s list.",
        target_date=on + timedelta(days=180),
    )  # fmt: skip


def other_learning(on: date) -> Decided:
    return Decided(
        outcome=RapidReviewOutcome.ALTERNATIVE_LEARNING, decided_on=on,
        reasons="The rapid review answered why. What is left is to change how nights are spoken about, in every service.",
        options_considered="A practice review was considered; it would ask what we have answered already.",
        why_no_more="The returns agree, and practitioners told us the rest on the day.",
        where_learning_goes="A learning half-day for midwives and health visitors, led by the named nurse.",
    )  # fmt: skip


def nothing_more(on: date) -> Decided:
    return Decided(
        outcome=RapidReviewOutcome.NO_FURTHER_ACTION, decided_on=on,
        reasons="The rapid review answered why, and what had to change has begun to change.",
        options_considered="A practice review was considered; it would ask what we have answered already.",
        why_no_more="The returns agree, and practitioners told us the rest on the day.",
        where_learning_goes="One page to every agency, and a talk at the next meeting of the group.",
    )  # fmt: skip


def notified_today(area: Area, today: date) -> str:
    happened = steps.back(today, 4)
    case = to_notified(
        area,
        matters.about(matters.sleeping(happened), "Elsie Marrow", "999 601 0005"),
        on=today,
        happened=happened,
        reference="CSPRP-20417",
        area_of_residence="Hertfordshire",
    )
    return f"/cases/{case.reference}/"


def day_seven(area: Area, today: date) -> str:
    """Half of the returns are in; one member of the group is kept apart."""
    sent = steps.back(today, 7)
    happened = steps.back(sent, 3)
    matter = matters.baby(happened)
    case = to_notified(area, matter, on=sent, happened=happened, reference="CSPRP-20388")
    with clock.on(steps.back(today, 6), "11:15"):
        interest = declare_interest(
            by=area["walled"],
            case=case,
            kind=Interest.Kind.DIRECT,
            words="I managed the worker when the plan ended.",
        )
    with clock.on(steps.back(today, 6), "13:00"):
        rule_on_interest(
            by=area["chair"],
            interest=interest,
            walled=True,
            ruling="He steps back from this case; a colleague takes his place.",
        )
    steps.made_safe(area, case, on=steps.back(today, 4))
    steps.answered(area, matter, case, on=steps.back(today, 3), only=("visiting", "probation", "education"))
    steps.answered(area, matter, case, on=steps.back(today, 1), only=("hospital",))
    with clock.on(steps.back(today, 1), "11:40"):
        request = Request.objects.select_related("case", "agency", "contact__person").get(
            case=case, agency=area.agencies["hospital"]
        )
        assert request.contact is not None  # noqa: S101 - everybody in the demonstration has a contact
        who = as_holder(request.contact, subject(request))
        chronologies.give(who, request, chronologies.UNSURE, happened, check=False)
    with clock.on(today, "08:50"):
        coming = case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)
        make_agenda(by=area["manager"], meeting=coming, matters=matters_of(area["manager"], case))
    with clock.on(today, "09:05"):
        late = Request.objects.select_related("case", "agency", "contact__person").get(
            case=case, agency=area.agencies["housing"]
        )
        remind(by=area["manager"], request=late)
        surgery = Request.objects.select_related("case", "agency", "contact__person").get(
            case=case, agency=area.agencies["gp"]
        )
        note_telephone(
            by=area["manager"],
            request=surgery,
            spoke_to="Joan Petty, practice manager",
            said="The doctor who keeps these records is back then.",
            rang_on=steps.back(today, 1),
            promised_on=add_working_days(today, 1),
        )
    return f"/cases/{case.reference}/"


def day_thirteen(area: Area, today: date) -> str:
    sent = steps.back(today, 13)
    matter = matters.toddler(steps.back(sent, 3))
    case = to_certified(
        area, matter, days_ago=13, reference="CSPRP-20341", decision=local_review(steps.back(today, 3))
    )
    steps.signed(area, case, "deputy_health", on=steps.back(today, 1), at="17:20",
                 comment="Please let the reviewer speak with the clinic’s own team as well.")  # fmt: skip
    steps.signed(area, case, "dsp_la", on=today, at="08:50")
    return f"/cases/{case.reference}/"


def in_devon(area: Area, today: date) -> str:
    """Day 6 of 15 in Devon, where the day of receipt is day 1; the young person lived in Plymouth."""
    sent = steps.back(today, 5)
    happened = steps.back(sent, 3)
    matter = matters.about(matters.teenager(happened), "Denzil Okoro", "999 601 0006")
    case = to_notified(
        area, matter, on=sent, happened=happened, reference="CSPRP-20402", area_of_residence="Plymouth"
    )
    with clock.on(steps.back(today, 4), "10:15"):
        invite_area(
            by=area["manager"], case=case, area="Plymouth", contact="Ruth Endacott, partnership manager",
            invited_on=steps.back(today, 4), asked="What did your agencies know of him before he moved?",
        )  # fmt: skip
    with clock.on(steps.back(today, 3), "09:40"):
        north = invite_area(
            by=area["manager"], case=case, area="Barnet", contact="The partnership manager",
            invited_on=steps.back(today, 3), guest=Partnership.objects.get(slug="barnet"),
            asked="He lived with an aunt in Barnet at seven and eight. Which of your agencies knew him, and what worried them?",
        )  # fmt: skip
        propose_agreement(
            by=area["manager"], area=north,
            terms=Terms("lead", "lead", "lead", "each", "Barnet sees what is said of its agencies before it is final."),
        )  # fmt: skip
    steps.answered(area, matter, case, on=steps.back(today, 1), only=("council", "gp"))
    return f"/cases/{case.reference}/"


def where_it_is(area: Area, today: date) -> str:
    """Half-way through a review on the day when the system arrived."""
    happened = steps.back(today, 14)
    matter = matters.about(matters.scalded(happened), "Piran Nance", "999 601 0007")
    answers = ReferralAnswers(
        referrer_name="Hattie Voss", referrer_role="Named nurse", referrer_agency="Tamar Vale Hospitals",
        referrer_telephone="01632 960100", lead_name="Dr Imran Holloway", lead_consulted_on=happened,
        reason=ReasonType.SERIOUS_INCIDENT, children=(matter.child,), family=matter.family, incident_on=happened,
        what_happened=matter.what_happened, abuse_neglect=matter.abuse_neglect, safety_now=matter.safety_now,
        safety_of_others=matter.safety_of_others, why_review=matter.why_review, harm_reasoning=matter.harm_reasoning,
        la_aware=steps.back(today, 13), area_of_incident="Devon", area_of_residence="Devon", abuse_types=matter.abuse_types,
    )  # fmt: skip
    with clock.on(steps.back(today, 1), "15:20"):
        entry = enter_case_where_it_is(
            by=area["manager"], answers=answers,
            reached=Reached(
                referred=steps.back(today, 13), la_aware=steps.back(today, 13), considered=steps.back(today, 11),
                notified=steps.back(today, 10), panel_reference="CSPRP-20369", agencies_asked=steps.back(today, 9),
                evidence="The Panel’s receipt, and the e-mails to the agencies.",
            ),
        )  # fmt: skip
    return f"/cases/{entry.case.reference}/"
