"""The world that the table is tried in: cases with one of everything, and everybody who might ask for it.

How each person stands to each case is written down here by hand, not asked of the code that is under test.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.areas import invite_area
from safeguarding.cases.actions.consideration import ask_what_is_known
from safeguarding.cases.actions.correction import correct_fact
from safeguarding.cases.actions.entry import Reached, enter_case_where_it_is
from safeguarding.cases.actions.formal_letters import Noted, draft_letter, note_letter
from safeguarding.cases.actions.interests import declare_interest, exclude_person
from safeguarding.cases.actions.restamp import propose_restamp
from safeguarding.cases.actions.rules import propose_rule
from safeguarding.cases.actions.settings import keep_setting, note_stay
from safeguarding.cases.letter_words import Wording
from safeguarding.cases.matters import group_matters_of
from safeguarding.cases.models import Case, EmergencyOpening, Grant, Interest, Notification, StandIn
from safeguarding.chronology.actions import release_papers, take_chronology
from safeguarding.chronology.writing_out import make
from safeguarding.correspondence.models import Letter
from safeguarding.disagreements.actions import open_disagreement, raise_between_agencies
from safeguarding.documents import queries as documents
from safeguarding.documents.actions import keep_upload
from safeguarding.documents.actions.templates import Fit, judge_upload, propose_template
from safeguarding.documents.models import Document, File
from safeguarding.evidence.access import subject
from safeguarding.evidence.models import FormalRequest, Refusal, Request
from safeguarding.improvements.actions import Plan, add_evidence, begin_batch, note_source, plan_action
from safeguarding.improvements.models import Action, Evidence
from safeguarding.learning.actions import (
    agree_learning_route,
    answer_direction,
    ask_assurance,
    decide_learning_route,
    give_direction,
    note_publication,
)
from safeguarding.learning.models import LearningRoute
from safeguarding.meetings.actions import (
    add_member,
    ask_to_confirm,
    hold_group_meeting,
    hold_meeting,
    make_agenda,
    name_vice_chair,
)
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import papers_of
from safeguarding.people.acting import Acting
from safeguarding.people.actions import delegate, propose_second_step_reset
from safeguarding.people.models import Person, Seat
from safeguarding.practice_reviews.actions import (
    note_complaint,
    propose_appointment,
    record_declaration,
)
from safeguarding.practice_reviews.models import (
    AskedAgency,
    Draft,
    FactCheck,
    FactPoint,
    FinalReport,
    LineOfEnquiry,
    PublicPage,
    ReportPosition,
    ReportRecommended,
)
from safeguarding.rapid_reviews.actions.comments import ask_for_comments, give_back_draft
from safeguarding.rapid_reviews.actions.report import draft_report
from safeguarding.rapid_reviews.actions.signing import record_evidenced_signature, sign_off
from safeguarding.rapid_reviews.actions.writing import comment_on_report
from safeguarding.rapid_reviews.papers.came_back import CameBack, read_back
from safeguarding.record.models import DecisionRecord
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Means, Party, Way
from safeguarding.statute.permission import Relation
from safeguarding.statute.settings import Held, Regulator, SettingKind
from safeguarding.statute.terms import (
    DecisionKind,
    DocumentKind,
    EvidenceKind,
    LearningSource,
    Level,
    Partner,
    SignPosition,
    Theme,
)
from tests.cases.builders import answers, convened, notified_case, referred_case, routed_case, today
from tests.chronology.builders import brought_in, checked
from tests.documents.templates import good
from tests.documents.word import Word
from tests.people.cast import Cast, make_cast, signed_in
from tests.practice_reviews.builders import decided_case, ready
from tests.rapid_reviews.builders import certified_case

SIGNED_OUT, PASSWORD_ONLY = "signed_out", "password_only"
R = Relation


@dataclass
class World:
    """Everything that a row of the table may name."""

    cast: Cast
    people: dict[str, Acting]
    cases: dict[str, Case]
    ids: dict[str, Any] = field(default_factory=dict)

    def relations(self, name: str, case: str) -> frozenset[Relation]:
        """How somebody stands to a case."""
        who, found = self.people[name], set()
        leads = self.cast.devon if case == "devons" else self.cast.barnet
        if who.seat.partnership_id == leads.pk:
            found.add(R.OWN_PARTNERSHIP)
        if name == "deputy_health":
            found.add(R.DELEGATION_IN_FORCE)
        if (name, case) in {("member", "main"), ("chair", "sealed")}:
            found |= {R.GRANTED, R.SEALED_CASE_NAMED}
        if case == "sealed":
            found.add(R.SEALED)
        if name in {"excluded", "walled_partner"} and case != "devons":
            found.add(R.EXCLUDED)
        return frozenset(found)

    def browser(self, name: str) -> Client:
        """A browser in which this person has come as far as they can."""
        if name == SIGNED_OUT:
            return Client(raise_request_exception=False)
        if name == PASSWORD_ONLY:
            client = Client(raise_request_exception=False)
            client.force_login(
                self.cast.governance.person, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            return client
        return signed_in(self.people[name], Client(raise_request_exception=False))


def make_world() -> World:
    """Barnet's cases at every turn, one sealed, and one of Devon's."""
    cast = make_cast()
    cases = {
        "main": certified_case(cast),
        "early": routed_case(cast, what_happened="A child of four was left alone."),
        "noted": notified_case(cast, what_happened="A girl of nine did not wake."),
        "sealed": referred_case(cast, what_happened="A boy was hurt at a staff member’s home."),
        "devons": _devons(cast),
        "reviewed": decided_case(cast),
    }
    ids: dict[str, Any] = {"referral": cases["main"].referral.pk}
    main, early, noted = cases["main"], cases["early"], cases["noted"]
    grant = grant_access(by=cast.manager, case=main, seat=cast.member.seat, reason="Named doctor.")
    ended = grant_access(by=cast.manager, case=main, seat=cast.reviewer.seat, reason="Last year’s review.")
    Grant.objects.filter(pk=ended.pk).update(
        since=today() - timedelta(days=9), until=today() - timedelta(days=1)
    )
    grant_access(by=cast.manager, case=cases["sealed"], seat=cast.chair.seat, reason="Named.")
    Case.objects.filter(pk=cases["sealed"].pk).update(sealed=True)
    interest = declare_interest(
        by=cast.member, case=main, kind=Interest.Kind.ORGANISATIONAL, words="Our ward."
    )
    hospital = Request.objects.filter(case=main, agency=cast.hospital).get()
    ids["sector_request"] = Request.objects.get(case=noted, agency=cast.gp).short
    ids |= {"grant": grant.pk, "interest": interest.pk, "request": hospital.short}
    ids["enquiry"] = ask_what_is_known(
        by=cast.manager, consideration=convened(cast, early), agency=cast.hospital
    ).pk
    aware = early.facts.get(kind=Kind.LA_AWARE.value, current=True)
    ids["fact"] = aware.pk
    ids["correction"] = correct_fact(
        by=cast.support, case=early, fact=aware, occurred=today(), reason="A slip of the pen."
    ).pk
    ids["disagreement"] = open_disagreement(
        by=cast.manager, case=early, kind=DecisionKind.THRESHOLD_POSITION, about="Whether to notify.",
        positions={Partner.LA: "Yes", Partner.HEALTH: "No"},
    ).number  # fmt: skip
    ids["agencies_differ"] = raise_between_agencies(
        by=cast.member, raised_by=cast.hospital, other=cast.gp, about="Whether to ring first.",
        position="We ring first.", for_safety=False,
    ).short  # fmt: skip
    ids["entry"] = enter_case_where_it_is(
        by=cast.support, answers=answers(what_happened="A boy of three fell."),
        reached=Reached(referred=today() - timedelta(days=2), la_aware=today() - timedelta(days=2),
                        evidence="Minutes."),
    ).case.reference  # fmt: skip
    cases["entered"] = Case.objects.get(reference=ids["entry"])
    for case in cases.values():
        if case.partnership_id == cast.barnet.pk:
            for who in (cast.excluded, cast.lsp_police):
                exclude_person(by=cast.chair, case=case, person=who.person, reason="A neighbour.")
    ids["exclusion"] = main.exclusions.get(person=cast.excluded.person).pk
    ids["stand_in"] = StandIn.objects.create(
        case=main,
        partner="police",
        seat=cast.lapsed_deputy.seat,
        why="He can.",
        named_by=cast.lsp_police.seat,
    ).pk
    ids["opening"] = EmergencyOpening.objects.create(
        case=cases["sealed"], seat=cast.scrutineer.seat, reason="The aunt rang.",
        opened_at=timezone.now() - timedelta(hours=2), until=timezone.now() - timedelta(hours=1),
    ).pk  # fmt: skip
    home = keep_setting(
        by=cast.manager, name="Larkfield House", kind=SettingKind.CHILDRENS_HOME, provider="Larkfield Homes",
        regulator=Regulator.OFSTED,
    )  # fmt: skip
    fit = judge_upload(kind=DocumentKind.RR_REPORT, name="our.docx", data=good())
    assert isinstance(fit, Fit)
    ids["template"] = propose_template(
        by=cast.manager, kind=DocumentKind.RR_REPORT, why="Our own words.", fit=fit
    ).version
    mistyped = Person.objects.create_person("ritta@barnet.example", "Rita Okonjo")
    Seat.objects.create(person=mistyped, partnership=cast.barnet, role="legal_adviser", since=today())
    ids["mistyped"] = mistyped.pk
    ids["letter"] = Letter.objects.create(
        partnership=cast.barnet, to_person=mistyped, to_address=mistyped.email, kind="invitation",
        subject="Barnet SCP: your invitation", body="Please come.", state=Letter.FAILED, once_key="world",
    ).pk  # fmt: skip
    ids["rule_change"] = propose_rule(
        by=cast.manager,
        code="notify_rule",
        value="majority",
        since=today() + timedelta(days=9),
        why="Two do.",
    ).pk
    Case.objects.filter(pk__in=[early.pk, noted.pk]).update(working_together="WT2023")
    ids["restamp"] = propose_restamp(
        by=cast.manager, case=early, since=date(2026, 3, 19), reason="It has hardly begun."
    ).pk
    ids["setting"], ids["person"] = home.pk, cast.author.person.pk
    note_stay(
        by=cast.manager,
        case=main,
        child=main.children.all()[0],
        setting=home,
        held=Held.NO,
        placing=["Leeds"],
    )
    ids |= _letters(cast, main)
    ids["area"] = invite_area(
        by=cast.manager, case=main, area="Leeds", contact="Its manager", invited_on=today(), asked="What?"
    ).pk
    ids["shared"] = invite_area(
        by=cast.stranger, case=cases["devons"], area="Barnet", contact="Maya", invited_on=today(),
        asked="What did your agencies know?", guest=cast.barnet,
    ).short  # fmt: skip
    meeting = hold_meeting(
        by=cast.manager,
        case=main,
        kind=Meeting.Kind.RAPID_REVIEW,
        held_for=timezone.now() + timedelta(days=2),
    )
    name_vice_chair(by=cast.manager, meeting=meeting, seat=cast.dsp_health.seat, agreed="By e-mail.")
    ids["meeting"] = meeting.pk
    ids["line_of_enquiry"] = LineOfEnquiry.objects.create(
        case=main, number=1, question="How does a plan name a worker?", reason_kind="gap", why="Left open.",
        sources="Minutes", lead="The reviewer", seat=cast.manager.seat,
    ).number  # fmt: skip
    group = hold_group_meeting(by=cast.manager, held_for=timezone.now() + timedelta(days=9))
    make_agenda(by=cast.manager, meeting=group, matters=group_matters_of(cast.manager))
    ids |= {"group_meeting": group.pk, "group_paper": papers_of(group)[0].reference}
    ids["comment"] = comment_on_report(by=cast.scrutineer, case=main, words="Say more of the night.").pk
    ids |= _commented(cast, main)
    ids["paper"] = draft_report(by=cast.manager, case=main).reference
    ids["decision"] = DecisionRecord.objects.filter(stream=main.stream, needs="").latest("pk").reference
    refusal = Refusal.objects.create(
        request=hospital, words="We may not.", said_by="The trust", by=cast.author.seat, at=timezone.now(),
        ended_by=cast.author.seat, ended_at=timezone.now(),
    )  # fmt: skip
    FormalRequest.objects.create(
        refusal=refusal, document=Document.objects.get(reference=ids["paper"]), partner="health",
        to=cast.senior.seat, due_on=today(), by=cast.manager.seat, at=timezone.now(),
    )  # fmt: skip
    assert main.stream is not None
    mail = keep_upload(
        by=cast.support, stream=main.stream, name="agree.eml",
        data=b"From: piers@barnet.example\r\nSubject: Sign-off\r\n\r\nI agree.\r\n",
    )  # fmt: skip
    Notification.objects.filter(case=main).update(receipt=mail)
    FinalReport.objects.create(
        case=main, number=1, improvements_only=False, title="Learning from a night", summary="Ring back.",
        sections=[], file=mail, seat=cast.manager.seat,
    )  # fmt: skip
    ids["public"] = PublicPage.objects.create(
        partnership=cast.barnet, slug="learning", title="Learning", summary="Ring back.", sections=[],
        improvements_only=False, pdf=b"%PDF", published_on=today(), keep_until=today(),
    ).slug  # fmt: skip
    ids |= _drafted(cast, main, mail)
    ids["own_signature"] = sign_off(by=cast.dsp_la, case=main, position=SignPosition.AGREE).pk
    ids["evidenced"] = record_evidenced_signature(
        by=cast.support, case=main, seat=cast.dsp_police.seat, position=SignPosition.AGREE, comment="",
        evidence=mail,
    ).pk  # fmt: skip
    ids["step"] = main.safety_steps.order_by("pk")[0].pk
    direction = give_direction(
        by=cast.chair, case=main, what="Show how the night line is answered.", why="To be heard.",
        by_when=today() + timedelta(days=20), agency=cast.hospital,
    )  # fmt: skip
    answer_direction(by=cast.author, direction=direction, words="A second person listens in.")
    ids |= {"direction": direction.short, "direction_number": direction.number}
    ids["plan"] = decide_learning_route(
        by=cast.dsp_la, case=noted, kind=LearningRoute.Kind.PRACTITIONER_EVENT, scope="Since January.",
        question="What keeps a call from being made?", owner="Named nurse",
        due=today() + timedelta(weeks=12), product="A briefing.", impact="Calls counted.",
    ).number  # fmt: skip
    owner = _learning(cast, ids, early)
    _people(cast, ids)
    ids |= _chronology(cast, main, hospital)
    ids |= _reviewers(cast, cases["reviewed"])
    link = f"return:{hospital.short}"
    asked = ids["attestation"]
    people = {
        **{name: who for name, who in cast.everybody.items() if name not in {"lsp_police", "devon_health"}},
        "walled_partner": cast.lsp_police,
        "came_by_link": replace(cast.author, level=Level.MAILBOX, subject=link),
        "came_by_another_link": replace(cast.author, level=Level.MAILBOX, subject="return:another"),
        "came_for_an_action": Acting(owner, Level.MAILBOX, f"action:{ids['action']}"),
        "came_to_confirm": replace(cast.senior, level=Level.MAILBOX, subject=f"member:{asked}"),
        "came_for_an_enquiry": replace(cast.author, level=Level.MAILBOX, subject=f"enquiry:{ids['enquiry']}"),
    }
    assert link == subject(hospital)
    return World(cast, people, cases, ids)


def _drafted(cast: Cast, main: Case, file: File) -> dict[str, Any]:
    """A draft of a practice review’s report; the hospital checks its facts and pointed something out."""
    draft = Draft.objects.create(
        case=main, number=1, file=file, given_by=cast.manager.seat, given_on=today(),
        parts=[{"heading": "What happened", "paragraphs": ["A boy was seen twice."]}],
    )  # fmt: skip
    check = FactCheck.objects.create(
        case=main, draft=draft, until=today(), opened_by=cast.manager.seat, opened_on=today()
    )
    asked = AskedAgency.objects.create(check_of=check, agency=cast.hospital, parts=[0])
    point = FactPoint.objects.create(
        asked=asked, part=0, paragraph=0, wrong="Twice.", right="Once.", by=cast.author.seat, made_on=today()
    )
    recommended = ReportRecommended.objects.create(
        case=main, draft=draft, words="Good.", improvements="Part 3.", reasons="Part 2.",
        by=cast.manager.seat, made_on=today(),
    )  # fmt: skip
    ReportPosition.objects.create(
        recommended=recommended, partner="la", accept=True, reason="Read.", seat=cast.dsp_la.seat,
        capacity="Director",
    )  # fmt: skip
    return {"review_draft": draft.number, "facts": asked.short, "fact_point": point.pk}


def _letters(cast: Cast, main: Case) -> dict[str, Any]:
    """The Panel asked something about the case, and Ofsted wrote beside it; each has a draft of an answer."""
    found: dict[str, Any] = {}
    for case, asks, draft in ((main, "asked", "written"), (None, "heard", "told")):
        noted = Noted(
            Way.IN, Party.PANEL, LetterMatter.INFORMATION_REQUEST, today(), Means.POST, "Who knew?",
            awaits=True,
        )  # fmt: skip
        found[asks] = note_letter(by=cast.manager, case=case, noted=noted).pk
        wording = Wording("The Panel", "", "Dear all", "We answer soon.", "Maya Okonjo")
        found[draft] = draft_letter(
            by=cast.manager, case=case, party=Party.PANEL, matter=LetterMatter.OTHER, wording=wording
        ).pk
    return found


def _chronology(cast: Cast, main: Case, hospital: Request) -> dict[str, Any]:
    """The hospital’s chronology, released and taken away by the chair; the school’s, brought in by the
    office.
    """
    paper = checked(hospital)
    release_papers(by=cast.manager, case=main)
    made = make(main, cast.chair, purpose="meeting", form="csv", named=False)
    return {
        "chronology": paper.short,
        "event": paper.events.order_by("number")[0].pk,
        "brought_in": brought_in(cast, main, cast.school).short,
        "taken": take_chronology(by=cast.chair, case=main, made=made, purpose="meeting", named=False).pk,
    }


def _devons(cast: Cast) -> Case:
    from safeguarding.cases.actions.referral import refer

    return refer(by=cast.stranger, answers=answers(what_happened="A girl was hurt at sea."))


def _learning(cast: Cast, ids: dict[str, Any], early: Case) -> Seat:
    """An audit with an action of the hospital, a list on its way in, a round, a publication, a route."""
    source = note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Audit of bruises", dated=today())
    plan = Plan(
        "Nobody rang.", "The duty line stands on every screen.", "Noor Abbott, ward manager",
        today() + timedelta(days=30), "A call the same day.", agency=cast.hospital,
        owner_email="noor@larkfield.example",
    )  # fmt: skip
    action = plan_action(by=cast.manager, source=source, plan=plan)
    evidence = add_evidence(
        by=cast.author, action=action, shows=Evidence.Shows.DONE, kind=EvidenceKind.DOCUMENT,
        words="The new screen.", dated=today(), file=("screen.txt", b"The number stands there."),
    )  # fmt: skip
    batch = begin_batch(
        by=cast.support, name="plan.csv", data=b"Action,Owner,Due\nRing,Named nurse,1/6/2027\n"
    )
    asked = ask_assurance(
        by=cast.chair, title="Autumn", why="", themes=[Theme.SUPERVISION], agencies=[cast.hospital],
        due=today() + timedelta(days=20),
    )  # fmt: skip
    noted = note_publication(
        by=cast.manager, title="On babies who bruise", publisher="The national Panel", published_on=today(),
        where="", says="Ring the same day.",
    )  # fmt: skip
    route = decide_learning_route(
        by=cast.dsp_la, case=early, kind=LearningRoute.Kind.PRACTITIONER_EVENT, scope="The ward.",
        question="What keeps a call from being made?", owner="Named nurse",
        due=today() + timedelta(weeks=12), product="A briefing.", impact="Calls counted.",
    )  # fmt: skip
    for partner in (cast.dsp_health, cast.dsp_police):
        agree_learning_route(by=partner, route=route)
    ids |= {
        "source": source.short, "action": action.short, "evidence": evidence.pk, "batch": batch.short,
        "round": asked.number, "report": asked.reports.get().short, "publication": noted.source.short,
        "route": route.number, "hospital": cast.hospital.pk,
    }  # fmt: skip
    owner = Action.objects.get(pk=action.pk).owner_seat
    assert owner is not None
    return owner


def _people(cast: Cast, ids: dict[str, Any]) -> None:
    ids["seat"] = cast.school_author.seat.pk
    ids["reset"] = propose_second_step_reset(
        by=cast.support, partnership=cast.barnet, person=cast.author.person, how_known="By telephone."
    ).pk
    member = add_member(by=cast.manager, seat=cast.member.seat, kind=MemberKind.CORE, since=today())
    asked = ask_to_confirm(by=cast.manager, member=member, senior=cast.senior.seat)
    ids |= {"member": member.pk, "attestation": asked.pk}
    ids["delegation"] = delegate(
        by=cast.manager, principal=cast.dsp_police.seat, deputy=cast.lapsed_deputy.seat,
        since=today() + timedelta(days=1), until=today() + timedelta(days=30),
    ).pk  # fmt: skip


def _reviewers(cast: Cast, case: Case) -> dict[str, Any]:
    """A candidate with an interest to rule on, about whom the partners are deciding; and a complaint."""
    one = ready(cast, case)
    propose_appointment(by=cast.manager, candidate=one, reason="The best of three.")
    record_declaration(
        by=cast.manager, candidate=one, declared_on=today(), relationships="A cousin.", other_reviews=""
    )
    complaint = note_complaint(by=cast.manager, received_on=today(), about="Nobody rang back.")
    return {"candidate": one.number, "reviewer": one.reviewer_id, "complaint": complaint.pk}


def _commented(cast: Cast, case: Case) -> dict[str, Any]:
    """A round of comments in which a partner has given back a Word file."""
    one = ask_for_comments(
        by=cast.manager, case=case, seats=[cast.dsp_police.seat.pk], until=today() + timedelta(days=2)
    )
    data = Word(documents.read(one.draft.word)).replaces("About", "On").saved()
    came = read_back(by=cast.dsp_police, case=case, name="draft.docx", data=data)
    assert isinstance(came, CameBack)
    given = give_back_draft(by=cast.dsp_police, case=case, came=came)
    return {"given_back": given.pk, "suggestion": given.suggestions.get().pk}
