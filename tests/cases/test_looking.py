"""Who has looked: told in sentences to the manager, the chair and the scrutineer, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import Case
from safeguarding.cases.queries.looking import Wanted, in_words, lines, looked_at
from safeguarding.record.actions import look
from safeguarding.record.models import Event
from tests.cases.builders import answers, notified_case, today
from tests.people.cast import Cast, events, signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def page(who: object, case: Case, query: str = "") -> str:
    answer = signed_in(who).get(f"/cases/{case.reference}/looked/{query}")  # type: ignore[arg-type]
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/cases/ABC-DEF/", "the overview"),
        ("/cases/ABC-DEF/returns/read/", "returns, read"),
        ("/cases/ABC-DEF/returns/k3mwq9tzpb/", "returns"),
        ("/cases/ABC-DEF/rapid-review/criteria/R11A/", "rapid review, criteria"),
        ("/cases/ABC-DEF/other-areas/12/", "other areas"),
        ("/return/k3mwq9tzpb/", "return"),
    ],
)
def test_an_address_is_told_in_words(path: str, words: str) -> None:
    assert in_words(path) == words


def test_it_says_who_opened_saw_names_changed_and_was_refused(cast: Cast, case: Case) -> None:
    piers = signed_in(cast.dsp_police)
    piers.get(f"/cases/{case.reference}/")
    piers.get(f"/cases/{case.reference}/")
    piers.get(f"/cases/{case.reference}/returns/")
    piers.post(f"/cases/{case.reference}/", {"once": "a" * 24})
    signed_in(cast.member).get(f"/cases/{case.reference}/")
    text = page(cast.chair, case)
    assert "Piers Vantongeren" in text
    assert "opened the overview 3 times and returns; saw names" in text
    assert "Mabel Croft" in text
    assert "tried what was not theirs to see or do" in text
    assert "changed something on the record" in text
    assert "not_yours" not in text


def test_somebody_kept_apart_who_tries_is_told_of_and_learns_nothing(cast: Cast, case: Case) -> None:
    exclude_person(by=cast.chair, case=case, person=cast.dsp_la.person, reason="Is related.")
    assert signed_in(cast.dsp_la).get(f"/cases/{case.reference}/").status_code == 404
    assert page(cast.dsp_la, case) == "404"
    (line,) = lines(cast.chair, case, Wanted(cast.dsp_la.person.pk, "refused"))[0]
    assert line.sentence == "tried what was not theirs to see or do twice"


@pytest.mark.parametrize("who", ["dsp_police", "lsp_la", "support", "member", "governance", "sys_admin"])
def test_it_is_there_for_nobody_else(cast: Cast, case: Case, who: str) -> None:
    assert page(getattr(cast, who), case) == "404"


def test_reading_it_is_itself_a_look(cast: Cast, case: Case) -> None:
    page(cast.scrutineer, case)
    assert "looked" in page(cast.scrutineer, case)
    assert "Iris Quayle" in page(cast.chair, case)


def test_it_is_narrowed_to_a_person_a_kind_and_days(cast: Cast, case: Case) -> None:
    signed_in(cast.dsp_police).get(f"/cases/{case.reference}/")
    signed_in(cast.member).get(f"/cases/{case.reference}/")
    only, _ = lines(cast.chair, case, Wanted(cast.member.person.pk))
    assert {one.who for one in only} == {"Mabel Croft"}
    only, _ = lines(cast.chair, case, Wanted(kind="refused"))
    assert {one.who for one in only} == {"Mabel Croft"}
    only, _ = lines(cast.chair, case, Wanted(kind="changed"))
    assert only
    assert not any(one.pages or one.refused for one in only)
    assert lines(cast.chair, case, Wanted(until=today() - timedelta(days=9)))[0] == []
    text = page(cast.chair, case, f"?kind=refused&person={cast.member.person.pk}")
    assert "Mabel Croft" in text
    assert "Piers Vantongeren, " not in text


def test_earlier_days_are_a_page_further(cast: Cast, case: Case) -> None:
    for back in range(20):
        with time_machine.travel(timezone.now() + timedelta(days=back), tick=False):
            signed_in(cast.dsp_police).get(f"/cases/{case.reference}/")
    first, more = lines(cast.chair, case, Wanted(cast.dsp_police.person.pk))
    assert (len({one.day for one in first}), more) == (14, True)
    second, more = lines(cast.chair, case, Wanted(cast.dsp_police.person.pk), 2)
    assert (len({one.day for one in second}), more) == (6, False)


def test_what_one_person_has_looked_at_counts_only_what_the_asker_may_see(cast: Cast, case: Case) -> None:
    other = notified_case(cast, what_happened="A boy of two fell.")
    for one in (case, other):
        signed_in(cast.dsp_police).get(f"/cases/{one.reference}/")
    seal_case(by=cast.manager, case=other, named=[cast.dsp_police.seat], reason="A colleague’s child.")
    text = signed_in(cast.chair).get(f"/looked/{cast.dsp_police.person.pk}/").content.decode()
    assert case.reference in text
    assert other.reference not in text
    both = signed_in(cast.manager).get(f"/looked/{cast.dsp_police.person.pk}/").content.decode()
    assert other.reference in both
    assert signed_in(cast.chair).get(f"/looked/{cast.devon_la.person.pk}/").status_code == 404


def test_a_case_in_which_somebody_only_changed_something_is_listed_under_them(cast: Cast, case: Case) -> None:
    before = looked_at(cast.chair, cast.dsp_police.person.pk)
    assert [(one["case"], one["did"]) for one in before] == [(case, "changed something once")]
    signed_in(cast.dsp_police).get(f"/cases/{case.reference}/")
    (after,) = looked_at(cast.chair, cast.dsp_police.person.pk)
    assert after["did"] == "opened once; changed something once"


def test_it_is_taken_away_only_with_purpose_and_recipient(cast: Cast, case: Case) -> None:
    signed_in(cast.dsp_police).get(f"/cases/{case.reference}/")
    chair = signed_in(cast.chair)
    where = f"/cases/{case.reference}/looked/"
    assert chair.post(where, {"purpose": "outside", "recipient": "", "once": "a" * 24}).status_code == 422
    assert events("take_looks") == 0
    said = {"purpose": "outside", "recipient": "Data protection officer", "once": "b" * 24}
    got = chair.post(where, said)
    assert got["Content-Type"].startswith("text/csv")
    assert "Piers Vantongeren" in got.content.decode()
    assert events("take_looks") == 1
    assert "downloaded the list of who has looked" in page(cast.chair, case)
    (kept,) = Event.objects.get(act="take_looks").kept.all()
    assert kept.content.endswith("Received by: Data protection officer.")


def test_a_referrer_who_asked_for_it_is_named_in_no_choice_and_in_no_list_of_cases(cast: Cast) -> None:
    case = refer(by=cast.referrer, answers=answers(confidential=True))
    who = cast.referrer.person
    assert "Orla Fennimore" in page(cast.chair, case)
    text = page(cast.scrutineer, case)
    assert "Name kept back" in text
    assert "Fennimore" not in text
    assert f'value="{who.pk}"' not in text
    assert lines(cast.scrutineer, case, Wanted(who.pk))[0] == []
    assert looked_at(cast.scrutineer, who.pk) == []
    (only,) = looked_at(cast.chair, who.pk)
    assert str(only["did"]).startswith("changed something")
    assert case.stream is not None
    look(stream=case.stream, actor=cast.referrer.actor, kind="opened", what="/refer/")
    assert looked_at(cast.scrutineer, who.pk) == []
    assert len(looked_at(cast.chair, who.pk)) == 1


@pytest.mark.parametrize("number", ["²", "-1", "x", "0", "9" * 5000])
def test_a_page_number_that_is_none_shows_the_page_all_the_same(cast: Cast, case: Case, number: str) -> None:
    assert "Who has looked" in page(cast.chair, case, f"?page={number}")
