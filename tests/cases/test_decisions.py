"""Every decision has its own sealed record: read first, taken away with pseudonyms, and never changed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from safeguarding.cases.actions import decisions as deciding
from safeguarding.cases.actions.consideration import decide_for_local_authority
from safeguarding.cases.actions.decisions import make_paper, seal_decision
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.papers import issue_decision_record
from safeguarding.cases.actions.route import call_up_route, propose_route
from safeguarding.cases.blocks import paper
from safeguarding.cases.facts import establish
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.cases.queries.decisions import decisions_of
from safeguarding.documents.actions import publish_now
from safeguarding.documents.models import Document
from safeguarding.documents.queries import read
from safeguarding.record.actions import dispose
from safeguarding.record.models import DecisionRecord, Look
from safeguarding.record.verify import verify_all
from safeguarding.statute.decision_records import Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import AbuseNeglect, DecisionKind, DocumentKind, Route, ThresholdPosition
from tests.cases.builders import considered_case, referred_case, today
from tests.decisions import sealed
from tests.documents.test_rendering import squeezed, words_of_docx, words_of_pdf
from tests.pages import words
from tests.people.cast import Cast, events, signed_in

NAME = "Tobias Quillfeather"
ONCE = "c" * 24


def decide(
    cast: Cast, case: Case, *, notify: bool = True, reason: str = "The harm is serious."
) -> DecisionRecord:
    decide_for_local_authority(by=cast.decider, case=case, notify=notify, reason=reason)
    return DecisionRecord.objects.filter(matter="local_authority").latest("pk")


def page(by: Any, case: Case, record: DecisionRecord) -> str:
    where = reverse("cases:decision", args=[case.reference, record.reference])
    answer = signed_in(by).get(where)
    assert answer.status_code == 200
    return words(answer)


def away(case: Case, record: DecisionRecord, form: str) -> str:
    return reverse("cases:take_decision", args=[case.reference, record.reference, form])


def printed(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as opened:
        about = f"{opened.docinfo} {opened.open_metadata()}"
    return squeezed(f"{words_of_pdf(data)} {about}")


def in_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return squeezed(" ".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist()))


def test_route_threshold_and_the_local_authoritys_own_decision_are_each_sealed_once_and_whole(
    cast: Cast, chain_verifies: None
) -> None:
    case = considered_case(cast)
    decide(cast, case)
    (route,), (threshold,), (own,) = (
        sealed("triage_route"),
        sealed("threshold_position"),
        sealed("la_notify"),
    )
    assert route.words["chosen"] in route.words["options"]
    assert [held["name"] for held in threshold.words["positions"]] == [
        who.person.name for who in cast.partners.values()
    ]
    assert own.words["decided_by"]["name"] == cast.decider.person.name
    assert verify_all().ok


def test_a_later_decision_of_the_same_matter_takes_its_place_and_each_leads_to_the_other(cast: Cast) -> None:
    case = considered_case(cast)
    first = decide(cast, case, notify=False, reason="A later opinion may change it.")
    later = decide(cast, case)
    assert later.supersedes == first
    old, new = page(cast.chair, case, first), page(cast.chair, case, later)
    assert "Superseded" in old
    assert "Read the later decision" in old
    assert "A later opinion may change it." in old
    assert "The earlier decision, which stays" in new


def test_a_route_that_a_partner_called_up_is_decided_once(cast: Cast) -> None:
    case = referred_case(cast, abuse_neglect=AbuseNeglect.NEITHER)
    propose_route(by=cast.manager, case=case, route=Route.OTHER_LEARNING, reason="A theme.")
    call_up_route(by=cast.dsp_health, case=case, reason="We should all look.")
    (record,) = sealed("triage_route")
    assert len(record.words["options"]) > 1


def test_dissent_is_shown_on_the_list_and_in_the_record(cast: Cast) -> None:
    case = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    decide(cast, case)
    listed = words(signed_in(cast.chair).get(reverse("cases:decisions", args=[case.reference])))
    assert "With dissent" in listed
    (threshold,) = decisions_of(case, cast.chair)[1:2]
    assert "Do not notify" in page(cast.chair, case, threshold.record)


def test_nothing_changes_or_removes_a_record(cast: Cast) -> None:
    record = decide(cast, considered_case(cast))
    for change in (lambda: DecisionRecord.objects.update(kind="publish"), record.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_decision_that_does_not_stand_leaves_no_record(cast: Cast) -> None:
    case = considered_case(cast)

    class Stopped(Exception):
        pass

    def then_stop() -> None:
        with transaction.atomic():
            decide(cast, case)
            raise Stopped

    with pytest.raises(Stopped):
        then_stop()
    assert not DecisionRecord.objects.filter(matter="local_authority").exists()


def test_two_presses_decide_and_seal_once(cast: Cast) -> None:
    case = considered_case(cast)
    browser = signed_in(cast.decider)
    where = reverse("cases:consideration", args=[case.reference])
    said = {"which": "decide", "notify": "yes", "reason": "Serious.", "once": ONCE}
    answers = [browser.post(where, said) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    sealed("la_notify")


def test_no_decision_fails_because_a_paper_cannot_be_made(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = considered_case(cast)

    def broken(**_: object) -> None:
        raise RuntimeError("No papers today.")

    monkeypatch.setattr(deciding, "publish_now", broken)
    record = decide(cast, case)
    with pytest.raises(RuntimeError):
        make_paper(by=cast.chair, case=case, decision=record, named=False)
    assert "The harm is serious." in page(cast.chair, case, record)


def test_it_leaves_with_pseudonyms_once_it_is_said_what_for_and_the_paper_is_made_once(cast: Cast) -> None:
    case = considered_case(cast)
    record = decide(cast, case, reason=f"{NAME} was badly hurt; Esme Quillfeather agrees.")
    chair = signed_in(cast.chair)
    for form in ("pdf", "word"):
        where = away(case, record, form)
        assert "What is it for?" in words(chair.get(where))
        assert not Document.objects.filter(kind=DocumentKind.DECISION_RECORD, about=form).exists()
        for _ in range(2):
            answer = chair.post(where, {"purpose": "read", "recipient": "", "once": form.ljust(24, "x")})
            assert answer.status_code == 200
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = printed(data) if form == "pdf" else in_word(data)
        assert "badlyhurt" in text
        assert "Quillfeather" not in text
        assert "Tobias" not in text
        assert "Quillfeather" not in answer["Content-Disposition"]
        assert squeezed(case.pseudonym) in text
    assert Document.objects.filter(kind=DocumentKind.DECISION_RECORD).count() == 1
    assert events("take_file", what="decision_record") == 2
    assert Look.objects.filter(kind="downloaded").count() == 4


def test_with_names_it_is_a_copy_of_its_own_for_whoever_may_see_names(cast: Cast) -> None:
    case = considered_case(cast)
    record = decide(cast, case)
    paper = make_paper(by=cast.manager, case=case, decision=record, named=True)
    text = printed(read(paper.pdf))
    assert squeezed(NAME) in text
    assert squeezed(f"A copy with names of decision {record.reference}") in text
    assert "Quillfeather" not in f"{paper.word.name} {paper.pdf.name}"


@pytest.mark.parametrize("form", ["pdf-with-names", "word-with-names", "excel"])
def test_without_the_right_to_names_that_copy_does_not_exist(
    cast: Cast, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = considered_case(cast)
    record = decide(cast, case)
    make_paper(by=cast.manager, case=case, decision=record, named=True)
    for key in ("la", "health", "police"):
        signed(case, cast, key)
    who = signed_in(cast.chair)
    assert who.get(away(case, record, form)).status_code == 404
    assert "with names" not in words(who.get(reverse("cases:documents", args=[case.reference])))


def signed(case: Case, cast: Cast, partner: str) -> None:
    with transaction.atomic():
        establish(
            lock(case), Kind.SIGNED_OFF, by=cast.dsp_la, occurred=today(), act="sign_off", key=partner,
            detail={"position": "agree"}, effects=False,
        )  # fmt: skip


def test_the_papers_that_lay_before_the_deciders_are_listed_with_their_fingerprint(cast: Cast) -> None:
    case = considered_case(cast)
    paper = issue_decision_record(by=cast.manager, consideration=case.considerations.get())
    record = decide(cast, case)
    (one,) = sealed("la_notify")
    assert one.words["documents"] == [
        {
            "reference": paper.reference,
            "kind": "consideration_record",
            "version": 1,
            "sealed": True,
            "sha256": paper.sha256,
        }
    ]
    made = make_paper(by=cast.chair, case=case, decision=record, named=False)
    assert paper.sha256 in printed(read(made.pdf))
    shown = page(cast.chair, case, record)
    assert paper.sha256 not in shown


def test_neither_legal_advice_nor_what_a_family_was_written_is_told_of(cast: Cast) -> None:
    case = considered_case(cast)
    assert case.stream is not None
    for kind, about in ((DocumentKind.LEGAL_ADVICE, ""), (DocumentKind.FAMILY_LETTER, "letter:1")):
        publish_now(
            by=cast.manager,
            stream=case.stream,
            kind=kind,
            about=about,
            data=paper(case, title="A letter", subtitle="", on=today(), sections=[]),
        )
    decide(cast, case)
    (one,) = sealed("la_notify")
    assert one.words["documents"] == []


def test_who_was_told_and_when_is_shown(cast: Cast) -> None:
    case = considered_case(cast)
    (threshold,) = sealed("threshold_position")
    assert cast.dsp_health.person.name in page(cast.chair, case, threshold.record)


def test_somebody_kept_apart_and_another_area_see_nothing(cast: Cast) -> None:
    case = considered_case(cast)
    record = decide(cast, case)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_health.person, reason="She knows the family.")
    for who in (cast.dsp_health, cast.stranger):
        for name in ("cases:decision", "cases:take_decision"):
            args = [case.reference, record.reference, *(["pdf"] if name == "cases:take_decision" else [])]
            assert signed_in(who).get(reverse(name, args=args)).status_code == 404


def test_a_decision_of_another_case_is_not_read_through_this_one(cast: Cast) -> None:
    record = decide(cast, considered_case(cast))
    other = considered_case(cast)
    assert signed_in(cast.chair).get(away(other, record, "pdf")).status_code == 404


def test_with_many_decisions_one_kind_is_shown_at_a_time(cast: Cast) -> None:
    case = considered_case(cast)
    for number in range(11):
        with transaction.atomic():
            seal_decision(
                by=cast.chair,
                case=case,
                kind=DecisionKind.IMMEDIATE_SAFETY_ACTION,
                matter=f"safety:{number}",
                said=Said(outcome=f"Step {number}.", decided_on=today()),
            )
    browser, where = signed_in(cast.chair), reverse("cases:decisions", args=[case.reference])
    assert "All decisions" in words(browser.get(where))
    only = words(browser.get(where, {"kind": "threshold_position"}))
    assert "Step 3." not in only
    assert "Notify the Panel." in only
    assert "Step 3." in words(browser.get(where, {"kind": "made-up"}))


def test_what_was_decided_before_records_were_sealed_is_still_shown(cast: Cast) -> None:
    case = considered_case(cast)
    case.considerations.create(
        round=9, convened_for="2026-01-05T10:00Z", how="By telephone", convened_by=cast.manager.seat,
        held_on=today(), concluded_at="2026-01-05T11:00Z", outcome="notify",
        conclusion_reason="In the old days.",
    )  # fmt: skip
    shown = words(signed_in(cast.chair).get(reverse("cases:decisions", args=[case.reference])))
    assert "Recorded before decision records were sealed" in shown
    assert "In the old days." in shown


def test_when_its_words_are_disposed_of_the_page_says_so(cast: Cast) -> None:
    case = considered_case(cast)
    record = decide(cast, case)
    with transaction.atomic():
        dispose(stream=record.stream, actor=cast.manager.actor, grounds="retention", seqs={record.event.seq})
    assert "no longer kept" in page(cast.chair, case, record)
    assert signed_in(cast.chair).get(away(case, record, "pdf")).status_code == 404
    assert verify_all().ok


def test_the_paper_says_outcome_and_reasons_first_and_at_the_end_how_complete_it_is(cast: Cast) -> None:
    case = considered_case(cast)
    paper = make_paper(by=cast.chair, case=case, decision=decide(cast, case), named=False)
    parts = [
        "1 The decision", "2 Reasons", "3 Options considered", "4 The criteria", "5 What each partner held",
        "6 Dissent", "7 The chair’s advice", "8 Legal advice", "9 Conditions and review",
        "10 Papers relied on", "11 How complete this record is",
    ]  # fmt: skip
    for text in (squeezed(words_of_docx(read(paper.word))), squeezed(words_of_pdf(read(paper.pdf)))):
        places = [text.find(squeezed(part.split(" ", 1)[1])) for part in parts]
        assert -1 not in places
        assert text.find("SHA-256") == -1 or text.find("SHA-256") > places[0]
    assert [f"{one['number']} {one['title']}" for one in paper.made_from["sections"]] == parts
    assert paper.is_sealed


def test_what_is_decided_outside_a_case_is_read_by_those_who_hold_cases(cast: Cast) -> None:
    made = DecisionRecord.objects.filter(kind="delegation").latest("pk")
    assert made.stream == cast.chair.partnership.stream
    where = reverse("cases:partnership_decisions")
    assert "can speak with authority" in words(signed_in(cast.chair).get(where))
    assert signed_in(cast.author).get(where).status_code == 404
    assert "can speak with authority" not in words(signed_in(cast.stranger).get(where))
