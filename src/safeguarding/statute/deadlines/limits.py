"""The limits, as data: from which fact, how long, what ends them, and on whose authority."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from safeguarding.statute import routes
from safeguarding.statute.deadlines.line import Due, Unit
from safeguarding.statute.editions import Editions, Force
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.profiles import Profile
from safeguarding.statute.terms import Notification, PanelReply, Role, Route


@dataclass(frozen=True)
class Case:
    """The facts of one case, in the order of their dates, and the questions that limits ask of them."""

    facts: Sequence[Fact]
    editions: Editions
    profile: Profile

    def of(self, kind: Kind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind]

    def has(self, *kinds: Kind) -> bool:
        return any(self.of(kind) for kind in kinds)

    def says(self, kind: Kind, key: str, *values: str) -> bool:
        """Whether a fact of that kind carries one of the values in its detail."""
        return any(fact.detail.get(key) in values for fact in self.of(kind))


Start = Callable[[Case, Fact], bool]
Gone = Callable[[Case], bool]


@dataclass(frozen=True)
class Limit:
    """One limit. `when` says from which facts it starts, `gone` when its purpose has gone without its being
    met.

    `amount` is the number of units, or the name of a number in the editions or the day plan.
    """

    kind: Due
    start: Kind
    amount: int | str
    unit: Unit
    ends: tuple[Kind, ...]
    force: Force
    cite: str
    owner: Role
    title: str
    when: Start = field(default=lambda case, fact: True)
    gone: Gone = field(default=lambda case: False)
    backward: bool = False
    recurs: bool = False

    def units(self, editions: Editions, profile: Profile) -> int:
        """How many units."""
        if isinstance(self.amount, int):
            return self.amount
        if self.kind.startswith("plan_"):
            return int(getattr(profile.day_plan, self.amount))
        return editions.limit(self.amount)

    def cited(self, editions: Editions, profile: Profile) -> str:
        """Where it comes from, with the names of the editions that the case keeps."""
        return self.cite.format(
            working_together=editions.working_together.chapter,
            panel_guidance=editions.panel_guidance.name,
            profile=profile.cite,
        )


def starts_rapid_review(case: Case, fact: Fact) -> bool:
    """Only the notification of a serious incident starts the rapid review; the death of a looked-after child
    or of a care leaver, notified on the same system, does not."""
    kind = fact.detail.get("notification") or Notification.SERIOUS_INCIDENT
    return kind == Notification.SERIOUS_INCIDENT and not case.has(Kind.NOTIFICATION_WITHDRAWN)


def need_not_notify(case: Case) -> bool:
    """The local authority has decided not to notify, or the case's route leads to no notification."""
    return case.says(Kind.LA_DECIDED, "notify", "no") or case.says(
        Kind.ROUTE_SETTLED, "route", *routes.LOCAL_ROUTES, Route.OTHER_AREA_LEADS, Route.NOT_FOR_PARTNERSHIP
    )


def need_not_consider(case: Case) -> bool:
    """Already notified or decided, or on a route other than consideration."""
    return (
        case.has(Kind.NOTIFIED)
        or case.has(Kind.LA_DECIDED)
        or any(
            fact.detail.get("route", "") not in ("", Route.SERIOUS_INCIDENT)
            for fact in case.of(Kind.ROUTE_SETTLED)
        )
    )


def other_areas(case: Case, fact: Fact) -> bool:
    return fact.detail.get("other_areas") == "yes"


def panel_differs(case: Case, fact: Fact) -> bool:
    reply = fact.detail.get("reply")
    return reply is None or PanelReply(reply).differs


def of_practice_review(case: Case, fact: Fact) -> bool:
    return fact.detail.get("of") != "rapid_review"


def by_one_agency(case: Case, fact: Fact) -> bool:
    return fact.detail.get("route", "single_agency_review") == "single_agency_review"


def local_basis(case: Case, fact: Fact) -> bool:
    return not case.has(Kind.NOTIFIED) or case.has(Kind.NOTIFICATION_WITHDRAWN)


def no_reviewer_left(case: Case) -> bool:
    return case.has(Kind.REPORT_ACCEPTED)


WD = Unit.WORKING_DAYS
SENT = Kind.SENT_TO_PANEL
MANAGER, NOTIFIER = Role.PARTNERSHIP_MANAGER, Role.LA_NOTIFIER
TARGET = "The partnership’s own target"

LIMITS: tuple[Limit, ...] = (
    Limit(
        Due.ACKNOWLEDGE_REFERRAL, Kind.REFERRED, 1, WD, (Kind.ROUTE_SETTLED,), Force.INTERNAL, TARGET,
        MANAGER, "Acknowledge the referral",
    ),
    Limit(
        Due.SETTLE_ROUTE, Kind.REFERRED, 2, WD, (Kind.ROUTE_SETTLED, Kind.CONSIDERED, Kind.NOTIFIED),
        Force.INTERNAL, TARGET, MANAGER, "Settle the route",
    ),
    Limit(
        Due.HOLD_CONSIDERATION, Kind.LA_AWARE, 3, WD, (Kind.CONSIDERED,), Force.INTERNAL, TARGET, MANAGER,
        "Bring the three partners together", gone=need_not_consider,
    ),
    Limit(
        Due.NOTIFY_PANEL, Kind.LA_AWARE, "notify_panel", WD, (Kind.NOTIFIED,), Force.STATUTORY_GUIDANCE,
        "Children Act 2004 s.16C; {working_together}", NOTIFIER, "Notify the Panel", gone=need_not_notify,
    ),
    Limit(
        Due.TELL_PARTNERS, Kind.LA_AWARE, "tell_partners", WD, (Kind.NOTIFIED,), Force.STATUTORY_GUIDANCE,
        "{working_together}", NOTIFIER, "Tell the other partners", gone=need_not_notify,
    ),
    Limit(
        Due.COPY_NOTIFICATION, Kind.NOTIFIED, 0, Unit.CALENDAR_DAYS,
        (Kind.AGENCIES_ASKED, Kind.SENT_TO_PANEL), Force.LOCAL, "{profile}", NOTIFIER,
        "Copy the notification to the partnership’s office",
    ),
    Limit(
        Due.CONSULT_OTHER_AREAS, Kind.NOTIFIED, 2, WD, (Kind.AREA_INVITED, Kind.SENT_TO_PANEL),
        Force.INTERNAL, TARGET, MANAGER, "Consult the other areas concerned", when=other_areas,
    ),
    Limit(
        Due.PLAN_REQUESTS_OUT, Kind.NOTIFIED, "requests_out", WD, (Kind.AGENCIES_ASKED, SENT),
        Force.INTERNAL, TARGET, MANAGER, "Send the requests to the agencies", when=starts_rapid_review,
    ),
    Limit(
        Due.PLAN_PROGRESS_CHECK, Kind.NOTIFIED, "progress_check", WD, (Kind.MET, SENT), Force.INTERNAL,
        TARGET, MANAGER, "Check how the returns are coming", when=starts_rapid_review,
    ),
    Limit(
        Due.PLAN_RETURNS_DUE, Kind.NOTIFIED, "returns_due", WD, (Kind.MET, SENT), Force.INTERNAL, TARGET,
        Role.AGENCY_LEAD, "Returns from the agencies", when=starts_rapid_review,
    ),
    Limit(
        Due.PLAN_MEETING, Kind.NOTIFIED, "meeting", WD, (Kind.MET, SENT), Force.INTERNAL, TARGET,
        Role.LTRG_CHAIR, "Hold the rapid review meeting", when=starts_rapid_review,
    ),
    Limit(
        Due.PLAN_DRAFT, Kind.NOTIFIED, "draft", WD, (Kind.DRAFT_ISSUED, Kind.SIGNED_OFF, SENT),
        Force.INTERNAL, TARGET, MANAGER, "Draft the report", when=starts_rapid_review,
    ),
    Limit(
        Due.PLAN_SIGN_OFF, Kind.NOTIFIED, "sign_off", WD, (Kind.SIGNED_OFF,), Force.INTERNAL, TARGET,
        MANAGER, "Sign-off by the three partners, as planned", when=starts_rapid_review,
    ),
    Limit(
        Due.SIGN_OFF, Kind.NOTIFIED, "rapid_review", WD, (Kind.SIGNED_OFF,), Force.LOCAL, "{profile}",
        MANAGER, "Sign-off by all three partners, at the latest", when=starts_rapid_review,
    ),
    Limit(
        Due.SIGN_OFF, Kind.OUTCOME_DECIDED, 5, WD, (Kind.SIGNED_OFF,), Force.INTERNAL, TARGET, MANAGER,
        "Sign-off by all three partners", when=local_basis,
    ),
    Limit(
        Due.RAPID_REVIEW_TO_PANEL, Kind.NOTIFIED, "rapid_review", WD, (Kind.SENT_TO_PANEL,),
        Force.NATIONAL_GUIDANCE, "{panel_guidance}; {working_together}", MANAGER,
        "Send the rapid review to the Panel", when=starts_rapid_review,
    ),
    Limit(
        Due.PANEL_REPLY_EXPECTED, Kind.SENT_TO_PANEL, "panel_reply", WD, (Kind.PANEL_REPLIED,),
        Force.INTERNAL, "What other partnerships have published (Kent); not a limit for the Panel", MANAGER,
        "The Panel’s reply is expected",
    ),
    Limit(
        Due.RECONSIDER, Kind.PANEL_REPLIED, 10, WD, (Kind.RECONSIDERED,), Force.INTERNAL,
        "SI 2018/789 reg 11(d); the time is the partnership’s own target", MANAGER, "Partners decide again",
        when=panel_differs,
    ),
    Limit(
        Due.TELL_PANEL_DECISION, Kind.PRACTICE_REVIEW_DECIDED, 5, WD, (Kind.REVIEWER_APPOINTED,),
        Force.INTERNAL, "{working_together}; the time is the partnership’s own target", MANAGER,
        "Tell the Panel of the decision",
    ),
    Limit(
        Due.APPOINT_REVIEWER, Kind.PRACTICE_REVIEW_DECIDED, 30, WD, (Kind.REVIEWER_APPOINTED,),
        Force.INTERNAL, "SI 2018/789 reg 12; the time is the partnership’s own target", MANAGER,
        "Appoint the reviewer",
    ),
    Limit(
        Due.SIGN_TERMS, Kind.PRACTICE_REVIEW_DECIDED, 40, WD, (Kind.TERMS_SIGNED,), Force.INTERNAL, TARGET,
        MANAGER, "Sign the terms of reference",
    ),
    Limit(
        Due.MONITORING_POINT, Kind.REVIEWER_APPOINTED, 4, Unit.WEEKS, (Kind.MONITORED,), Force.INTERNAL,
        "SI 2018/789 reg 14; the interval is the partnership’s own", MANAGER, "Look at time and quality",
        gone=no_reviewer_left, recurs=True,
    ),
    Limit(
        Due.MONITORING_POINT, Kind.MONITORED, 4, Unit.WEEKS, (Kind.MONITORED,), Force.INTERNAL,
        "SI 2018/789 reg 14; the interval is the partnership’s own", MANAGER, "Look at time and quality",
        gone=no_reviewer_left, recurs=True,
    ),
    Limit(
        Due.FACT_CHECK, Kind.DRAFT_ISSUED, 10, WD, (Kind.REPORT_ACCEPTED,), Force.INTERNAL, TARGET,
        Role.AGENCY_LEAD, "Check the draft’s facts", when=of_practice_review,
    ),
    Limit(
        Due.PUBLISH_PRACTICE_REVIEW, Kind.PRACTICE_REVIEW_DECIDED, "publish", Unit.MONTHS,
        (Kind.PUBLISHED, Kind.PUBLICATION_DECLINED), Force.STATUTORY_GUIDANCE, "{working_together}", MANAGER,
        "Complete and publish the practice review",
    ),
    Limit(
        Due.ADVANCE_COPIES, Kind.PUBLICATION, "advance_copies", WD, (Kind.ADVANCE_COPIES_SENT,), Force.LAW,
        "SI 2018/789 Part 3; {working_together}", MANAGER, "Copies to the Panel and the Secretary of State",
        backward=True,
    ),
    Limit(
        Due.KEEP_PUBLIC_UNTIL, Kind.PUBLISHED, "keep_public", Unit.YEARS, (), Force.LAW,
        "SI 2018/789 Part 3; {working_together}", Role.COMMUNICATIONS_LEAD, "Keep the report public",
    ),
    Limit(
        Due.SINGLE_AGENCY_REPORT, Kind.LEARNING_ROUTE_DECIDED, 12, Unit.WEEKS,
        (Kind.LEARNING_REPORTED, Kind.REPORT_ACCEPTED),
        Force.INTERNAL, TARGET, Role.AGENCY_LEAD, "Report of the single-agency review", when=by_one_agency,
    ),
)  # fmt: skip
