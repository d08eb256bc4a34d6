"""The second wall: on PostgreSQL the database itself shows no partnership another's cases."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from safeguarding.cases.models import Case
from safeguarding.people.models import Partnership
from safeguarding.record import rows
from safeguarding.record.models import Stream
from safeguarding.record.rows import Sql
from safeguarding.reports import queries
from tests.cases.builders import notified_case
from tests.people.cast import Cast, make_cast, signed_in

KNOWN_OPEN = {
    "record_dayseal": "hashes of one day's looks, without content",
    "record_anchor": "signatures over all heads, without content",
    "record_once": "keys of presses",
}


def leading_to(*targets: type[Model]) -> set[str]:
    """Every table from which a foreign key leads, by however many steps, to one of these."""
    reached = set(targets)
    while True:
        more = {
            model
            for model in apps.get_models(include_auto_created=True)
            if model not in reached
            and any((field.is_relation and field.many_to_one) or field.one_to_one
                    for field in model._meta.concrete_fields
                    if field.related_model in reached)
        }  # fmt: skip
        if not more:
            return {model._meta.db_table for model in reached}
        reached |= more


def walled() -> set[str]:
    """Every table on which a migration puts a wall."""
    return {
        line.split('"')[1]
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, Sql)
        for line in operation.forwards["postgresql"]
        if "ENABLE ROW LEVEL SECURITY" in line
    }


def test_every_table_that_belongs_to_a_case_has_a_wall() -> None:
    assert leading_to(Case) - walled() == set(), (
        "Add walled_by_parent or walled_by_partnership in a migration."
    )


def test_every_table_that_belongs_to_a_stream_has_a_wall() -> None:
    assert leading_to(Stream) - {Partnership._meta.db_table} - _people() - walled() - set(KNOWN_OPEN) == set()


def _people() -> set[str]:
    """Who holds which seat is read before anybody has a seat, so that it has no wall."""
    return {model._meta.db_table for model in apps.get_app_config("people").get_models()}


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL has walls of its own.")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_cast()


def filled(tables: set[str]) -> set[str]:
    """Which of these tables show this connection a row, asked in raw SQL."""
    with connection.cursor() as cursor:
        found = set()
        for table in sorted(tables):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608
            if cursor.fetchone():
                found.add(table)
        return found


def test_raw_sql_in_another_partnerships_scope_finds_no_row_of_any_case(cast: Cast) -> None:
    notified_case(cast)
    tables = leading_to(Case)
    with rows.scope([cast.barnet.pk]):
        assert len(filled(tables)) > 15
    for scope in ([cast.devon.pk], None):
        with rows.scope(scope):
            assert filled(tables) == set()


def test_raw_sql_cannot_write_into_another_partnerships_case(cast: Cast) -> None:
    case = notified_case(cast)
    with rows.scope([cast.devon.pk]), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET sealed = true WHERE id = %s", [case.pk])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM cases_child")
        assert cursor.rowcount == 0


def test_the_tests_run_as_a_role_that_no_wall_lets_through(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_a_request_sees_its_own_partnership_and_leaves_nothing_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    during: list[str] = []
    found = queries.live_cases

    def live_cases(*args: Any) -> Any:
        during.append(rows._current(connection)[0])  # type: ignore[arg-type]
        return found(*args)

    monkeypatch.setattr(queries, "live_cases", live_cases)
    for who in (cast.manager, cast.stranger):
        browser = signed_in(who)
        with rows.scope(None):
            assert browser.get("/").status_code == 200
            assert rows._current(connection) == ("", "")  # type: ignore[arg-type]
    assert during == [str(cast.barnet.pk), str(cast.devon.pk)]


def test_somebody_who_is_not_signed_in_sees_no_partnerships_rows(cast: Cast) -> None:
    notified_case(cast)
    with rows.scope(None):
        assert not Case.objects.exists()
        assert signed_in(cast.referrer).get("/refer/barnet/form/sent/").status_code == 200
        assert rows._current(connection) == ("", "")  # type: ignore[arg-type]


def test_every_wall_holds_for_whoever_owns_the_tables_too(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relrowsecurity")
        (walls,) = cursor.fetchone()
        assert walls > 80
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity")
        assert cursor.fetchall() == []
    with rows.scope([cast.barnet.pk]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT safeguarding_hidden_from(%s, %s, current_date, now()), "
            "current_setting('safeguarding.scope')",
            [cast.member.person.pk, cast.member.seat.pk],
        )
        assert cursor.fetchone()[1] == str(cast.barnet.pk)
