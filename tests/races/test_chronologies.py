"""Chronologies given, taken back, released and judged at the same moment: each thing happens once."""

from __future__ import annotations

import os
from functools import partial

import pytest

from safeguarding.chronology.actions import judge_pair, move_event, read_again, withdraw_paper
from safeguarding.chronology.models import Event, Pair, Paper
from safeguarding.chronology.proposing import propose
from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.actions.chronologies import ASKED
from safeguarding.evidence.models import Request
from safeguarding.record.models import Event as Written
from safeguarding.record.once import exactly_once
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import notified_case
from tests.chronology.builders import HOSPITAL, author_of, checked, composite, give, read
from tests.people.cast import make_cast
from tests.races.conftest import run_together

ROUNDS = int(os.environ.get("RACE_ROUNDS", "4"))
pytestmark = pytest.mark.race


def test_a_file_sent_twice_at_once_is_given_once(transactional_db: None) -> None:
    cast = make_cast()
    case = notified_case(cast)
    request = Request.objects.select_related("case", "agency", "contact__person").get(
        case=case, agency=cast.hospital
    )
    actor = author_of(request).actor

    def sent(once: str) -> str:
        return exactly_once(once, actor, "give", lambda: f"/{give(request).short}/")

    for number in range(ROUNDS):
        ran = run_together([partial(sent, f"once-{number}")] * 2)
        assert [one.error for one in ran if one.error] == []
        assert Paper.objects.count() == number + 1
    assert Event.objects.count() == ROUNDS * len(HOSPITAL)


def test_a_paper_is_released_or_taken_back_but_never_both(transactional_db: None) -> None:
    cast = make_cast()
    for _ in range(ROUNDS):
        case = notified_case(cast)
        request = Request.objects.select_related("case", "agency", "contact__person").get(
            case=case, agency=cast.hospital
        )
        paper = checked(request)
        ran = run_together(
            [
                partial(withdraw_paper, by=author_of(request), paper=paper, why="Wrong.", relations=ASKED),
                partial(release_returns, by=cast.manager, case=case),
            ]
        )
        assert {type(one.error) for one in ran if one.error} <= {NotAllowed}
        paper.refresh_from_db()
        assert (paper.released_at is None) != (paper.withdrawn_at is None)


def test_pairs_are_proposed_once_and_two_judgements_leave_one_of_them_standing(
    transactional_db: None,
) -> None:
    cast = make_cast()
    case = notified_case(cast)
    composite(cast, case)
    Pair.objects.all().delete()
    run_together([partial(propose, case.pk)] * 3)
    pair = Pair.objects.get()
    ran = run_together(
        [
            partial(judge_pair, by=who, case=case, first=pair.first, second=pair.second, judged=judged)
            for who, judged in ((cast.manager, "same"), (cast.chair, "different"))
        ]
    )
    assert [one.error for one in ran if one.error] == []
    assert Pair.objects.count() == 1
    assert Written.objects.filter(act="judge_pair").count() == 2


def test_a_day_put_in_order_by_two_people_has_every_place_once(transactional_db: None) -> None:
    cast = make_cast()
    case = notified_case(cast)
    events = composite(cast, case)
    day = [events["Tobias Quillfeather was"], events["Tobias was taken"]]
    for _ in range(ROUNDS):
        run_together(
            [
                partial(move_event, by=who, case=case, event=event, earlier=True)
                for who, event in zip((cast.manager, cast.chair), day, strict=True)
            ]
        )
        places = list(Event.objects.filter(pk__in=[one.pk for one in day]).values_list("place", flat=True))
        assert sorted(places) == [1, 2]


def test_a_paper_read_again_twice_at_once_has_one_that_takes_its_place(transactional_db: None) -> None:
    cast = make_cast()
    for _ in range(ROUNDS):
        case = notified_case(cast)
        request = Request.objects.select_related("case", "agency", "contact__person").get(
            case=case, agency=cast.hospital
        )
        paper = give(request)
        again = partial(read_again, by=author_of(request), paper=paper, read=read(), relations=ASKED)
        ran = run_together([again] * 3)
        assert {type(one.error) for one in ran if one.error} == {NotAllowed}
        assert Paper.objects.filter(case=case, withdrawn_at=None).count() == 1
        assert Written.objects.filter(stream=case.stream, act="read_again").count() == 1
