"""Each act of the record as a sentence. Learning, not blame: who did what, in which capacity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import (
    CriterionAnswer,
    DecisionKind,
    DocumentKind,
    FileKind,
    PanelReply,
    Partner,
    RapidReviewOutcome,
    Route,
    SignPosition,
    ThresholdPosition,
)

SHOWN = frozenset({"reason", "words", "ruling", "evidence"})
"""What of the content kept beside an event is shown in the history."""

WORDS: dict[str, str] = {
    "refer": "{by} referred the case.",
    "say_when_incident_occurred": "{by} said that the incident happened on {occurred}.",
    "say_when_local_authority_became_aware": "Taken as the day the local authority became aware: {occurred}.",
    "acknowledge_referral": "{by} acknowledged the referral.",
    "ask_to_look_again": "{by} asked the chair to look again.",
    "look_again": "{by} looked at the referral again.",
    "propose_route": "{by} proposed the route “{route}”.",
    "call_up_route": "{by} called up the proposed route “{route}”.",
    "settle_route": "The route was settled: {route}.",
    "confirm_awareness": "{by} confirmed that the local authority became aware on {to}.",
    "propose_correction": "{by} proposed to correct a date ({fact}) from {from} to {to}.",
    "confirm_correction": "{by} confirmed a corrected date ({fact}): {from} became {to}.",
    "refuse_correction": "{by} did not confirm a corrected date ({fact}).",
    "propose_restamp": "{by} proposed that the case goes on under the rules in force since {since}.",
    "confirm_restamp": "{by} confirmed that the case goes on under the rules in force since {since}.",
    "decline_restamp": "{by} declined that the case goes on under the rules in force since {since}.",
    "draft_formal_letter": "{by} drafted a formal letter.",
    "send_formal_letter": "{by} recorded that a formal letter was sent on {day}.",
    "drop_formal_letter": "{by} put aside a formal letter that was not sent.",
    "note_formal_letter_out": "{by} noted a formal letter sent on {day}.",
    "note_formal_letter_in": "{by} noted a formal letter that came on {day}.",
    "correct_formal_letter": "{by} corrected what was noted of a formal letter.",
    "set_reply_by": "{by} set the day for an answer to a formal letter: {reply_by}.",
    "no_reply_needed": "{by} said that a formal letter needs no answer.",
    "hand_over_answer": "{by} passed on who sees to the answer to a formal letter.",
    "take_letter_log": "{by} took away the list of formal letters.",
    "take_back_restamp": "{by} took back that the case goes on under the rules in force since {since}.",
    "convene_consideration": "{by} brought the three partners together.",
    "ask_what_is_known": "{by} asked an agency what it knows now.",
    "answer_what_is_known": "{by} said what the agency knows now.",
    "hand_over_enquiry": "{by} passed the questions to an agency on, because whoever had them leaves.",
    "write_consideration": "{by} kept the shared record of the consideration.",
    "type_position": "{by} typed the position “{position}” for {partner}.",
    "confirm_position": "{by} took the position “{position}” for {partner}.",
    "conclude_consideration": "The consideration was concluded: {outcome}.",
    "decide_for_local_authority": "{by} recorded the local authority’s own decision.",
    "prepare_notification": "{by} prepared the notification.",
    "notify_panel": "{by} recorded that the Panel was notified on {occurred}.",
    "invite_area": "{by} invited another area to contribute.",
    "note_stay": "{by} said in which setting a child was, and who places children there.",
    "note_area_answer": "{by} noted what another area answered.",
    "answer_for_area": "{by} answered for another area.",
    "propose_agreement": "{by} proposed what the areas agree: who leads, pays, publishes and acts.",
    "answer_agreement": "{by} answered what the areas agree.",
    "offer_transfer": "{by} offered the lead to another area.",
    "withdraw_transfer": "{by} took back the offer of the lead.",
    "answer_transfer": "{by} answered whether another area takes the lead.",
    "withdraw_notification": "{by} withdrew the notification.",
    "note_parallel_process": "{by} noted another process.",
    "grant_access": "{by} let somebody into the case.",
    "seal_case": "{by} sealed the case: it is open to the people named on it only.",
    "tell_limit_passed": "A limit had passed, and who comes next after its owner was told.",
    "take_looks": "{by} took away the list of who has looked.",
    "take_file": "{by} took away a file: {what}.",
    "end_access": "{by} ended somebody’s access to the case.",
    "declare_interest": "{by} declared an interest.",
    "rule_on_interest": "{by} ruled on an interest.",
    "note_interest": "{by} noted somebody else’s interest.",
    "rule_as_partner": "{by} ruled on an interest for {partner}.",
    "exclude_person": "{by} walled somebody off from the case.",
    "end_exclusion": "{by} let somebody back into the case.",
    "unseal_case": "{by} opened the case again to those who hold cases.",
    "name_stand_in": "{by} named somebody to decide for {partner} in this case.",
    "confirm_stand_in": "{by} confirmed who decides for {partner} in this case.",
    "end_stand_in": "{partner} has its own voice again, so whoever stood in for it stopped.",
    "open_in_emergency": "{by} opened the case in an emergency, for an hour.",
    "review_emergency": "{by} looked at an emergency opening afterwards.",
    "file_kept": "{by} kept a file with the case.",
    "document_drafted": "{by} made a draft document.",
    "template_failed": "The partnership’s template could not hold a paper, so the product’s own was taken.",
    "document_sealed": "{by} sealed a document.",
    "open_door": "{by} had a link sent.",
    "enter_door": "{by} came by the link and the code.",
    "lock_door": "A link was locked after too many wrong codes.",
    "shut_door": "A link that was sent no longer works.",
    "start_where_it_is": "{by} brought in the case as it stood.",
    "bring_in_fact": "Before this system: {fact}, on {occurred}.",
    "state_nothing_to_learn": "{by} said, for {partner}, whether there is more to learn.",
    "close_case": "{by} closed the case.",
    "reopen_case": "{by} opened the case again.",
    "confirm_entry": "{by} confirmed how the case was entered.",
    "seal_decision": "The record of a decision was sealed: {kind}.",
}
"""Sentences by act. Rooms add their own with `say`."""


TAKEN = frozenset({"take_file", "take_looks", "take_chronology", "take_letter_log"})
"""Acts by which something of a case leaves as a file."""


ASIDE = frozenset({"open_door", "enter_door", "shut_door", "seal_decision"}) | TAKEN
"""Acts that only go along with another one that is told, or change nothing in the case."""


ABOUT_RETURNS: set[str] = set()
"""Acts that tell which agency has answered: who did them is for those who see the returns board."""


def say(**more: str) -> None:
    """Add the sentences of a room's acts."""
    WORDS.update(more)


def say_of_returns(**more: str) -> None:
    """Add sentences of acts that tell which agency has answered."""
    say(**more)
    ABOUT_RETURNS.update(more)


def sentence(act: str, on: Mapping[str, str], *, by: str) -> str:
    """The act in words."""
    known = _Known({name: _plain(name, value) for name, value in on.items()}, by=by or "The system")
    words = WORDS.get(act, "{by}: " + act.replace("_", " ") + ".")
    said = words.format_map(known)
    return said[:1].upper() + said[1:]


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _plain(name: str, value: str) -> str:
    for terms, names in (
        (Route, {"route"}),
        (ThresholdPosition, {"position", "outcome"}),
        (RapidReviewOutcome, {"outcome", "decided"}),
        (SignPosition, {"position"}),
        (Partner, {"partner"}),
        (CriterionAnswer, {"answer"}),
        (PanelReply, {"reply"}),
        (Kind, {"fact"}),
        (DocumentKind, {"what"}),
        (FileKind, {"what"}),
        (DecisionKind, {"kind"}),
    ):
        if name in names and value in set(terms):
            return str(terms(value).label)
    try:
        day = date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        day = None
    return f"{day.day} {day:%B %Y}" if day else value
