"""The agencies' reports in the practice review of the demonstration: one released, one given, some to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from safeguarding.cases.models import Case
from safeguarding.config.demo import clock, steps
from safeguarding.config.demo.areas import Area, as_holder
from safeguarding.evidence.access import confirm_subject, subject
from safeguarding.evidence.actions import (
    ask_agencies,
    confirm_return,
    declare_author,
    give_return,
    open_request,
    release_returns,
    save_return,
)
from safeguarding.evidence.models import Request, Return
from safeguarding.evidence.questions import questions_for
from safeguarding.evidence.systems import usual
from safeguarding.people.acting import Acting

ASKED = ("council", "visiting", "school", "early", "hospital")

EPISODES = [
    {
        "when": "The child in need meeting in the winter",
        "happened": "Seven people agreed that health would weigh the child. No name and no day was written down.",
        "expected": "Each step of a plan has somebody who does it and a day.",
        "quality": "mixed",
        "why": "The meeting had half an hour for two children. The form has one box for all steps. Everybody knew and "
        "trusted everybody, and nobody wanted to seem to check on a colleague.",
        "factors": ["tools", "team", "inter_agency"],
        "effect": "She was not weighed for eleven months, while each of us believed that she had been.",
    },
    {
        "when": "The call from the school, six weeks before",
        "happened": "The school rang to say that her brother saved food for her. The message reached a worker on leave.",
        "expected": "A message about a child is read by somebody on the day.",
        "quality": "other",
        "why": "Calls to a named worker go to that worker’s own list. Covering is arranged by asking round.",
        "factors": ["tools", "management"],
        "effect": "What her brother did could have brought a visit that week.",
    },
]

COUNCIL: Mapping[str, Any] = {
    "involved": {
        "how": "over_time",
        "people": "Mother, both children and grandmother, for fourteen months: first as children in need, then under a "
        "protection plan for neglect.",
        "searched_by": "Names, dates of birth and three addresses",
    },
    "summary": "We held the plan. A social worker visited every two weeks, and after the second move every three. The work "
    "was about housing and debts, because that was what pressed every time.",
    "events": "Our chronology is from the case record. It leaves out telephone calls about housing.",
    "episodes": EPISODES,
    "in_the_way": "The plan said “health to weigh”. It did not say who in health, or by when. The same form is used "
    "in every plan we make.",
    "voice": {
        "daily_life": "She was carried rather than played with, and watched her brother. She was seen awake in four of "
        "nineteen visits.",
        "family": "We spoke with the mother each time. The grandmother was asked twice. The children’s fathers were not "
        "looked for.",
    },
    "identity": "Mixed White and Asian. Poverty shaped everything: three short lets, no table. We did not ask what the "
    "family’s background meant to them.",
    "sharing": "Four services met every six weeks. Each brought what it had done, and none what it had not.",
    "supervision": "Supervision took place monthly and went through tasks. There was little room to think about the child.",
    "went_well": "The worker kept the mother’s trust through two moves, and so was let in on the last day.",
    "steps": [
        {
            "what": "Every step of a plan names one person and a day; a plan without cannot be closed in the system.",
            "who": "Head of service",
            "when": "In use since last month",
            "shown": "Twenty plans are looked at each month",
        },
    ],
    "learning": {
        "own": "A plan is a promise that somebody keeps. Ours did not say who.",
        "together": "Who weighs a child when a family moves is not agreed between us and health.",
        "themes": ["child_daily_life_understood", "timely_information_sharing", "handover_and_transition"],
    },
    "processes": None,
    "people": {
        "event": "The social worker, the team manager, and the worker who covered.",
        "support": "Their manager has met each of them; the clinical group is open to them.",
    },
    "withheld": None,
}


def reports(area: Area, case: Case, today: date) -> None:
    """Asked for seventeen working days ago: the council has given its own, and health visiting writes."""
    with clock.on(steps.back(today, 17), "10:15"):
        asked = ask_agencies(
            by=area["manager"],
            case=case,
            agencies=[area.agencies[key] for key in ASKED],
            form=Request.Form.REPORT,
        )
    by_agency = {request.agency_id: request for request in asked.requests}
    council, visiting = (by_agency[area.agencies[key].pk] for key in ("council", "visiting"))
    with clock.on(steps.back(today, 8), "14:00"):
        who = _writer(council)
        _write(who, council, COUNCIL)
        give_return(
            by=who,
            request=council,
            systems_searched=list(usual(council.agency.kind))[:2],
            searched_on=steps.back(today, 9),
            senior_name="Adaeze Whitlock",
            senior_email="adaeze.whitlock@barnet.example",
        )
    with clock.on(steps.back(today, 7), "11:30"):
        senior = Return.objects.get(request=council).senior
        assert senior is not None  # noqa: S101 - she was named above
        confirm_return(by=as_holder(senior, confirm_subject(council)), request=council)
    with clock.on(steps.back(today, 4), "09:30"):
        release_returns(by=area["manager"], case=case, only=[council])
    with clock.on(steps.back(today, 1), "15:20"):
        who = _writer(visiting)
        open_request(by=who, request=visiting)
        begun = {"involved": {"how": "over_time", "people": "Mother and both children, since each was born.",
                              "searched_by": "Name, date of birth and NHS number"}}  # fmt: skip
        _write(who, visiting, begun)


def _writer(request: Request) -> Acting:
    assert request.contact is not None  # noqa: S101 - everybody in the demonstration has a contact
    return as_holder(request.contact, subject(request))


def _write(who: Acting, request: Request, answers: Mapping[str, Any]) -> None:
    declare_author(by=who, request=request, interest="organisational", words="We worked with the family.")
    for question in questions_for(request.form, request.agency.kind, answers):
        if question.key in answers:
            said = answers[question.key]
            save_return(
                by=who,
                request=request,
                question=question.key,
                text=said if isinstance(said, str) else "",
                said=None if isinstance(said, str) else said,
                nothing=said is None,
            )
