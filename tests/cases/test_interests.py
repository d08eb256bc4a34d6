"""Interests, walls and who decides when they leave a partner or the case without a voice (domain 0.2, 9)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.cases.actions.consideration import confirm_position
from safeguarding.cases.actions.interests import (
    declare_interest,
    end_exclusion,
    exclude_person,
    note_interest,
    rule_on_interest,
)
from safeguarding.cases.actions.standing_in import confirm_stand_in, name_stand_in
from safeguarding.cases.models import Case, Exclusion, Interest, Position
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.walls import chairless_in, no_chair, silenced
from safeguarding.correspondence.models import Letter
from safeguarding.people.actions import end_seat
from safeguarding.record.queries import history
from safeguarding.statute.terms import Partner
from tests.cases.builders import convened, line, referred_case, routed_case, today
from tests.cases.test_route import refused
from tests.decisions import sealed
from tests.people.cast import Cast, events, signed_in

PERSONAL, DIRECT = Interest.Kind.PERSONAL, Interest.Kind.DIRECT


def sees(who: object, case: Case) -> bool:
    return visible_to(who).filter(pk=case.pk).exists()  # type: ignore[arg-type]


def noted(cast: Cast, case: Case, who: str = "chair") -> Interest:
    return note_interest(
        by=cast.manager, case=case, person=getattr(cast, who).person, kind=PERSONAL, words="A neighbour."
    )


def the_police_are_silenced(cast: Cast, case: Case) -> None:
    declare_interest(by=cast.dsp_police, case=case, kind=DIRECT, words="I led the investigation.")


def test_an_interest_noted_about_somebody_walls_them_at_once_and_tells_them_no_more_than_that(
    cast: Cast,
) -> None:
    case = referred_case(cast)
    noted(cast, case, "dsp_la")
    assert not sees(cast.dsp_la, case)
    letter = Letter.objects.get(to_person=cast.dsp_la.person, kind="kept_apart")
    assert case.reference not in letter.body
    assert case.pseudonym not in letter.body
    assert "ring the independent chair" in letter.body


def test_an_organisations_interest_is_noted_and_its_person_stays(cast: Cast) -> None:
    case = referred_case(cast)
    interest = note_interest(
        by=cast.manager, case=case, person=cast.dsp_health.person, kind="organisational", words="Our ward."
    )
    assert sees(cast.dsp_health, case)
    assert not Letter.objects.filter(kind="kept_apart").exists()
    refused("only_noted", rule_on_interest, by=cast.chair, interest=interest, walled=True, ruling="x")


def test_not_everybody_notes_an_interest_of_somebody_else(cast: Cast) -> None:
    case = referred_case(cast)
    refused(
        "not_yours", note_interest, by=cast.scrutineer, case=case, person=cast.chair.person, kind=PERSONAL,
        words="x",
    )  # fmt: skip
    refused(
        "no_words", note_interest, by=cast.manager, case=case, person=cast.chair.person, kind=PERSONAL,
        words=" ",
    )  # fmt: skip


def test_two_of_the_three_partners_rule_on_the_chairs_own_interest(cast: Cast) -> None:
    case = referred_case(cast)
    interest = noted(cast, case)
    rule_on_interest(by=cast.dsp_la, interest=interest, walled=False, ruling="By sight only.")
    assert not sees(cast.chair, case), "one partner alone does not decide"
    rule_on_interest(by=cast.dsp_police, interest=interest, walled=True, ruling="She should stay away.")
    assert not sees(cast.chair, case)
    rule_on_interest(by=cast.dsp_health, interest=interest, walled=False, ruling="By sight only.")
    assert sealed("conflict_ruling")[0].words["chosen"] == "May see the case"
    assert sees(cast.chair, case)
    assert events("rule_as_partner", person=str(cast.chair.person.pk)) == 3
    assert events("rule_on_interest", person=str(cast.chair.person.pk)) == 1


def test_a_partner_may_change_their_mind_and_both_lines_stay(cast: Cast) -> None:
    case = referred_case(cast)
    interest = noted(cast, case)
    for who in (cast.dsp_la, cast.dsp_health):
        rule_on_interest(by=who, interest=interest, walled=False, ruling="By sight only.")
    assert sees(cast.chair, case)
    refused("ruled", rule_on_interest, by=cast.dsp_la, interest=interest, walled=False, ruling="Again.")
    rule_on_interest(by=cast.dsp_la, interest=interest, walled=True, ruling="I have learned more.")
    assert sees(cast.chair, case), "one against one: what two ruled stands"
    rule_on_interest(by=cast.dsp_police, interest=interest, walled=True, ruling="So have I.")
    assert not sees(cast.chair, case)
    assert interest.rulings.count() == 4
    assert interest.rulings.filter(current=True).count() == 3


def test_a_partner_does_not_rule_where_the_chair_can(cast: Cast) -> None:
    case = referred_case(cast)
    interest = noted(cast, case, "member")
    refused("not_yours", rule_on_interest, by=cast.dsp_la, interest=interest, walled=True, ruling="x")
    rule_on_interest(by=cast.chair, interest=interest, walled=True, ruling="She knows the family.")
    refused("ruled", rule_on_interest, by=cast.chair, interest=interest, walled=False, ruling="x")


def test_the_partners_rule_on_everybodys_interest_while_nobody_can_act_as_chair(cast: Cast) -> None:
    case = referred_case(cast)
    end_seat(by=cast.manager, seat=cast.chair.seat, last_day=today() - timedelta(days=1))
    interest = noted(cast, case, "member")
    assert chairless_in([case.pk], cast.barnet) == {case.pk}
    for who in (cast.dsp_la, cast.dsp_police):
        rule_on_interest(by=who, interest=interest, walled=True, ruling="She knows them.")
    interest.refresh_from_db()
    assert interest.walled


def test_nobody_rules_on_an_interest_of_their_own(cast: Cast) -> None:
    case = referred_case(cast)
    interest = noted(cast, case)
    refused("own_interest", rule_on_interest, by=cast.chair, interest=interest, walled=False, ruling="x")
    refused("no_reason", rule_on_interest, by=cast.dsp_la, interest=interest, walled=False, ruling=" ")


def test_keeping_the_only_chair_apart_without_a_ruling_is_refused_and_says_what_to_do(cast: Cast) -> None:
    case = referred_case(cast)
    refused("no_chair_left", exclude_person, by=cast.manager, case=case, person=cast.chair.person, reason="x")
    assert sees(cast.chair, case)
    noted(cast, case)
    assert no_chair(case)
    assert "Nobody can act as the independent chair" in page(cast.manager, case)


def test_the_chair_lets_somebody_back_with_a_reason(cast: Cast) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.manager, case=case, person=cast.dsp_la.person, reason="Is named.")
    wall = Exclusion.objects.get()
    refused("not_yours", end_exclusion, by=cast.manager, exclusion=wall, reason="x")
    refused("no_reason", end_exclusion, by=cast.chair, exclusion=wall, reason=" ")
    end_exclusion(by=cast.chair, exclusion=wall, reason="It was somebody of the same name.")
    assert sees(cast.dsp_la, case)
    refused("ended", end_exclusion, by=cast.chair, exclusion=wall, reason="x")


def test_a_wall_of_an_interest_that_waits_for_its_ruling_does_not_fall_before(cast: Cast) -> None:
    case = referred_case(cast)
    noted(cast, case, "member")
    refused("not_ruled", end_exclusion, by=cast.chair, exclusion=Exclusion.objects.get(), reason="x")


def test_being_kept_apart_removes_nothing_that_somebody_did(cast: Cast) -> None:
    case = routed_case(cast)
    confirm_position(by=cast.dsp_police, consideration=convened(cast, case), line=line())
    assert case.stream is not None
    before = history(case.stream).count()
    the_police_are_silenced(cast, case)
    position = Position.objects.get(partner="police", current=True)
    assert position.confirmed_by == cast.dsp_police.seat
    assert "Metropolitan" in position.capacity or "police" in position.capacity.lower()
    assert history(case.stream).count() > before
    text = signed_in(cast.dsp_la).get(f"/cases/{case.reference}/consideration/").content.decode()
    assert "Piers Vantongeren" in text


def test_when_a_wall_takes_a_partners_last_voice_its_lead_names_somebody_and_a_second_person_confirms(
    cast: Cast,
) -> None:
    case = routed_case(cast)
    consideration = convened(cast, case)
    assert silenced(case) == []
    the_police_are_silenced(cast, case)
    assert silenced(case) == [Partner.POLICE]
    assert Letter.objects.filter(to_person=cast.lsp_police.person, kind="stand_in_wanted").count() == 1
    refused("delegation", confirm_position, by=cast.lapsed_deputy, consideration=consideration, line=line())
    named = name_stand_in(
        by=cast.lsp_police, case=case, partner=Partner.POLICE, seat=cast.lapsed_deputy.seat,
        why="He leads the public protection command.",
    )  # fmt: skip
    assert not sees(cast.lapsed_deputy, case), "it counts only once confirmed"
    refused("own_naming", confirm_stand_in, by=cast.lsp_police, named=named)
    confirm_stand_in(by=cast.chair, named=named)
    assert silenced(case) == []
    assert sees(cast.lapsed_deputy, case)
    confirm_position(by=cast.lapsed_deputy, consideration=consideration, line=line())
    position = Position.objects.get(partner="police", current=True)
    assert "named for this case by Roland Achterberg" in position.capacity
    refused("settled", confirm_stand_in, by=cast.manager, named=named)


def test_who_stands_in_sees_that_case_only(cast: Cast) -> None:
    case = routed_case(cast)
    other = referred_case(cast, what_happened="A boy of six was found alone.")
    the_police_are_silenced(cast, case)
    stand_in(cast, case)
    assert sees(cast.lapsed_deputy, case)
    assert not sees(cast.lapsed_deputy, other)
    home = signed_in(cast.lapsed_deputy).get("/").content.decode()
    assert case.reference in home
    assert other.reference not in home


def test_standing_in_ends_when_the_partners_own_voice_is_let_back(cast: Cast) -> None:
    case = routed_case(cast)
    the_police_are_silenced(cast, case)
    stand_in(cast, case)
    interest = case.interests.get()
    rule_on_interest(by=cast.chair, interest=interest, walled=False, ruling="Another officer of that name.")
    assert sees(cast.dsp_police, case)
    assert not sees(cast.lapsed_deputy, case)
    assert events("end_stand_in", partner="police") == 1


def test_naming_somebody_is_refused_with_what_to_do(cast: Cast) -> None:
    case = routed_case(cast)
    given = {"case": case, "partner": Partner.POLICE, "seat": cast.lapsed_deputy.seat, "why": "Because."}
    refused("not_silenced", name_stand_in, by=cast.lsp_police, **given)
    the_police_are_silenced(cast, case)
    refused("not_yours", name_stand_in, by=cast.manager, **given)
    refused("other_partner", name_stand_in, by=cast.lsp_la, **given)
    refused("no_reason", name_stand_in, by=cast.lsp_police, **{**given, "why": " "})
    refused(
        "cannot_stand_in", name_stand_in, by=cast.lsp_police, **{**given, "seat": cast.deputy_health.seat}
    )
    exclude_person(by=cast.chair, case=case, person=cast.lapsed_deputy.person, reason="Is named.")
    refused("cannot_stand_in", name_stand_in, by=cast.lsp_police, **given)
    exclude_person(by=cast.chair, case=case, person=cast.lsp_police.person, reason="Is related.")
    refused("cannot_stand_in", name_stand_in, by=cast.lsp_la, **given)


def test_somebody_kept_apart_after_they_were_named_is_not_confirmed(cast: Cast) -> None:
    case = routed_case(cast)
    the_police_are_silenced(cast, case)
    named = name_stand_in(
        by=cast.lsp_police, case=case, partner=Partner.POLICE, seat=cast.lapsed_deputy.seat, why="He can."
    )
    exclude_person(by=cast.chair, case=case, person=cast.lapsed_deputy.person, reason="Is named.")
    refused("cannot_stand_in", confirm_stand_in, by=cast.chair, named=named)


@pytest.mark.parametrize(
    ("who", "title"),
    [
        ("chair", "Rule on an interest"),
        ("lsp_police", "Name who decides for the police"),
        ("manager", "name who decides for the police"),
    ],
)
def test_what_a_wall_asks_of_people_waits_in_their_work(cast: Cast, who: str, title: str) -> None:
    case = routed_case(cast)
    the_police_are_silenced(cast, case)
    assert title in signed_in(getattr(cast, who)).get("/").content.decode()
    assert title not in signed_in(cast.dsp_police).get("/").content.decode()
    assert title not in signed_in(cast.dsp_la).get("/").content.decode()


def test_the_chairs_own_interest_waits_in_the_partners_work_until_each_has_ruled(cast: Cast) -> None:
    case = routed_case(cast)
    interest = noted(cast, case)
    assert "Rule on an interest" in signed_in(cast.dsp_la).get("/").content.decode()
    rule_on_interest(by=cast.dsp_la, interest=interest, walled=True, ruling="She knows them.")
    assert "Rule on an interest" not in signed_in(cast.dsp_la).get("/").content.decode()
    assert "Rule on an interest" in signed_in(cast.dsp_health).get("/").content.decode()
    assert "Rule on an interest" not in signed_in(cast.chair).get("/").content.decode()


def test_the_page_to_rule_exists_only_for_those_who_rule(cast: Cast) -> None:
    case = routed_case(cast)
    own, members = noted(cast, case), noted(cast, case, "member")
    where = f"/cases/{case.reference}/interests/"
    assert signed_in(cast.dsp_la).get(f"{where}{own.pk}/").status_code == 200
    assert signed_in(cast.manager).get(f"{where}{own.pk}/").status_code == 404
    assert signed_in(cast.dsp_la).get(f"{where}{members.pk}/").status_code == 200, "nobody can chair now"


def stand_in(cast: Cast, case: Case) -> None:
    named = name_stand_in(
        by=cast.lsp_police, case=case, partner=Partner.POLICE, seat=cast.lapsed_deputy.seat, why="He can."
    )
    confirm_stand_in(by=cast.chair, named=named)


def page(who: object, case: Case) -> str:
    return signed_in(who).get(f"/cases/{case.reference}/access/").content.decode()  # type: ignore[arg-type]
