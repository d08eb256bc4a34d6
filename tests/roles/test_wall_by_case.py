"""The second wall by case: on PostgreSQL a case that is hidden from whoever acts does not exist for them.

Asked in raw SQL and in queries without any filter, as the service's own role.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases import web
from safeguarding.cases.actions.emergency import open_in_emergency
from safeguarding.cases.actions.interests import declare_interest, exclude_person
from safeguarding.cases.actions.leaving import leave
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import Case, Child, Interest
from safeguarding.people.acting import Acting
from safeguarding.record import rows
from safeguarding.record.models import Look
from safeguarding.reports import queries
from tests.cases.builders import referred_case, today
from tests.conftest import Owner
from tests.people.cast import Cast, make_cast, signed_in
from tests.roles.pages import body
from tests.roles.test_walls_in_the_database import KNOWN_OPEN
from tests.roles.world import World, make_world

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Only PostgreSQL has walls of its own."
)
Rows = dict[str, set[int]]


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_cast()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def ask(sql: str, *given: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: list[Any] = cursor.fetchall()
    return found


def references() -> list[tuple[str, str, str]]:
    """Every foreign key of the database: from which table, by which column, to which table."""
    return ask(
        "SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text FROM pg_constraint c "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'"
    )


def key_of(table: str) -> str:
    """The column of a table's primary key."""
    ((column,),) = ask(
        "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
        "AND a.attnum = i.indkey[0] WHERE i.indisprimary AND i.indrelid = %s::regclass",
        table,
    )
    return str(column)


def keys(table: str, column: str, values: set[int]) -> set[int]:
    """The keys of the rows of a table that have one of these values."""
    sql = f'SELECT "{key_of(table)}" FROM "{table}" WHERE "{column}" = ANY(%s)'  # noqa: S608
    return {key for (key,) in ask(sql, list(values))}


def hangs_on(*cases: Case) -> Rows:
    """Every row from which foreign keys lead, by however many steps, to these cases or their chains."""
    found: Rows = defaultdict(set, {"cases_case": {case.pk for case in cases}})
    found["record_stream"] = {case.stream_id for case in cases if case.stream_id}
    new = dict(found)
    while new:
        more: Rows = defaultdict(set)
        for table, column, to in references():
            if to in new and not apart(table):
                more[table] |= keys(table, column, new[to]) - found[table]
        new = {table: those for table, those in more.items() if those}
        for table, those in new.items():
            found[table] |= those
    return {table: those for table, those in found.items() if those}


OF_NO_CASE = {"documents_template"}
"""Walled by partnership: their files hang on the partnership's own chain, never on a case's."""


def apart(table: str) -> bool:
    """Whether a table is known to need no such wall: people are read before anybody has a seat."""
    return table in {*KNOWN_OPEN, *OF_NO_CASE} or table.startswith("people_")


def shown(among: Rows) -> Rows:
    """Which of these rows the connection is shown."""
    there = {table: keys(table, key_of(table), those) for table, those in among.items()}
    return {table: those for table, those in there.items() if those}


def as_shown_to(who: Acting) -> Any:
    return rows.scope([who.seat.partnership_id], reader=rows.Reader(who.seat.person_id, who.seat.pk))


def test_every_table_that_hangs_on_a_case_has_the_wall(db: None) -> None:
    """By a policy of its own, or because its rows are shown only with a row that has it."""
    policies: dict[str, dict[str, tuple[str, bool]]] = defaultdict(dict)
    for table, name, rule, only_narrows in ask(
        "SELECT p.polrelid::regclass::text, p.polname, pg_get_expr(p.polqual, p.polrelid), "
        "NOT p.polpermissive FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relrowsecurity"
    ):
        policies[table][name] = (rule, only_narrows)
    hanging, walled = {"cases_case", "record_stream"}, {
        table for table, has in policies.items() if has.get("case_wall", ("", False))[1]
    }  # fmt: skip
    for _ in range(9):
        for table, column, to in references():
            if to in hanging and not apart(table):
                hanging.add(table)
            rule = policies[table].get("partnership_wall", ("", False))[0]
            if to in walled and len(policies[table]) == 1 and f"FROM {to} above" in rule and column in rule:
                walled.add(table)
    assert len(hanging) > 80
    assert hanging - walled == set(), "Add hidden_with_case or walled_by_parent in a migration."


def test_somebody_kept_apart_is_shown_no_row_of_the_case_and_others_are_shown_all(world: World) -> None:
    open_ones = [one for name, one in world.cases.items() if name not in {"sealed", "devons"}]
    hanging = hangs_on(*open_ones)
    assert len(hanging) > 50
    for who in (world.cast.excluded, world.cast.lsp_police):
        with as_shown_to(who):
            assert shown(hanging) == {}
    for who in (world.cast.manager, world.cast.dsp_la, world.cast.chair):
        with as_shown_to(who):
            assert shown(hanging) == hanging


def test_a_sealed_case_is_shown_to_whoever_is_named_on_it_alone(world: World) -> None:
    hanging = hangs_on(world.cases["sealed"])
    assert len(hanging) > 10
    with as_shown_to(world.cast.chair):
        assert shown(hanging) == hanging
    for who in (world.cast.manager, world.cast.dsp_la, world.cast.scrutineer, world.cast.author):
        with as_shown_to(who):
            assert shown(hanging) == {}
            assert Case.objects.exists()
    nowhere_yet = rows.Reader(world.cast.chair.seat.person_id, None)
    with rows.scope([world.cast.barnet.pk], reader=nowhere_yet):
        assert shown(hanging) == {}


def test_nothing_can_be_changed_or_added_behind_the_wall(cast: Cast) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_la.person, reason="A neighbour.")
    with as_shown_to(cast.dsp_la):
        assert Case.objects.update(marking="x") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Child.objects.create(case=case, pseudonym="Alder")
        with rows.scope([cast.barnet.pk]):
            assert not Case.objects.exists(), "a narrower scope inside a request must not open it"


def test_an_emergency_shows_the_case_for_its_hour(cast: Cast) -> None:
    case = seal_case(by=cast.manager, case=referred_case(cast), named=[], reason="A colleague’s child.")
    with as_shown_to(cast.scrutineer):
        assert not Case.objects.exists()
        open_in_emergency(by=cast.scrutineer, reference=case.reference, reason="The aunt rang.")
    with as_shown_to(cast.scrutineer):
        assert Case.objects.get() == case
    with as_shown_to(cast.dsp_la):
        assert not Case.objects.exists()
    an_hour_on = timezone.now() + timedelta(minutes=61)
    with time_machine.travel(an_hour_on, tick=False), as_shown_to(cast.scrutineer):
        assert not Case.objects.exists()


def test_a_page_that_forgets_its_filter_shows_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_la.person, reason="A neighbour.")
    monkeypatch.setattr(web, "visible_to", lambda by: Case.objects.select_related("partnership", "stream"))
    monkeypatch.setattr(web, "may_do", lambda *given: True)
    where = f"/cases/{case.reference}/"
    assert signed_in(cast.dsp_health).get(where).status_code == 200
    assert signed_in(cast.dsp_la).get(where).status_code == 404
    assert Look.objects.filter(person=str(cast.dsp_la.person.pk), kind="refused").exists()


def test_what_is_hidden_from_one_is_there_for_the_next_on_the_same_connection(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_la.person, reason="A neighbour.")
    during, found = [], queries.live_cases

    def live_cases(*args: Any) -> Any:
        during.append((rows._current(connection), Case.objects.count()))
        return found(*args)

    monkeypatch.setattr(queries, "live_cases", live_cases)
    for who in (cast.dsp_la, cast.manager, cast.dsp_la):
        browser = signed_in(who)
        with rows.scope(None):
            assert browser.get("/").status_code == 200
            assert rows._current(connection) == ("", "")
    here = str(cast.barnet.pk)
    hidden, open_to_all = ((here, str(case.pk)), 0), ((here, ""), 1)
    assert during == [hidden, open_to_all, hidden]


def test_what_was_hidden_comes_back_after_an_error_behind_the_wall(cast: Cast) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_la.person, reason="A neighbour.")
    with as_shown_to(cast.dsp_la):
        with rows.past_walls():
            assert Case.objects.get() == case
        with pytest.raises(DatabaseError), transaction.atomic(), rows.past_walls():
            ask("SELECT 1 / 0")
        assert not Case.objects.exists()


def test_an_act_that_walls_off_whoever_does_it_is_finished(cast: Cast) -> None:
    case = referred_case(cast)
    with as_shown_to(cast.dsp_la):
        declare_interest(by=cast.dsp_la, case=case, kind=Interest.Kind.PERSONAL, words="My cousin.")
    with as_shown_to(cast.dsp_la):
        assert not Case.objects.exists()


def test_a_referrer_learns_nothing_of_a_seal(cast: Cast) -> None:
    case = referred_case(cast)
    browser = signed_in(cast.referrer)
    before = body(browser.get("/refer/barnet/form/sent/").content)
    Case.objects.filter(pk=case.pk).update(sealed=True)
    assert body(browser.get("/refer/barnet/form/sent/").content) == before


def test_an_emergency_opening_is_looked_at_by_somebody_not_named_on_the_case(cast: Cast) -> None:
    case = seal_case(by=cast.manager, case=referred_case(cast), named=[], reason="A colleague’s child.")
    opening = open_in_emergency(by=cast.scrutineer, reference=case.reference, reason="The aunt rang.")
    browser, where = signed_in(cast.governance), reverse("cases:review_emergency", args=[opening.pk])
    assert browser.get(where).status_code == 200
    said = {"finding": "needed", "words": "It was.", "once": "looked"}
    assert browser.post(where, said).status_code == 302
    opening.refresh_from_db()
    assert opening.reviewed_by == cast.governance.seat


def test_a_seat_ends_with_its_access_to_a_case_that_its_ender_may_not_see(cast: Cast) -> None:
    seal_case(
        by=cast.chair, case=referred_case(cast), named=[cast.member.seat], reason="A colleague’s child."
    )
    with as_shown_to(cast.manager):
        leave(by=cast.manager, seat=cast.member.seat, last_day=today(), to={})
    assert cast.member.seat.grants.get().until == today()


def test_a_wall_by_case_that_is_missing_is_reported(transactional_db: None, as_owner: Owner) -> None:
    """The wall can also be taken back and set again, as a migration does."""
    mine = [
        one
        for migration in MigrationLoader(connection).disk_migrations.values()
        for one in migration.operations
        if isinstance(one, rows.Sql) and ("case_wall" in {name for _, name in one.walls})
    ]
    with as_owner():
        with connection.schema_editor() as editor:
            for operation in mine:
                operation.database_backwards("cases", editor, None, None)
        missing = rows.guards_missing()
        with connection.schema_editor() as editor:
            for operation in mine:
                operation.database_forwards("cases", editor, None, None)
    assert missing == sorted(table for one in mine for table, _ in one.walls)
    assert {"cases_case", "record_stream", "correspondence_letter"} <= set(missing)
    assert rows.guards_missing() == []
