"""Every address, who may open it, and which act each of its forms asks for.

Where the permission table of the law decides, a row names the act and the case, and nothing else:
`expected.py` works out who that is. An address without a row fails the test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from safeguarding.statute.permission import Act

Args = Mapping[str, Any]
ONE = ""  # the only form of a page


@dataclass(frozen=True)
class Row:
    """One address. Values of `args` that begin with “@” are looked up in the world."""

    name: str
    args: Args = field(default_factory=dict)
    rule: str = ""
    act: Act | None = None
    case: str = "main"
    posts: Mapping[str, Act] = field(default_factory=dict)
    seen: frozenset[int] = frozenset({200})


def case(name: str, act: Act = Act.SEE_CASE, /, on: str = "main", posts: Mapping[str, Act] | None = None,
         seen: int = 200, **args: Any) -> Row:  # fmt: skip
    """A page of a case."""
    return Row(name, {"ref": f"@case:{on}", **args}, "case", act, on, posts or {}, frozenset({seen}))


def agency(name: str, act: Act = Act.READ_OWN_RETURN, /, seen: int = 200, **args: Any) -> Row:
    """A page of the agency that was asked."""
    return Row(
        name,
        {"ref": "@request", **args},
        "agency",
        act,
        "main",
        {ONE: act},
        frozenset({seen}),
    )


def seat(name: str, act: Act, /, **args: Any) -> Row:
    """A page of the partnership, for those who may do this."""
    return Row(name, args, "seat", act, "", {ONE: act})


def group(
    name: str,
    act: Act = Act.SEE_GROUP_MEETING,
    /,
    posts: Mapping[str, Act] | None = None,
    seen: int = 200,
    **args: Any,
) -> Row:
    """A page of the group’s meetings."""
    return Row(name, args, "group", act, "", posts or {}, frozenset({seen}))


def anybody(name: str, /, *seen: int, **args: Any) -> Row:
    """A page for everybody, signed in or not."""
    return Row(name, args, "anybody", seen=frozenset(seen or {200}))


def signed_in(name: str, /, *seen: int, **args: Any) -> Row:
    """A page that shows each person only what is theirs."""
    return Row(name, args, "signed in", seen=frozenset(seen or {200}))


def own(name: str, /, *seen: int, **args: Any) -> Row:
    """A page about one's own way of signing in; it can be about nobody else's."""
    return Row(name, args, "own sign-in", seen=frozenset(seen or {200, 302, 403, 404}))


A = Act
POSITIONS = {
    "convene": A.CONVENE_CONSIDERATION, "ask": A.ASK_WHAT_IS_KNOWN, "shared": A.WRITE_CONSIDERATION,
    "type_line": A.WRITE_CONSIDERATION, "confirm": A.CONFIRM_POSITION, "own": A.CONFIRM_POSITION,
    "conclude": A.CONCLUDE_CONSIDERATION, "decide": A.DECIDE_FOR_LOCAL_AUTHORITY,
}  # fmt: skip
ROUTE = {
    "propose": A.PROPOSE_ROUTE, "call_up": A.CALL_UP_ROUTE, "settle": A.SETTLE_ROUTE,
    "acknowledge": A.ACKNOWLEDGE_REFERRAL,
}  # fmt: skip

HOUSE = [
    anybody("accessibility"), anybody("privacy"), anybody("help"),
    anybody("practice_reviews:published", slug="barnet"),
    anybody("practice_reviews:published_review", slug="barnet", page="@public"),
    anybody("practice_reviews:published_report", slug="barnet", page="@public"),
    anybody("style"), anybody("style_case"), anybody("style_work"),
    anybody("reports:theme", slug="barnet"), anybody("outbox"), anybody("demo"),
    anybody("demo_be", 405, seat="@seat"), anybody("draft", 405, form="referral"),
    anybody("door", 410, token="made-up"), anybody("door_code", 410, token="made-up"),
    anybody("invitation", 410, token="made-up"),
    anybody("cases:refer_start", slug="barnet"), anybody("cases:refer_knock", slug="barnet"),
    anybody("cases:refer_knocked", slug="barnet"), anybody("cases:what_is_known_sent"),
    anybody("evidence:thank_you"),
    anybody("account_login", 200, 302), anybody("mfa_authenticate", 302), anybody("account_inactive"),
    anybody("mfa_login_webauthn", 200, 302, 400), anybody("account_logout", 200, 302),
    anybody("account_reset_password", 200, 302), anybody("account_reset_password_done"),
    anybody("account_reset_password_from_key", 200, 302, uidb36="1", key="made-up"),
    anybody("account_reset_password_from_key_done"),
    anybody("totp_picture", 200, 404), own("account_reauthenticate"),
    own("mfa_reauthenticate"), own("mfa_reauthenticate_webauthn"),
    own("account_change_password"), own("mfa_index"), own("security"), own("mfa_activate_totp"),
    own("mfa_deactivate_totp"), own("mfa_view_recovery_codes"),
    own("mfa_generate_recovery_codes"), own("mfa_list_webauthn"), own("mfa_add_webauthn"),
    own("mfa_remove_webauthn", pk=1), own("mfa_edit_webauthn", pk=1), own("choose_seat"),
    signed_in("meetings:vice_chairs"),
    signed_in("reports:work"), signed_in("reports:ended"), signed_in("reports:find"),
    signed_in("reports:calendar"), anybody("reports:feed", 404, token="made-up"),
    signed_in("cases:reminders"),
    seat("people", A.SEE_PEOPLE), seat("give_seat", A.GIVE_SEAT),
    seat("correct_address", A.GIVE_SEAT, person="@mistyped"),
    seat("cases:leave", A.END_SEAT, seat="@seat"),
    seat("cases:hand_on", A.HAND_ON_WORK),
    seat("lost_second_step", A.RESET_SECOND_FACTOR),
    seat("confirm_reset", A.CONFIRM_RESET_SECOND_FACTOR, reset="@reset"),
    seat("name_deputy", A.DELEGATE),
    Row("delegation", rule="deputies"),
    Row("confirm_deputy", {"delegation": "@delegation"}, "principal"),
    Row("end_delegation", {"delegation": "@delegation"}, "ends delegation", A.END_DELEGATION),
    seat("cases:start_where_it_is", A.ENTER_CASE_WHERE_IT_IS),
]  # fmt: skip

GROUP = [
    seat("meetings:members", A.SEE_MEMBERS), seat("meetings:add_member", A.KEEP_MEMBERS),
    seat("meetings:member", A.SEE_MEMBERS, member="@member"),
    seat("meetings:move_seat", A.KEEP_MEMBERS, seat="@seat"),
    seat("agency_dates", A.SEE_PEOPLE, agency="@hospital"),
    group("meetings:group_meetings"),
    group("meetings:group_hold", A.HOLD_MEETING, posts={ONE: A.HOLD_MEETING}),
    group("meetings:group_meeting", posts={"roll": A.RECORD_ATTENDANCE, "attends": A.RECORD_ATTENDANCE,
                                           "vice": A.HOLD_MEETING, "agree": A.CONFIRM_VICE_CHAIR},
          pk="@group_meeting"),
    group("meetings:group_calendar_file", pk="@group_meeting"),
    group("meetings:group_minutes", posts={"make": A.RECORD_ATTENDANCE, "add": A.RECORD_ATTENDANCE,
                                           "type": A.RECORD_ATTENDANCE, "agree": A.CLOSE_MEETING},
          pk="@group_meeting"),
    group("meetings:group_decide", A.RECORD_ATTENDANCE, posts={ONE: A.RECORD_ATTENDANCE},
          pk="@group_meeting"),
    group("meetings:group_move", A.HOLD_MEETING, posts={ONE: A.HOLD_MEETING}, pk="@group_meeting"),
    group("meetings:group_close", A.CLOSE_MEETING, posts={ONE: A.CLOSE_MEETING}, pk="@group_meeting"),
    group("meetings:group_papers", posts={"choose": A.RECORD_ATTENDANCE}, pk="@group_meeting"),
    group("meetings:group_papers_copy", pk="@group_meeting", seen=302),
    group("meetings:group_paper", pk="@group_meeting", paper="@group_paper", form="pdf"),
    Row("meetings:confirm_member", {"attestation": "@attestation"}, "confirms by link", A.CONFIRM_MEMBER),
]  # fmt: skip

REFERRING = [
    Row("cases:refer", {"slug": "barnet"}, "refers", A.REFER),
    Row("cases:refer_check", {"slug": "barnet"}, "refers", A.REFER, seen=frozenset({302})),
    Row("cases:refer_sent", {"slug": "barnet"}, "refers", A.REFER),
    Row("cases:refer_part", {"slug": "barnet", "part": "incident"}, "refers", A.REFER),
    Row("cases:refer_group", {"slug": "barnet", "group": "children"}, "refers", A.REFER),
    Row("cases:refer_member", {"slug": "barnet", "group": "children", "number": 0}, "refers", A.REFER),
    Row("cases:refer_again", {"slug": "barnet", "referral": "@referral"}, "own referral"),
    Row("cases:what_is_known", {"enquiry": "@enquiry"}, "enquiry", A.ANSWER_WHAT_IS_KNOWN, "early"),
]

CASES = [
    case("cases:overview", posts={ONE: A.SHOW_NAME}),
    case("cases:overview", on="sealed"), case("cases:overview", on="devons"),
    case("cases:record", A.SEE_RECORD), case("cases:record", A.SEE_RECORD, on="sealed"),
    case("cases:record", A.SEE_RECORD, on="devons"), case("cases:rules"),
    case("cases:propose_restamp", A.RESTAMP_EDITION, on="noted", since="2026-03-19",
         posts={ONE: A.RESTAMP_EDITION}),
    case("cases:restamp", on="early", restamp="@restamp",
         posts={"yes": A.CONFIRM_RESTAMP, "no": A.CONFIRM_RESTAMP, "back": A.RESTAMP_EDITION}),
    case("cases:route", posts=ROUTE, on="early"), case("cases:route", on="devons"),
    case("cases:awareness", posts={ONE: A.CONFIRM_AWARENESS}),
    case("cases:consideration", posts=POSITIONS, on="early"),
    case("cases:notification", on="early",
         posts={"sheet": A.PREPARE_NOTIFICATION, "sent": A.NOTIFY_PANEL}),
    case("cases:notification", posts={"withdraw": A.WITHDRAW_NOTIFICATION}),
    case("cases:decisions"),
    case("cases:decision", reference="@decision"),
    case("cases:take_decision", A.DOWNLOAD_DOCUMENT, reference="@decision", form="pdf",
         posts={ONE: A.DOWNLOAD_DOCUMENT}),
    case("cases:take_decision", A.SHOW_NAME, reference="@decision", form="word-with-names",
         posts={ONE: A.SHOW_NAME}),
    case("cases:correct", on="early", fact="@fact", posts={ONE: A.CORRECT_FACT}),
    case("cases:answer_correction", on="early", correction="@correction", posts={ONE: A.CONFIRM_CORRECTION}),
    case("cases:closing", posts={"close": A.CLOSE_CASE, "state": A.CLOSE_CASE}),
    case("cases:documents", A.DOWNLOAD_DOCUMENT, posts={ONE: A.WRITE_CONSIDERATION}),
    case("cases:documents", A.DOWNLOAD_DOCUMENT, on="sealed"),
    case("cases:download_document", A.SEE_RETURNS_BOARD, reference="@paper", form="pdf",
         posts={ONE: A.DOWNLOAD_DOCUMENT}),
    case("cases:receipt", A.SHOW_NAME, posts={ONE: A.SHOW_NAME}),
    case("cases:access", posts={"give": A.GRANT_ACCESS, "declare": A.DECLARE_INTEREST,
                                "note": A.NOTE_INTEREST}),
    case("cases:seal", posts={ONE: A.SEAL_CASE}),
    case("cases:keep_apart", A.EXCLUDE_PERSON, posts={ONE: A.EXCLUDE_PERSON}),
    case("cases:let_back", A.END_EXCLUSION, exclusion="@exclusion", posts={ONE: A.END_EXCLUSION}),
    case("cases:name_stand_in", A.NAME_STAND_IN, partner="police", posts={ONE: A.NAME_STAND_IN}),
    case("cases:confirm_stand_in", A.CONFIRM_STAND_IN, named="@stand_in",
         posts={ONE: A.CONFIRM_STAND_IN}),
    seat("cases:emergency", A.BREAK_GLASS), seat("disagreements:statistics", A.SEE_DISAGREEMENTS),
    seat("reports:letters", A.SEE_LETTERS), Row("reports:outbox", rule="seat", act=A.SEE_LETTERS),
    Row("reports:letter", {"letter": "@letter"}, rule="seat", act=A.SEE_LETTERS,
        posts={"again": A.TRY_LETTER_AGAIN, "told": A.TRY_LETTER_AGAIN}),
    case("cases:looked", A.SEE_LOOKS, posts={ONE: A.SEE_LOOKS}),
    Row("cases:looked_by", {"person": "@person"}, rule="seat", act=A.SEE_LOOKS),
    Row("cases:rules_here", rule="signed in"),
    Row("cases:propose_rule", {"code": "notify_rule"}, rule="own rules", act=A.PROPOSE_RULE),
    seat("documents:templates", A.SEE_TEMPLATES),
    Row("documents:template", {"kind": "rr_report"}, rule="own rules", act=A.SEE_TEMPLATES),
    Row("documents:own_file", {"kind": "rr_report", "what": "word"}, rule="own rules", act=A.SEE_TEMPLATES),
    seat("documents:template_version", A.SEE_TEMPLATES, kind="rr_report", version="@template"),
    seat("documents:version_file", A.SEE_TEMPLATES, kind="rr_report", version="@template", what="word"),
    Row("cases:rule_change", {"change": "@rule_change"}, rule="seat", act=A.SEE_RULES),
    seat("cases:settings", A.SEE_SETTINGS), seat("cases:partnership_decisions", A.SEE_SETTINGS),
    seat("cases:correct_setting", A.KEEP_SETTING, setting="@setting"),
    case("cases:setting", posts={ONE: A.NOTE_STAY}),
    Row("cases:review_emergency", {"opening": "@opening"}, rule="reviews emergency",
        act=A.REVIEW_BREAK_GLASS),
    case("cases:end_access", grant="@grant", posts={ONE: A.END_ACCESS}),
    case("cases:rule", A.RULE_ON_INTEREST, interest="@interest", posts={ONE: A.RULE_ON_INTEREST}),
    case("cases:area", area="@area",
         posts={"agree": A.PROPOSE_AGREEMENT, "offer": A.TRANSFER_CASE, "answer": A.INVITE_AREA,
                "taken": A.TRANSFER_CASE, "back": A.TRANSFER_CASE}),
    Row("cases:shared", {"short": "@shared"}, rule="shared with our area", act=A.SEE_SHARED_VIEW),
    case("cases:areas", posts={"invite": A.INVITE_AREA, "answer": A.INVITE_AREA}),
    case("cases:parallel", posts={ONE: A.NOTE_PARALLEL_PROCESS}),
    case("cases:letters", A.READ_FORMAL_LETTERS, posts={ONE: A.READ_FORMAL_LETTERS}),
    case("cases:letters", A.READ_FORMAL_LETTERS, on="sealed"),
    case("cases:letters_begin", A.KEEP_FORMAL_LETTERS),
    case("cases:letters_write", A.KEEP_FORMAL_LETTERS, party="panel", matter="other",
         posts={ONE: A.KEEP_FORMAL_LETTERS}),
    case("cases:letters_note", A.KEEP_FORMAL_LETTERS, way="in", posts={ONE: A.KEEP_FORMAL_LETTERS}),
    case("cases:letters_one", A.READ_FORMAL_LETTERS, pk="@asked",
         posts={"move": A.KEEP_FORMAL_LETTERS, "need": A.KEEP_FORMAL_LETTERS}),
    case("cases:letters_one", A.READ_FORMAL_LETTERS, pk="@written",
         posts={"send": A.KEEP_FORMAL_LETTERS, "change": A.KEEP_FORMAL_LETTERS,
                "drop": A.KEEP_FORMAL_LETTERS}),
    case("cases:letters_correct", A.KEEP_FORMAL_LETTERS, pk="@asked", posts={ONE: A.KEEP_FORMAL_LETTERS}),
    case("cases:letters_file", A.READ_FORMAL_LETTERS, pk="@written", form="pdf",
         posts={ONE: A.READ_FORMAL_LETTERS}),
    seat("cases:panel", A.READ_FORMAL_LETTERS), seat("cases:panel_begin", A.KEEP_FORMAL_LETTERS),
    Row("cases:panel_write", {"party": "panel", "matter": "other"}, "own letters", A.KEEP_FORMAL_LETTERS),
    Row("cases:panel_note", {"way": "in"}, "own letters", A.KEEP_FORMAL_LETTERS),
    seat("cases:panel_one", A.READ_FORMAL_LETTERS, pk="@heard"),
    seat("cases:panel_correct", A.KEEP_FORMAL_LETTERS, pk="@heard"),
    seat("cases:panel_file", A.READ_FORMAL_LETTERS, pk="@told", form="word"),
    case("cases:confirm_entry", on="entered", posts={ONE: A.CONFIRM_ENTRY}),
]  # fmt: skip

AROUND = [
    case("disagreements:disagreement", on="early"), case("disagreements:disagreement"),
    case("disagreements:open", A.OPEN_DISAGREEMENT, posts={ONE: A.OPEN_DISAGREEMENT}),
    case("disagreements:one", on="early", number="@disagreement",
         posts={"record": A.RECORD_LEVEL, "advise": A.ADVISE_ON_DISAGREEMENT, "end": A.RESOLVE_DISAGREEMENT}),
    Row("disagreements:agencies", rule="agencies disagree", act=A.SEE_AGENCY_DISAGREEMENT),
    Row("disagreements:raise", rule="agencies disagree", act=A.RAISE_AGENCY_DISAGREEMENT),
    Row("disagreements:between", {"short": "@agencies_differ"}, rule="these agencies disagree",
        act=A.SEE_AGENCY_DISAGREEMENT),
    case("improvements:safety"),
    case("improvements:log", A.LOG_SAFETY_STEP, posts={ONE: A.LOG_SAFETY_STEP}),
    case("improvements:complete", A.COMPLETE_SAFETY_STEP, step="@step", posts={ONE: A.COMPLETE_SAFETY_STEP}),
    case("improvements:note", A.NOTE_EARLY_LEARNING, posts={ONE: A.NOTE_EARLY_LEARNING}),
    case("meetings:meetings"),
    case("meetings:hold", A.HOLD_MEETING, posts={ONE: A.HOLD_MEETING}),
    case("meetings:meeting", pk="@meeting",
         posts={"attends": A.RECORD_ATTENDANCE, "vice": A.RECORD_ATTENDANCE, "agree": A.CONFIRM_VICE_CHAIR}),
    case("meetings:calendar_file", pk="@meeting"),
    case("meetings:minutes", A.SEE_RETURNS_BOARD, pk="@meeting",
         posts={"make": A.RECORD_ATTENDANCE, "add": A.RECORD_ATTENDANCE, "type": A.RECORD_ATTENDANCE,
                "agree": A.CLOSE_MEETING}),
    case("meetings:papers", A.SEE_RETURNS_BOARD, pk="@meeting", posts={"choose": A.RECORD_ATTENDANCE}),
    case("meetings:papers_copy", A.SEE_RETURNS_BOARD, pk="@meeting", seen=302,
         posts={ONE: A.SEE_RETURNS_BOARD}),
    case("meetings:decide", A.RECORD_ATTENDANCE, pk="@meeting", posts={ONE: A.RECORD_ATTENDANCE}),
    case("meetings:move", A.HOLD_MEETING, pk="@meeting", posts={ONE: A.HOLD_MEETING}),
    case("meetings:close", A.CLOSE_MEETING, pk="@meeting", posts={ONE: A.CLOSE_MEETING}),
    case("practice_reviews:monitoring", A.READ_MONITORING, posts={ONE: A.MONITOR_REVIEW}),
    case("practice_reviews:publication", A.SEE_PUBLICATION,
         posts={"final": A.PREPARE_PUBLICATION, "answers": A.PREPARE_PUBLICATION,
                "copies": A.PREPARE_PUBLICATION, "publish": A.PREPARE_PUBLICATION,
                "read": A.READ_BEFORE_RELEASE, "intend": A.DECIDE_PUBLICATION,
                "agree": A.DECIDE_PUBLICATION, "down": A.DECIDE_PUBLICATION,
                "deposit": A.PREPARE_PUBLICATION}),
    case("practice_reviews:final_report", A.SEE_PUBLICATION),
    case("practice_reviews:final_file", A.SEE_PUBLICATION, posts={ONE: A.SEE_PUBLICATION}),
    case("practice_reviews:practice_review", posts={ONE: A.DECIDE_PRACTICE_REVIEW}),
    case("practice_reviews:reviewers_of_case", A.SEE_COMMISSIONING, on="reviewed",
         posts={ONE: A.COMMISSION_REVIEWER}),
    case("practice_reviews:candidate", A.SEE_COMMISSIONING, on="reviewed", number="@candidate",
         posts={"suited": A.COMMISSION_REVIEWER, "worked": A.COMMISSION_REVIEWER,
                "declared": A.COMMISSION_REVIEWER, "contract": A.COMMISSION_REVIEWER,
                "rule-relationship": A.RULE_ON_REVIEWER, "position": A.APPOINT_REVIEWER}),
    case("practice_reviews:drafts", A.SEE_REVIEW_DRAFTS, posts={ONE: A.WRITE_REVIEW_DRAFT}),
    case("practice_reviews:compare_drafts", A.SEE_REVIEW_DRAFTS),
    case("practice_reviews:draft", A.SEE_REVIEW_DRAFTS, number="@review_draft"),
    case("practice_reviews:draft_file", A.SEE_REVIEW_DRAFTS, number="@review_draft",
         posts={ONE: A.SEE_REVIEW_DRAFTS}),
    case("practice_reviews:facts", A.SEE_REVIEW_DRAFTS,
         posts=dict.fromkeys(("ask", "again", "close"), A.CHECK_REVIEW_FACTS)),
    case("practice_reviews:fact_point", A.CHECK_REVIEW_FACTS, point="@fact_point",
         posts={ONE: A.CHECK_REVIEW_FACTS}),
    case("practice_reviews:recommendations", A.SEE_REVIEW_DRAFTS, posts={ONE: A.WRITE_RECOMMENDATION}),
    case("practice_reviews:acceptance", A.SEE_REVIEW_DRAFTS,
         posts={"panel": A.RECOMMEND_REPORT, "take": A.ACCEPT_REPORT}),
    Row("practice_reviews:fact_check", {"short": "@facts"}, "facts by link", A.ANSWER_FACT_CHECK, "main"),
    case("practice_reviews:lines", A.SEE_LINES_OF_ENQUIRY),
    case("practice_reviews:add_line", A.WRITE_LINES_OF_ENQUIRY, posts={ONE: A.WRITE_LINES_OF_ENQUIRY}),
    case("practice_reviews:line", A.WRITE_LINES_OF_ENQUIRY, number="@line_of_enquiry",
         posts={"change": A.WRITE_LINES_OF_ENQUIRY, "withdraw": A.WRITE_LINES_OF_ENQUIRY}),
    case("learning:learning"),
    case("learning:direct", A.GIVE_DIRECTION, posts={ONE: A.GIVE_DIRECTION}),
    case("learning:plan", A.DECIDE_LEARNING_ROUTE, on="noted", posts={ONE: A.DECIDE_LEARNING_ROUTE}),
    case("learning:agree", A.DECIDE_LEARNING_ROUTE, on="noted", number="@plan",
         posts={ONE: A.DECIDE_LEARNING_ROUTE}),
    case("learning:rule", A.GIVE_DIRECTION, number="@direction_number", posts={ONE: A.GIVE_DIRECTION}),
    Row("learning:direction", {"short": "@direction"}, "direction", A.ANSWER_DIRECTION),
    Row("learning:thanks", {"short": "@direction"}, "direction", A.ANSWER_DIRECTION),
]  # fmt: skip

LEARNING = [
    Row("improvements:register", rule="register"),
    seat("improvements:sources", A.SEE_ACTIONS), Row("improvements:source", {"short": "@source"}, "action"),
    seat("improvements:recommend", A.WRITE_RECOMMENDATION, short="@source"),
    seat("improvements:plan", A.WRITE_ACTION, short="@source"),
    Row("improvements:action", {"short": "@action"}, "action by link"),
    Row("improvements:evidence_file", {"short": "@action", "evidence": "@evidence"}, "action by link"),
    seat("improvements:bring_in", A.IMPORT_ACTIONS),
    seat("improvements:bring_in_reviews", A.IMPORT_ACTIONS),
    seat("improvements:match", A.IMPORT_ACTIONS, short="@batch"),
    seat("improvements:check", A.IMPORT_ACTIONS, short="@batch"),
    seat("learning:rounds", A.SEE_ACTIONS), seat("learning:ask_round", A.ASK_ASSURANCE),
    seat("learning:round", A.SEE_ACTIONS, number="@round"),
    Row("learning:assurance_report", {"short": "@report"}, "report by link"),
    seat("practice_reviews:reviewers", A.SEE_REVIEWERS),
    seat("practice_reviews:add_reviewer", A.KEEP_REVIEWERS),
    seat("practice_reviews:reviewer", A.SEE_REVIEWERS, reviewer="@reviewer"),
    seat("practice_reviews:complaints", A.SEE_REVIEWER_COMPLAINTS),
    seat("practice_reviews:complaint", A.SEE_REVIEWER_COMPLAINTS, complaint="@complaint"),
    seat("learning:publications", A.SEE_ACTIONS),
    seat("learning:publication", A.SEE_ACTIONS, short="@publication"),
    case("learning:report", A.REPORT_LEARNING, on="early", number="@route",
         posts={ONE: A.REPORT_LEARNING}),
    seat("reports:group", A.SEE_ACTIONS), Row("reports:owes", {"agency": "@hospital"}, "action"),
]  # fmt: skip

RETURNS = [
    agency("evidence:start"), agency("evidence:who_writes", A.WRITE_RETURN),
    agency("evidence:pass_on", A.PASS_ON_RETURN), agency("evidence:more_time", A.ASK_FOR_TIME),
    agency("evidence:no_record", A.NIL_RETURN), agency("evidence:question", A.WRITE_RETURN, key="knew"),
    agency("evidence:check", A.WRITE_RETURN), agency("evidence:returned", seen=302),
    agency("evidence:confirm", A.CONFIRM_RETURN),
    agency("evidence:offline", A.WRITE_RETURN), agency("evidence:offline_form", A.WRITE_RETURN),
    agency("evidence:chronologies", A.GIVE_CHRONOLOGY),
    agency("evidence:check_chronology", A.GIVE_CHRONOLOGY, short="@chronology"),
    agency("evidence:original", A.GIVE_CHRONOLOGY, short="@chronology"),
    agency("evidence:cover", A.NAME_COVER), agency("evidence:refuse", A.REFUSE_RETURN),
    agency("evidence:letter"),
    agency("evidence:letter_file", form="pdf"),
    case("evidence:formal", A.ISSUE_FORMAL_REQUEST, short="@request", posts={ONE: A.ISSUE_FORMAL_REQUEST}),
    seat("evidence:sector", A.SEE_SECTOR), seat("evidence:rang", A.SEE_SECTOR, short="@sector_request"),
    case("evidence:board", A.SEE_RETURNS_BOARD),
    case("evidence:ask", A.ASK_AGENCIES, posts={ONE: A.ASK_AGENCIES}),
    case("evidence:ask_for_reports", A.ASK_AGENCIES, posts={ONE: A.ASK_AGENCIES}),
    case("evidence:release", A.RELEASE_RETURNS, posts={ONE: A.RELEASE_RETURNS}),
    case("evidence:read", A.READ_RELEASED_RETURNS), case("evidence:read_reports", A.READ_RELEASED_RETURNS),
    case("evidence:one", A.SEE_RETURNS_BOARD, short="@request",
         posts={"ring": A.NOTE_TELEPHONE, "hold": A.HOLD_CHASERS, "refusal": A.REFUSE_RETURN,
                "answers": A.REFUSE_RETURN, "cover": A.NAME_COVER, "pass_on": A.CONFIRM_PASS_ON,
                "remind": A.ASK_AGENCIES,
                "send": A.ASK_AGENCIES, "explain": A.EXPLAIN_MISSING_RETURN}),
]  # fmt: skip

CHRONOLOGY = [
    case("chronology:composite", A.READ_CHRONOLOGY),
    case("chronology:composite", A.READ_CHRONOLOGY, on="sealed"),
    case("chronology:composite", A.READ_CHRONOLOGY, on="devons"),
    case("chronology:event", A.READ_CHRONOLOGY, pk="@event",
         posts={"remark": A.WORK_ON_CHRONOLOGY, "episode": A.WORK_ON_CHRONOLOGY,
                "earlier": A.WORK_ON_CHRONOLOGY, "later": A.WORK_ON_CHRONOLOGY}),
    case("chronology:told_twice", A.WORK_ON_CHRONOLOGY, posts={ONE: A.WORK_ON_CHRONOLOGY}),
    case("chronology:papers", A.READ_CHRONOLOGY,
         posts={"file": A.BRING_IN_CHRONOLOGY, "type": A.BRING_IN_CHRONOLOGY}),
    case("chronology:check", A.BRING_IN_CHRONOLOGY, short="@brought_in",
         posts={"finish": A.BRING_IN_CHRONOLOGY, "mark": A.BRING_IN_CHRONOLOGY,
                "withdraw": A.BRING_IN_CHRONOLOGY}),
    Row("chronology:original", {"ref": "@case:main", "short": "@chronology"}, "original",
        A.READ_CHRONOLOGY, "main"),
    case("chronology:names", A.WORK_ON_CHRONOLOGY, posts={ONE: A.WORK_ON_CHRONOLOGY}),
    case("chronology:take", A.TAKE_CHRONOLOGY, posts={ONE: A.TAKE_CHRONOLOGY}),
    Row("chronology:taken_file", {"ref": "@case:main", "pk": "@taken"}, "own file",
        A.TAKE_CHRONOLOGY, "main"),
]  # fmt: skip

REVIEW = [
    case("rapid_reviews:workspace"), case("rapid_reviews:workspace", on="sealed"),
    case("rapid_reviews:begin", posts={ONE: A.PROPOSE_ROUTE}), case("rapid_reviews:brief"),
    case("rapid_reviews:aim", A.ANSWER_AIM, code="facts", posts={ONE: A.ANSWER_AIM}),
    case("rapid_reviews:criteria"),
    case("rapid_reviews:criterion", A.ANSWER_CRITERION, code="R11A", posts={ONE: A.ANSWER_CRITERION}),
    case("rapid_reviews:national", A.GIVE_NATIONAL_VIEW, posts={ONE: A.GIVE_NATIONAL_VIEW}),
    case("rapid_reviews:outcome", posts={ONE: A.DECIDE_OUTCOME}),
    case("rapid_reviews:report", posts={"make": A.WRITE_REPORT, "comment": A.COMMENT_ON_REPORT}),
    case("rapid_reviews:preview"),
    case("rapid_reviews:section", A.WRITE_REPORT, code="incident", posts={ONE: A.WRITE_REPORT}),
    case("rapid_reviews:comment", A.WRITE_REPORT, comment="@comment", posts={ONE: A.WRITE_REPORT}),
    case("rapid_reviews:comments", A.SEE_RETURNS_BOARD,
         posts={"nothing": A.COMMENT_ON_REPORT, "word": A.COMMENT_ON_REPORT, "say": A.COMMENT_ON_REPORT,
                "close": A.ASK_FOR_COMMENTS, "late": A.ASK_FOR_COMMENTS, "take": A.WRITE_REPORT}),
    case("rapid_reviews:ask_comments", A.ASK_FOR_COMMENTS, posts={ONE: A.ASK_FOR_COMMENTS}),
    case("rapid_reviews:comments_draft", A.SEE_RETURNS_BOARD),
    case("rapid_reviews:comments_file", A.SEE_RETURNS_BOARD, contribution="@given_back"),
    case("rapid_reviews:suggestion", A.WRITE_REPORT, suggestion="@suggestion", posts={ONE: A.WRITE_REPORT}),
    case("rapid_reviews:certify", A.CERTIFY_REPORT, posts={ONE: A.CERTIFY_REPORT}),
    case("rapid_reviews:sign_off", posts={ONE: A.SIGN_OFF}),
    case("rapid_reviews:send_link", A.RECORD_EVIDENCED_SIGNATURE, posts={ONE: A.RECORD_EVIDENCED_SIGNATURE}),
    case("rapid_reviews:evidenced", A.RECORD_EVIDENCED_SIGNATURE, posts={ONE: A.RECORD_EVIDENCED_SIGNATURE}),
    case("rapid_reviews:confirm_evidenced", A.CONFIRM_EVIDENCED_SIGNATURE, signature="@evidenced",
         posts={ONE: A.CONFIRM_EVIDENCED_SIGNATURE}),
    case("rapid_reviews:signature_evidence", A.CONFIRM_EVIDENCED_SIGNATURE, signature="@evidenced",
         posts={ONE: A.CONFIRM_EVIDENCED_SIGNATURE}),
    Row("rapid_reviews:not_mine", {"ref": "@case:main", "signature": "@own_signature"}, "own signature"),
    Row("rapid_reviews:sign_by_link", {"ref": "@case:main", "partner": "health"}, "signs by link",
        A.SIGN_BY_LINK),
    Row("rapid_reviews:signed_by_link", {"ref": "@case:main", "partner": "health"}, "anybody"),
    case("rapid_reviews:panel"),
    case("rapid_reviews:late", A.TELL_PANEL_LATE, posts={ONE: A.TELL_PANEL_LATE}),
    case("rapid_reviews:without", A.AUTHORISE_INCOMPLETE, posts={ONE: A.AUTHORISE_INCOMPLETE}),
    case("rapid_reviews:send", A.SEND_TO_PANEL, posts={ONE: A.SEND_TO_PANEL}),
    case("rapid_reviews:reply", A.RECORD_PANEL_REPLY, posts={ONE: A.RECORD_PANEL_REPLY}),
    case("rapid_reviews:again", A.RECONSIDER, posts={ONE: A.RECONSIDER}),
]  # fmt: skip

ROOMS = {
    "house": HOUSE, "group": GROUP, "referring": REFERRING, "cases": CASES, "around": AROUND,
    "returns": RETURNS, "chronology": CHRONOLOGY, "review": REVIEW, "learning": LEARNING,
}  # fmt: skip
ROWS = [row for rows in ROOMS.values() for row in rows]
