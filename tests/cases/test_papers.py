"""The decision record is issued from the decision, sealed, and can be had again exactly."""

from safeguarding.cases.actions.papers import issue_decision_record
from safeguarding.documents.queries import for_stream, ours, read
from safeguarding.record.models import Look
from safeguarding.statute.terms import ThresholdPosition
from tests.cases.builders import considered_case, convened, routed_case
from tests.cases.test_route import refused
from tests.pages import send
from tests.people.cast import Cast, events, signed_in


def test_it_is_issued_only_from_a_concluded_consideration(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    refused("not_concluded", issue_decision_record, by=cast.manager, consideration=consideration)


def test_the_paper_shows_each_position_and_the_dissent_and_no_name_of_the_child(cast: Cast) -> None:
    case = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    paper = issue_decision_record(by=cast.manager, consideration=case.considerations.get())
    text = str(paper.made_from)
    assert "Do not notify" in text
    assert "Hana Siddall" in text
    assert "Quillfeather" not in text
    assert ours(read(paper.pdf)) == paper


def test_a_download_is_a_sandboxed_attachment_kept_among_the_looks(cast: Cast) -> None:
    case = considered_case(cast)
    browser = signed_in(cast.manager)
    assert send(browser, f"/cases/{case.reference}/documents/").status_code == 302
    paper = browser.get(f"/cases/{case.reference}/documents/")
    assert "Version 1" in paper.content.decode()
    assert case.stream is not None
    reference = for_stream(case.stream).get().reference
    where, chair = f"/cases/{case.reference}/documents/{reference}/pdf/", signed_in(cast.chair)
    asked = chair.get(where)
    assert "What is it for?" in asked.content.decode()
    assert chair.post(where, {"purpose": "outside", "recipient": "", "once": "a" * 24}).status_code == 422
    assert not Look.objects.filter(kind="downloaded").exists()
    said = {"purpose": "outside", "recipient": "DI Moss, Metropolitan Police", "once": "b" * 24}
    for _ in range(2):
        answer = chair.post(where, said)
    assert events("take_file", what="consideration_record", purpose="outside") == 1
    kept = signed_in(cast.dsp_la).get(f"/cases/{case.reference}/documents/").content.decode()
    assert "DI Moss, Metropolitan Police" in kept
    assert (
        "DI Moss" not in signed_in(cast.notifier).get(f"/cases/{case.reference}/documents/").content.decode()
    )
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Look.objects.filter(kind="downloaded").count() == 2
    assert (
        signed_in(cast.stranger).get(f"/cases/{case.reference}/documents/{reference}/pdf/").status_code == 404
    )
