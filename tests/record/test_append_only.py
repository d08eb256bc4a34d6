"""Neither our own code nor the service's database role can change what was recorded."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from safeguarding.record import rows
from safeguarding.record.models import Anchor, DaySeal, Disposal, Event, Kept, Look
from tests.record.conftest import tell_story

TABLES = [Event, Look, DaySeal, Anchor, Disposal, Kept]
CHANGES = {
    Event: {"act": "x"},
    Look: {"what": "x"},
    DaySeal: {"count": 0},
    Anchor: {"signature": "x"},
    Disposal: {"under_id": 1},
    Kept: {"what": "x"},
}


@pytest.mark.parametrize("model", TABLES)
def test_no_row_can_be_updated(db: None, model: type[Event]) -> None:
    tell_story()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(pk=model.objects.order_by("pk")[0].pk).update(**CHANGES[model])


@pytest.mark.parametrize("model", TABLES)
def test_no_row_can_be_deleted(db: None, model: type[Event]) -> None:
    tell_story()
    table, count = model._meta.db_table, model.objects.count()
    assert count
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
    assert model.objects.count() == count


@pytest.mark.parametrize("model", TABLES)
def test_no_row_can_be_replaced_or_all_thrown_away(db: None, model: type[Event]) -> None:
    tell_story()
    table = model._meta.db_table
    statement = (
        f'TRUNCATE "{table}" CASCADE'
        if connection.vendor == "postgresql"
        else f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}" LIMIT 1'  # noqa: S608
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_guard_that_a_migration_set_is_there(db: None) -> None:
    assert rows.guards_missing() == []


def test_a_guard_that_is_gone_is_noticed(db: None) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("The service's role cannot remove one: see the next test.")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER record_event_no_update")
    assert rows.guards_missing() == ["record_event"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE record_event DISABLE TRIGGER ALL",
        "DROP TRIGGER record_event_no_update ON record_event",
        "DROP POLICY partnership_wall ON record_event",
        "ALTER TABLE record_event DISABLE ROW LEVEL SECURITY",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION safeguarding_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$",
        "SET ROLE postgres",
        "DELETE FROM django_migrations",
    ],
)
def test_the_service_cannot_take_the_guards_away(db: None, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_the_tests_run_as_a_role_without_privilege(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, "
            "(SELECT count(*) FROM pg_tables WHERE tableowner = current_user) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (rows.APP_ROLE, False, False, 0)
