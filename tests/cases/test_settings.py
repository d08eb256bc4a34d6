"""Children in institutions (edge case 4): the register, every placing authority asked, what runs beside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.cases.actions.areas import invite_area
from safeguarding.cases.actions.settings import keep_setting, note_stay
from safeguarding.cases.models import Case, Setting, Stay
from safeguarding.cases.next_steps import work
from safeguarding.statute.settings import Held, Regulator, SettingKind
from tests.cases.builders import notified_case, today
from tests.cases.test_route import refused
from tests.people.cast import Cast, events, signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def house(cast: Cast, name: str = "Larkfield House") -> Setting:
    return keep_setting(
        by=cast.manager, name=name, kind=SettingKind.SECURE_CHILDRENS_HOME, provider="Larkfield Homes",
        regulator=Regulator.OFSTED,
    )  # fmt: skip


def stay(cast: Cast, case: Case, *placing: str, setting: Setting | None = None) -> Stay:
    return note_stay(
        by=cast.manager, case=case, child=case.children.get(), setting=setting or house(cast),
        held=Held.CUSTODY, placing=placing,
    )  # fmt: skip


def errands(cast: Cast) -> list[str]:
    return [item.title for item in work(cast.manager)]


def test_every_authority_that_placed_a_child_there_is_asked(cast: Cast, case: Case) -> None:
    stay(cast, case, "Leeds", "  Kent ", "Leeds")
    assert "Ask the placing authorities" in errands(cast)
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/setting/").content.decode()
    assert page.count("Not asked yet") == 2
    for name in ("Leeds", "kent"):
        invite_area(
            by=cast.manager, case=case, area=name, contact="Its manager", invited_on=today(), asked="What?"
        )
    assert "Ask the placing authorities" not in errands(cast)
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/setting/").content.decode()
    assert "Not asked yet" not in page


def test_the_area_that_leads_need_not_ask_itself(cast: Cast, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(area_of_incident="Barnet")
    stay(cast, case, "Barnet")
    assert "Ask the placing authorities" not in errands(cast)
    assert (
        "Leads this case" in signed_in(cast.chair).get(f"/cases/{case.reference}/setting/").content.decode()
    )


def test_the_regulators_and_ombudsmans_processes_are_linked_until_noted(cast: Cast, case: Case) -> None:
    stay(cast, case, "Leeds")
    page = signed_in(cast.chair).get(f"/cases/{case.reference}/setting/").content.decode()
    for words in ("Ofsted regulation", "Prisons and Probation Ombudsman", "Allegation against somebody"):
        assert words in page
    assert "?kind=ofsted_regulatory" in page


def test_a_stay_said_again_takes_the_place_of_the_earlier_and_both_are_kept(cast: Cast, case: Case) -> None:
    home = house(cast)
    stay(cast, case, "Leeds", setting=home)
    stay(cast, case, "Leeds", "Kent", setting=home)
    assert case.stays.count() == 2
    assert case.stays.get(current=True).placing == ["Leeds", "Kent"]
    assert events("note_stay", setting=str(home.pk)) == 2


def test_what_does_not_make_sense_is_refused(cast: Cast, case: Case) -> None:
    home = house(cast)
    refused("there_already", house, cast=cast, name="LARKFIELD house")
    refused("no_placing_authority", stay, cast=cast, case=case, setting=home)
    given = {
        "case": case,
        "child": case.children.get(),
        "setting": home,
        "held": Held.NO,
        "placing": ["Leeds"],
    }
    refused("not_yours", note_stay, by=cast.chair, **given)
    refused("date_to_come", note_stay, by=cast.manager, **given, since=today() + timedelta(days=1))
    other = notified_case(cast, what_happened="A boy of two fell.")
    refused("other_case", note_stay, by=cast.manager, **{**given, "child": other.children.get()})
    refused(
        "not_yours", keep_setting, by=cast.chair, name="x", kind=SettingKind.OTHER, provider="",
        regulator=Regulator.NONE,
    )  # fmt: skip


def test_a_setting_is_corrected_and_stays_one(cast: Cast) -> None:
    home = house(cast)
    page = signed_in(cast.manager).post(
        f"/settings/{home.pk}/",
        {"name": "Larkfield House", "kind": "childrens_home", "regulator": "ofsted", "provider": "New Homes",
         "once": "a" * 24},
    )  # fmt: skip
    assert page.status_code == 302
    assert Setting.objects.get().provider == "New Homes"
    assert signed_in(cast.chair).get(f"/settings/{home.pk}/").status_code == 404
    assert signed_in(cast.stranger).get(f"/settings/{home.pk}/").status_code == 404
    assert "Larkfield House" not in signed_in(cast.stranger).get("/settings/").content.decode()
    refused(
        "other_area", keep_setting, by=cast.stranger, setting=home, name="Ours", kind=SettingKind.OTHER,
        provider="", regulator=Regulator.NONE,
    )  # fmt: skip


def test_the_case_page_takes_placing_authorities_one_a_line(cast: Cast, case: Case) -> None:
    home = house(cast)
    sent = signed_in(cast.manager).post(
        f"/cases/{case.reference}/setting/",
        {"child": case.children.get().pk, "setting": home.pk, "held": "no", "placing": "Leeds\r\nKent\r\n",
         "once": "a" * 24},
    )  # fmt: skip
    assert sent.status_code == 302
    assert case.stays.get().placing == ["Leeds", "Kent"]
