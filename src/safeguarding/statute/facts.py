"""Facts: the dated things that happen to a case, from which all else about it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The name of a fact."""

    INCIDENT_OCCURRED = "incident_occurred"
    REFERRED = "referred"
    LA_AWARE = "la_aware"
    ROUTE_SETTLED = "route_settled"
    CONSIDERED = "considered"
    LA_DECIDED = "la_decided"
    NOTIFIED = "notified"
    NOTIFICATION_WITHDRAWN = "notification_withdrawn"
    AREA_INVITED = "area_invited"
    AGENCIES_ASKED = "agencies_asked"
    RETURNED = "returned"
    MET = "met"
    OUTCOME_DECIDED = "outcome_decided"
    SIGNED_OFF = "signed_off"
    SENT_TO_PANEL = "sent_to_panel"
    PANEL_REPLIED = "panel_replied"
    RECONSIDERED = "reconsidered"
    PRACTICE_REVIEW_DECIDED = "practice_review_decided"
    REPORTS_ASKED = "reports_asked"
    REPORTED = "reported"
    REVIEWER_APPOINTED = "reviewer_appointed"
    REVIEWER_REMOVED = "reviewer_removed"
    TERMS_SIGNED = "terms_signed"
    MONITORED = "monitored"
    DRAFT_ISSUED = "draft_issued"
    REPORT_ACCEPTED = "report_accepted"
    PUBLICATION = "publication"
    ADVANCE_COPIES_SENT = "advance_copies_sent"
    PUBLISHED = "published"
    PUBLICATION_DECLINED = "publication_declined"
    PUBLICATION_DELAYED = "publication_delayed"
    LEARNING_ROUTE_DECIDED = "learning_route_decided"
    LEARNING_REPORTED = "learning_reported"
    CLOSED = "closed"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Mapping[Kind, str] = {
    Kind.INCIDENT_OCCURRED: "The incident happened",
    Kind.REFERRED: "The case was referred",
    Kind.LA_AWARE: "The local authority became aware",
    Kind.ROUTE_SETTLED: "The route was settled",
    Kind.CONSIDERED: "The three partners considered the threshold",
    Kind.LA_DECIDED: "The local authority decided whether to notify",
    Kind.NOTIFIED: "The Panel was notified",
    Kind.NOTIFICATION_WITHDRAWN: "The notification was withdrawn",
    Kind.AREA_INVITED: "Another area was invited to contribute",
    Kind.AGENCIES_ASKED: "The agencies were asked",
    Kind.RETURNED: "An agency answered",
    Kind.MET: "The meeting was held",
    Kind.OUTCOME_DECIDED: "The group decided the outcome",
    Kind.SIGNED_OFF: "A partner signed off",
    Kind.SENT_TO_PANEL: "The rapid review was sent to the Panel",
    Kind.PANEL_REPLIED: "The Panel replied",
    Kind.RECONSIDERED: "The partners decided again",
    Kind.PRACTICE_REVIEW_DECIDED: "A local practice review was decided",
    Kind.REPORTS_ASKED: "The agencies were asked for their reports",
    Kind.REPORTED: "An agency gave its report",
    Kind.REVIEWER_APPOINTED: "A reviewer was appointed",
    Kind.REVIEWER_REMOVED: "A reviewer was removed",
    Kind.TERMS_SIGNED: "The terms of reference were signed",
    Kind.MONITORED: "Time and quality were looked at",
    Kind.DRAFT_ISSUED: "A draft was sent for checking",
    Kind.REPORT_ACCEPTED: "The report was accepted",
    Kind.PUBLICATION: "Publication is planned",
    Kind.ADVANCE_COPIES_SENT: "Advance copies were sent",
    Kind.PUBLISHED: "The report was published",
    Kind.PUBLICATION_DECLINED: "The partners decided not to publish the report",
    Kind.PUBLICATION_DELAYED: "Publication was put back",
    Kind.LEARNING_ROUTE_DECIDED: "Another way of learning was decided",
    Kind.LEARNING_REPORTED: "What came of another way of learning was reported",
    Kind.CLOSED: "The case was closed",
    Kind.REOPENED: "The case was opened again",
    Kind.TRANSFERRED: "Another area took the lead",
}


RETURNS_END = (Kind.SENT_TO_PANEL, Kind.NOTIFICATION_WITHDRAWN)
"""After either of these a short return is no longer taken: the rapid review has gone, or there is none."""
REPORTS_END = (Kind.REPORT_ACCEPTED, Kind.PUBLISHED, Kind.PUBLICATION_DECLINED)
"""After any of these an agency’s report is no longer taken: the practice review’s own report stands."""


@dataclass(frozen=True)
class Fact:
    """Something that happened on a date. Facts that have been corrected are not handed to this library.

    What `detail` may hold, by kind (every value is text, every key may be absent):
    any that may stand several times at once: `key` (an agency, a partner, a round, a reviewer);
    referred: `acknowledged` (date); route_settled: `route` (a Route);
    considered: `outcome` (a ThresholdPosition, or "split"); la_decided: `notify` ("yes" or "no");
    notified: `notification` (a Notification), `other_areas` ("yes"), `copied` (date);
    agencies_asked: `due` (date), `agencies` (keys with commas between); reports_asked: `due` (date);
    outcome_decided and reconsidered: `outcome` (a RapidReviewOutcome);
    signed_off: `position` (a SignPosition); panel_replied: `reply` (a PanelReply);
    draft_issued: `of` ("rapid_review"); practice_review_decided: `panel_told` (date);
    reviewer_appointed: `place` (a Role); reviewer_removed: `replace` ("yes" or "no");
    learning_route_decided: `route` (an AlternativeRoute); learning_reported: `concern` ("none", "together" or
    "harm"); closed: `why` ("learning" or "nfa").
    """

    kind: Kind
    occurred: date
    at: datetime | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
