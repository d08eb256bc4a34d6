"""Stories of cases after the rapid review, and of those that took another way."""

from __future__ import annotations

from datetime import date, timedelta

from safeguarding.cases.actions.closing import close_case, state_nothing_to_learn
from safeguarding.cases.actions.consideration import decide_for_local_authority
from safeguarding.cases.actions.formal_letters import Noted, draft_letter, note_letter, send_letter
from safeguarding.cases.actions.notification import notify_panel, prepare_notification
from safeguarding.cases.actions.route import propose_route, settle_route
from safeguarding.cases.letter_words import Wording, wording_for
from safeguarding.cases.models import Case, Closing
from safeguarding.cases.notification_sheet import prefilled
from safeguarding.config.demo import clock, matters, reviews, steps
from safeguarding.config.demo.areas import Area
from safeguarding.config.demo.reports import reports
from safeguarding.config.demo.steps import Matter
from safeguarding.rapid_reviews.actions.outcome import Decided
from safeguarding.rapid_reviews.actions.replying import reconsider, record_panel_reply
from safeguarding.rapid_reviews.actions.sending import send_to_panel
from safeguarding.statute import calendar
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.letters import LetterMatter, Means, Party, Way
from safeguarding.statute.terms import PanelReply, RapidReviewOutcome, Route

PANEL = "The Panel’s secretariat; the Department for Education; Ofsted"


def to_panel(
    area: Area, matter: Matter, *, days_ago: int, reference: str, decision: Decided, today: date
) -> Case:
    """Signed by all three on day 13 and sent on day 14."""
    case = reviews.to_certified(area, matter, days_ago=days_ago, reference=reference, decision=decision)
    thirteenth = steps.back(today, days_ago - 13)
    for who, at in (("dsp_la", "09:30"), ("dsp_health", "11:10"), ("dsp_police", "15:45")):
        steps.signed(area, case, who, on=thirteenth, at=at)
    with clock.on(steps.back(today, days_ago - 14), "11:00"):
        send_to_panel(
            by=area["manager"], case=case, sent_on=steps.back(today, days_ago - 14), recipients=PANEL
        )
    case.refresh_from_db()
    return case


def replied(
    area: Area, case: Case, *, on: date, reply: PanelReply, words: str, answer_by: date | None = None
) -> None:
    with clock.on(on, "10:30"):
        record_panel_reply(
            by=area["manager"], case=case, reply=reply, received_on=on, words=words, answer_by=answer_by
        )
    case.refresh_from_db()


def told(area: Area, case: Case, today: date) -> None:
    """The Panel and Ofsted were told of the decision; the Department was not yet."""
    for party, day in ((Party.PANEL, steps.back(today, 29)), (Party.OFSTED, steps.back(today, 28))):
        with clock.on(day, "15:20"):
            offered = wording_for(area.partnership, case, LetterMatter.REVIEW_DECISION, party)
            wording = Wording(
                offered.name, offered.address, offered.salutation.replace("[name]", "colleague"), offered.body,
                offered.closing.replace("[your name]", area["manager"].person.name),
            )  # fmt: skip
            letter = draft_letter(
                by=area["manager"],
                case=case,
                party=party,
                matter=LetterMatter.REVIEW_DECISION,
                wording=wording,
            )
            send_letter(by=area["manager"], letter=letter, on=day, means=Means.SECURE_EMAIL)


def asked(area: Area, case: Case, today: date) -> None:
    """The Panel asks for information about the case, and Ofsted something of the partnership."""
    replied(area, case, on=steps.back(today, 3), reply=PanelReply.REQUESTS_INFORMATION,
            words="Please tell us which services were open to the family on the weekend before, and who was told of "
            "the visit that was missed.", answer_by=add_working_days(today, 4))  # fmt: skip
    with clock.on(steps.back(today, 2), "09:40"):
        note_letter(
            by=area["manager"], case=None,
            noted=Noted(
                Way.IN, Party.OFSTED, LetterMatter.OTHER, steps.back(today, 2), Means.SECURE_EMAIL,
                "Ofsted thanks the partnership for its yearly report and asks when the next one is planned.",
                awaits=True, reply_by=add_working_days(today, 10),
            ),
        )  # fmt: skip


def panel_waits(area: Area, today: date) -> str:
    matter = matters.about(matters.sleeping(steps.back(today, 25)), "Tilly Penrose", "999 601 0001")
    case = to_panel(
        area, matter, days_ago=22, reference="CSPRP-20265", decision=reviews.nothing_more(steps.back(today, 12)),
        today=today,
    )  # fmt: skip
    return f"/cases/{case.reference}/"


def panel_differs(area: Area, today: date) -> str:
    matter = matters.about(matters.baby(steps.back(today, 39)), "Rafe Underhill", "999 601 0002")
    case = to_panel(
        area, matter, days_ago=36, reference="CSPRP-20114", decision=reviews.nothing_more(steps.back(today, 26)),
        today=today,
    )  # fmt: skip
    replied(area, case, on=steps.back(today, 4), reply=PanelReply.SUGGESTS_REVIEW,
            words="The Panel would like the partners to think again about a local review: why a second bruise did not "
            "reach the same person as the first is not yet answered.")  # fmt: skip
    with clock.on(steps.back(today, 1), "14:10"):
        reconsider(
            by=area["dsp_health"], case=case, outcome=RapidReviewOutcome.LOCAL_REVIEW,
            reason="I agree with the Panel: we answered what changed since, not why it happened.",
        )  # fmt: skip
    return f"/cases/{case.reference}/"


def practice_review(area: Area, today: date) -> str:
    matter = matters.about(matters.toddler(steps.back(today, 58)), "Bryony Lark", "999 601 0003")
    case = to_panel(
        area, matter, days_ago=55, reference="CSPRP-19987", decision=reviews.local_review(steps.back(today, 45)),
        today=today,
    )  # fmt: skip
    replied(area, case, on=steps.back(today, 30), reply=PanelReply.AGREES,
            words="The Panel agrees with the decision to carry out a local review and looks forward to it.")  # fmt: skip
    told(area, case, today)
    reports(area, case, today)
    asked(area, case, today)
    return f"/cases/{case.reference}/"


def learning_otherwise(area: Area, today: date) -> str:
    matter = matters.sleeping(steps.back(today, 63))
    case = to_panel(
        area, matter, days_ago=60, reference="CSPRP-19954", decision=reviews.other_learning(steps.back(today, 50)),
        today=today,
    )  # fmt: skip
    replied(area, case, on=steps.back(today, 33), reply=PanelReply.AGREES,
            words="The Panel agrees that a review would add little, and asks to see what the half-day changed.")  # fmt: skip
    return f"/cases/{case.reference}/"


def not_notified(area: Area, today: date) -> str:
    met = steps.back(today, 15)
    aware = steps.back(met, 2)
    matter = matters.about(matters.late_opinion(aware), "Jonty Beck", "999 601 0004")
    case = steps.referred(area, matter, on=aware, happened=aware, aware=aware)
    steps.to_consideration(area, case, on=aware, aware=aware)
    steps.considered(
        area, matter, case, on=met, review_on=today + timedelta(days=24),
        la=(steps.NOT, "As far as anybody can say today the harm is not serious."),
        health=(steps.NOT, "The wrist has healed. A second opinion on the older mark is due next month."),
        police=(steps.NOT, "Neglect is not ruled out; serious harm is, for now."),
        reason="The second limb is not met today. The partners look again when the radiologist has answered.",
    )  # fmt: skip
    with clock.on(met, "16:00"):
        decide_for_local_authority(
            by=area["decider"],
            case=case,
            notify=False,
            reason="The local authority agrees with the partners, and will look again with them.",
        )
    return f"/cases/{case.reference}/"


def notified_only(area: Area, today: date) -> str:
    happened = steps.back(today, 12)
    matter = matters.looked_after(happened)
    case = steps.referred(area, matter, on=steps.back(today, 11), happened=happened, aware=happened)
    steps.acknowledged(area, case, on=steps.back(today, 11))
    with clock.on(steps.back(today, 11), "12:00"):
        propose_route(
            by=area["manager"], case=case, route=Route.LOOKED_AFTER_DEATH,
            reason="She died of her illness. Nobody suspects abuse or neglect.",
        )  # fmt: skip
    with clock.on(steps.back(today, 9), "09:15"):
        settle_route(by=area["manager"], case=case)
    case.refresh_from_db()
    with clock.on(steps.back(today, 9), "10:00"):
        prepare_notification(by=area["notifier"], case=case, sheet=prefilled(case, with_names=True))
        notify_panel(
            by=area["notifier"], case=case, sent_at=reviews.this_moment(), panel_reference="CSPRP-20330",
            sender=area["notifier"].person.name,
        )  # fmt: skip
    return f"/cases/{case.reference}/"


def of_2019(area: Area, today: date) -> str:
    """Lived through in 2019, under the guidance of 2018 and with the agencies' names of that year."""
    day = [calendar.add_working_days(date(2019, 3, 4), n) for n in range(40)]
    matter = matters.in_2019(date(2019, 3, 1))
    case = steps.referred(area, matter, on=day[0], happened=date(2019, 3, 1), aware=day[0])
    steps.to_consideration(area, case, on=day[0], aware=day[0])
    steps.considered(area, matter, case, on=day[1])
    steps.notified(area, case, on=day[2], reference="CSPRP-00318")
    steps.made_safe(area, case, on=day[5])
    steps.answered(area, matter, case, on=day[8])
    steps.released(area, case, on=day[10])
    steps.met(area, case, on=day[11])
    steps.written(area, matter, case, on=day[12], criteria={})
    steps.decided(
        area, case, on=day[12],
        decision=Decided(
            outcome=RapidReviewOutcome.NO_FURTHER_ACTION, decided_on=day[12],
            reasons="She recovered fully. The two services have agreed one set of words about locked boxes.",
            why_no_more="The question is answered, and what had to change has changed.",
            where_learning_goes="A note to all drug services and nurseries.",
        ),
    )  # fmt: skip
    steps.certified(area, case, on=day[13])
    for who, at in (("dsp_la", "09:30"), ("dsp_health", "11:10"), ("dsp_police", "15:45")):
        steps.signed(area, case, who, on=day[14], at=at)
    with clock.on(day[15], "11:00"):
        send_to_panel(by=area["manager"], case=case, sent_on=day[15], recipients=PANEL)
    replied(
        area, case, on=day[28], reply=PanelReply.AGREES, words="The Panel agrees with the partners’ decision."
    )
    with clock.on(day[35], "15:00"):
        for partner in area.partners:
            state_nothing_to_learn(
                by=partner,
                case=case,
                nothing_more=True,
                words="What it showed is known, and is being worked on.",
            )
    steps.learned(area, case, on=day[35])
    with clock.on(day[36], "09:40"):
        close_case(
            by=area["dsp_health"],
            case=case,
            why=Closing.Why.NFA,
            code=Closing.Code.KNOWN,
            reason="The note has gone out, and both services use the same words now.",
        )
    return f"/cases/{case.reference}/"
