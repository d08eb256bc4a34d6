"""What waits for somebody in this room, in a fixed number of queries however many cases there are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.urls import reverse

from safeguarding.cases.access import DEPUTIES
from safeguarding.cases.models import (
    Case,
    Consideration,
    Correction,
    Deadline,
    Enquiry,
    Entry,
    Fact,
    Position,
    RouteProposal,
)
from safeguarding.cases.queries.areas_work import areas_work
from safeguarding.cases.queries.restamp import restamps_work
from safeguarding.cases.queries.visible import past_the_seal, visible_to
from safeguarding.cases.queries.walls_work import walls_work
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.people.queries import delegation_in_force
from safeguarding.record.models import Event
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Partner, Role, Route, ThresholdPosition


class _Cases:
    """The open cases somebody sees, with the facts, deadlines and papers that say whose turn it is."""

    def __init__(self, by: Acting) -> None:
        self.by = by
        self.cases = {
            case.pk: case for case in visible_to(by).filter(closed=False).select_related("referral")
        }
        self.facts: dict[int, dict[str, Fact]] = defaultdict(dict)
        for fact in Fact.objects.filter(case__in=self.cases, current=True):
            self.facts[fact.case_id][fact.kind] = fact
        self.due: dict[int, dict[str, date]] = defaultdict(dict)
        for line in Deadline.objects.filter(case__in=self.cases, met_on__isnull=True):
            self.due[line.case_id].setdefault(line.kind, line.due_on)
        self.considerations: dict[int, Consideration] = {
            c.case_id: c for c in Consideration.objects.filter(case__in=self.cases).order_by("round")
        }
        self.positions: dict[int, dict[str, Position]] = defaultdict(dict)
        for position in Position.objects.filter(consideration__in=self.considerations.values(), current=True):
            self.positions[position.consideration_id][position.partner] = position
        self.proposals: dict[int, RouteProposal] = {
            p.case_id: p
            for p in RouteProposal.objects.filter(
                case__in=self.cases, settled_on__isnull=True, called_up_on__isnull=True
            )
        }

    def may(self, act: Act) -> bool:
        """Whether the role can ever do the act; the act itself asks again, with the case in hand."""
        return self.by.role in roles_for(act)

    def item(
        self,
        case: Case,
        title: str,
        why: str,
        page: str,
        button: str,
        *,
        due: date | None = None,
        waiting_for: str = "",
    ) -> WorkItem:
        return WorkItem(
            title=title,
            case=case,
            why=why,
            due=due,
            href=reverse(page, args=[case.reference]),
            button=button,
            waiting_for=waiting_for,
        )


def work(by: Acting) -> list[WorkItem]:
    """Referrals, routes, considerations, decisions and notifications that wait for this person, or for
    others.
    """
    seen = _Cases(by)
    found: list[WorkItem] = []
    for case in seen.cases.values():
        found += _route(seen, case)
        found += _awareness(seen, case)
        found += _threshold(seen, case)
        found += _notification(seen, case)
    return [
        *found,
        *_asked_again(seen),
        *_entries(seen),
        *_corrections(seen),
        *restamps_work(seen.cases, by),
        *walls_work(seen.cases, by),
        *_enquiries(by),
        *areas_work(seen.cases, by),
    ]


def _route(seen: _Cases, case: Case) -> list[WorkItem]:
    found = []
    due = seen.due[case.pk]
    referral = getattr(case, "referral", None)
    if referral and not referral.acknowledged_on and seen.may(Act.ACKNOWLEDGE_REFERRAL):
        found.append(
            seen.item(
                case,
                "Acknowledge the referral",
                f"{case.pseudonym}. The referrer waits to hear from you.",
                "cases:route",
                "Acknowledge",
                due=due.get("acknowledge_referral"),
            )
        )
    if Kind.ROUTE_SETTLED.value in seen.facts[case.pk]:
        return found
    proposal = seen.proposals.get(case.pk)
    if proposal is None and seen.may(Act.PROPOSE_ROUTE):
        found.append(
            seen.item(
                case,
                "Propose a route",
                f"{case.pseudonym}. A new referral.",
                "cases:route",
                "Propose a route",
                due=due.get("settle_route"),
            )
        )
    elif proposal and seen.may(Act.CALL_UP_ROUTE):
        found.append(
            seen.item(
                case,
                "A route has been proposed",
                f"{case.pseudonym}: {Route(proposal.route).label}. You can call it up.",
                "cases:route",
                "Read the proposal",
                due=proposal.stands_on,
            )
        )
    elif proposal and seen.may(Act.SETTLE_ROUTE):
        passed = proposal.stands_on < seen.by.today
        found.append(
            seen.item(
                case,
                "Let the route stand" if passed else "Route proposed",
                f"{case.pseudonym}: {Route(proposal.route).label}.",
                "cases:route",
                "Settle the route" if passed else "See it",
                due=proposal.stands_on,
                waiting_for="" if passed else "the three partners",
            )
        )
    return found


def _awareness(seen: _Cases, case: Case) -> list[WorkItem]:
    aware = seen.facts[case.pk].get(Kind.LA_AWARE.value)
    if aware is None or aware.detail.get("basis") == "confirmed" or not seen.may(Act.CONFIRM_AWARENESS):
        return []
    return [
        seen.item(
            case,
            "Confirm when the local authority became aware",
            f"{case.pseudonym}. The five working days to notify run from that day.",
            "cases:awareness",
            "Confirm the date",
            due=seen.due[case.pk].get("notify_panel"),
        )
    ]


def _threshold(seen: _Cases, case: Case) -> list[WorkItem]:
    facts, due = seen.facts[case.pk], seen.due[case.pk]
    route = facts.get(Kind.ROUTE_SETTLED.value)
    if route is None or route.detail.get("route") != Route.SERIOUS_INCIDENT:
        return []
    found: list[WorkItem] = []
    current = seen.considerations.get(case.pk)
    open_now = current if current and not current.concluded_at else None
    if current is None and Kind.NOTIFIED.value not in facts and seen.may(Act.CONVENE_CONSIDERATION):
        found.append(
            seen.item(
                case,
                "Bring the partners together",
                f"{case.pseudonym}. They consider the threshold.",
                "cases:consideration",
                "Choose a time",
                due=due.get("hold_consideration"),
            )
        )
    if open_now:
        lines = seen.positions[open_now.pk]
        waiting = [p for p in Partner if p.value not in lines or not lines[p.value].confirmed_at]
        partner = seen.by.role.partner
        if partner in waiting and seen.may(Act.CONFIRM_POSITION):
            typed = partner is not None and partner.value in lines
            found.append(
                seen.item(
                    case,
                    "Confirm your position" if typed else "Give your position",
                    f"{case.pseudonym}. You act for {partner.label.lower() if partner else ''}. "
                    "Should the Panel be notified?",
                    "cases:consideration",
                    "Open",
                    due=due.get("notify_panel"),
                )
            )
        elif waiting and seen.may(Act.CONCLUDE_CONSIDERATION):
            found.append(
                seen.item(
                    case,
                    "Positions on the threshold",
                    case.pseudonym,
                    "cases:consideration",
                    "Open",
                    due=due.get("notify_panel"),
                    waiting_for=" and ".join(p.label for p in waiting),
                )
            )
        elif not waiting and seen.may(Act.CONCLUDE_CONSIDERATION):
            found.append(
                seen.item(
                    case,
                    "Conclude the consideration",
                    f"{case.pseudonym}. All three have answered.",
                    "cases:consideration",
                    "Conclude",
                    due=due.get("notify_panel"),
                )
            )
    if (
        current
        and current.concluded_at
        and current.outcome == ThresholdPosition.DO_NOT_NOTIFY
        and current.review_on
        and current.review_on <= seen.by.today
        and seen.may(Act.CONVENE_CONSIDERATION)
    ):
        found.append(
            seen.item(
                case,
                "Look again at “considered, not notified”",
                case.pseudonym,
                "cases:consideration",
                "Look again",
                due=current.review_on,
            )
        )
    if (
        Kind.LA_DECIDED.value not in facts
        and Kind.NOTIFIED.value not in facts
        and seen.may(Act.DECIDE_FOR_LOCAL_AUTHORITY)
    ):
        found.append(
            seen.item(
                case,
                "Decide for the local authority",
                f"{case.pseudonym}. The duty to notify is the local authority’s own.",
                "cases:consideration",
                "Decide",
                due=due.get("notify_panel"),
            )
        )
    return found


def _notification(seen: _Cases, case: Case) -> list[WorkItem]:
    facts = seen.facts[case.pk]
    route = facts.get(Kind.ROUTE_SETTLED.value)
    decided = facts.get(Kind.LA_DECIDED.value)
    wanted = (decided is not None and decided.detail.get("notify") == "yes") or (
        route is not None and route.detail.get("route") in {Route.LOOKED_AFTER_DEATH, Route.CARE_LEAVER_DEATH}
    )
    if Kind.NOTIFIED.value in facts:
        return _other_areas(seen, case)
    if not wanted:
        return []
    if seen.may(Act.NOTIFY_PANEL):
        return [
            seen.item(
                case,
                "Notify the Panel",
                f"{case.pseudonym}. Prepare it, send it, and record it as sent.",
                "cases:notification",
                "Prepare the notification",
                due=seen.due[case.pk].get("notify_panel"),
            )
        ]
    if seen.by.role == Role.PARTNERSHIP_MANAGER:
        return [
            seen.item(
                case,
                "Notification to the Panel",
                case.pseudonym,
                "cases:notification",
                "See it",
                due=seen.due[case.pk].get("notify_panel"),
                waiting_for="the local authority’s notifier",
            )
        ]
    return []


def _other_areas(seen: _Cases, case: Case) -> list[WorkItem]:
    """Another area is concerned and has not been invited yet."""
    facts = seen.facts[case.pk]
    concerned = facts[Kind.NOTIFIED.value].detail.get("other_areas") == "yes"
    done = {Kind.AREA_INVITED.value, Kind.NOTIFICATION_WITHDRAWN.value, Kind.SENT_TO_PANEL.value} & set(facts)
    if not concerned or done or not seen.may(Act.INVITE_AREA):
        return []
    return [
        seen.item(
            case,
            "Invite the other area to contribute",
            f"{case.pseudonym}. The case concerns more than this area.",
            "cases:areas",
            "Invite them",
            due=seen.due[case.pk].get("consult_other_areas"),
        )
    ]


def _asked_again(seen: _Cases) -> list[WorkItem]:
    """Referrals that their referrer asks the chair to look at again."""
    if not seen.may(Act.LOOK_AGAIN):
        return []
    asked = [
        case for case in seen.cases.values() if hasattr(case, "referral") and case.referral.looked_at_again
    ]
    answered = set(
        Event.objects.filter(stream__in=[case.stream_id for case in asked], act="look_again").values_list(
            "stream_id", flat=True
        )
    )
    return [
        seen.item(
            case,
            "Look at a referral again",
            f"{case.pseudonym}. The referrer asks you to.",
            "cases:route",
            "Look again",
        )
        for case in asked
        if case.stream_id not in answered
    ]


def _entries(seen: _Cases) -> list[WorkItem]:
    if not seen.may(Act.CONFIRM_ENTRY):
        return []
    waiting = Entry.objects.filter(case__in=seen.cases, confirmed_at__isnull=True).select_related(
        "entered_by"
    )
    return [
        seen.item(
            seen.cases[entry.case_id],
            "Confirm a case that was brought in",
            f"{seen.cases[entry.case_id].pseudonym}. Nothing follows from its dates until you do.",
            "cases:confirm_entry",
            "Read and confirm",
        )
        for entry in waiting
        if entry.entered_by.person_id != seen.by.person.pk
    ]


def _corrections(seen: _Cases) -> list[WorkItem]:
    if not seen.may(Act.CONFIRM_CORRECTION):
        return []
    waiting = Correction.objects.filter(fact__case__in=seen.cases, settled_at__isnull=True).select_related(
        "fact", "proposed_by"
    )
    return [
        WorkItem(
            title="Confirm a corrected date",
            case=seen.cases[c.fact.case_id],
            why=f"{seen.cases[c.fact.case_id].pseudonym}. {Kind(c.fact.kind).label}:"
            " a second person has to agree.",
            due=None,
            href=reverse("cases:answer_correction", args=[seen.cases[c.fact.case_id].reference, c.pk]),
            button="Answer",
        )
        for c in waiting
        if c.proposed_by.person_id != seen.by.person.pk
    ]


def enquiries(by: Acting) -> list[Enquiry]:
    """What this person's agency is asked at a consideration and has not answered yet."""
    if by.seat.agency_id is None or by.role not in roles_for(Act.ANSWER_WHAT_IS_KNOWN):
        return []
    if by.role in DEPUTIES and not delegation_in_force(by.seat, None, by.today):
        return []
    return list(
        Enquiry.objects.filter(
            past_the_seal(by, "consideration__case"),
            agency=by.seat.agency_id,
            answered_at__isnull=True,
            consideration__concluded_at__isnull=True,
        )
        .exclude(consideration__case__exclusions__in=by.person.exclusions.filter(ended_at__isnull=True))
        .select_related("consideration__case")
    )


def _enquiries(by: Acting) -> list[WorkItem]:
    return [
        WorkItem(
            title="Say what you know now",
            case=enquiry.consideration.case,
            why="Three short questions, due in a day.",
            due=enquiry.due_on,
            href=reverse("cases:what_is_known", args=[enquiry.pk]),
            button="Answer",
        )
        for enquiry in enquiries(by)
    ]
