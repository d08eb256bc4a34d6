"""Stories of cases before the notification."""

from __future__ import annotations

from datetime import date, timedelta

from safeguarding.cases.actions.consideration import answer_what_is_known, ask_what_is_known, confirm_position
from safeguarding.cases.actions.emergency import open_in_emergency
from safeguarding.cases.actions.parallel import note_parallel_process
from safeguarding.cases.actions.route import propose_route
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.config.demo import clock, matters, steps
from safeguarding.config.demo.areas import Area
from safeguarding.statute.terms import ParallelKind, Partner, ReasonType, Route

PARTNERS = ("dsp_la", "dsp_health", "dsp_police")


def just_referred(area: Area, today: date) -> str:
    happened = today - timedelta(days=3)
    matter = matters.unborn(happened, today + timedelta(days=70))
    case = steps.referred(area, matter, on=today, happened=happened, aware=None, urgent=True)
    return f"/cases/{case.reference}/"


def route_waits(area: Area, today: date) -> str:
    happened = steps.back(today, 5)
    case = steps.referred(
        area, matters.worry(happened), on=steps.back(today, 1), happened=happened, aware=None,
        reason=ReasonType.OTHER_LEARNING,
    )  # fmt: skip
    steps.acknowledged(area, case, on=steps.back(today, 1))
    with clock.on(today, "09:10"):
        propose_route(
            by=area["manager"], case=case, route=Route.OTHER_LEARNING,
            reason="The child was not harmed. How orders reach schools is worth looking at with all schools.",
        )  # fmt: skip
    return f"/cases/{case.reference}/"


def meeting(area: Area, today: date) -> str:
    aware = steps.back(today, 2)
    matter = matters.scalded(aware)
    case = steps.referred(area, matter, on=aware, happened=aware, aware=aware)
    steps.to_consideration(area, case, on=aware, aware=aware)
    yesterday = steps.back(today, 1)
    with clock.on(yesterday, "15:00"):
        note_parallel_process(
            by=area["manager"], case=case, kind=ParallelKind.POLICE_INVESTIGATION, lead_body="Metropolitan Police Service",
            reached="The parents have been spoken to.", constraints="Please do not speak to the parents about the bath.",
        )  # fmt: skip
    consideration = steps.brought_together(area, matter, case, on=today, at="14:00", asked="08:30")
    with clock.on(today, "08:40"):
        enquiry = ask_what_is_known(
            by=area["manager"], consideration=consideration, agency=area.agencies["hospital"]
        )
        ask_what_is_known(by=area["manager"], consideration=consideration, agency=area.agencies["council"])
    with clock.on(today, "09:40"):
        answer_what_is_known(
            by=area["at_hospital"], enquiry=enquiry,
            involvement="On our burns ward. Known to our emergency department from one earlier visit.",
            harm_and_cause="Scalds to both legs; grafts next week. The pattern fits one account better than the other.",
            safety_and_processes="A nurse is with the family at all visits. The police have been to the ward.",
        )  # fmt: skip
    with clock.on(today, "10:10"):
        steps.typed(area, matter, consideration, {
            Partner.LA: (steps.NOTIFY, "Lasting harm, and the accounts do not fit together: neglect is suspected."),
            Partner.HEALTH: (steps.NOTIFY, "The scars will last. The waiting list is ours to think about."),
        })  # fmt: skip
    with clock.on(today, "10:20"):
        confirm_position(by=area["dsp_la"], consideration=consideration)
    return f"/cases/{case.reference}/"


def split(area: Area, today: date) -> str:
    aware = steps.back(today, 4)
    matter = matters.teenager(aware)
    case = steps.referred(area, matter, on=aware, happened=aware, aware=aware)
    steps.to_consideration(area, case, on=aware, aware=aware)
    steps.considered(
        area, matter, case, on=steps.back(today, 1),
        police=(steps.NOT, "The harm was done by strangers outside the home. We do not see abuse or neglect of the child "
                "in the sense of the Act, and a trial is coming."),
        reason="Two partners hold that exploitation is abuse and that both limbs are met. One sees it otherwise.",
    )  # fmt: skip
    return f"/cases/{case.reference}/"


def sealed(area: Area, today: date) -> str:
    """A case about somebody whom many here know: only those named on it can see that it exists."""
    aware = steps.back(today, 3)
    matter = matters.colleague(aware)
    case = steps.referred(
        area, matter, on=aware, happened=aware, aware=aware, by="notifier", confidential=True
    )
    with clock.on(aware, "10:30"):
        seal_case(
            by=area["manager"],
            case=case,
            named=[area[key].seat for key in ("chair", "notifier", "decider", *PARTNERS)],
            reason="A parent works for one of the agencies. Those who must decide are named; nobody else.",
        )
    case.refresh_from_db()
    with clock.on(steps.back(today, 1), "22:40"):
        open_in_emergency(
            by=area["scrutineer"],
            reference=case.reference,
            reason="The out-of-hours team asked whether a younger child at the same address is known to us.",
        )
    steps.to_consideration(area, case, on=aware, aware=aware)
    return f"/cases/{case.reference}/"
