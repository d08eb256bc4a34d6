"""The second wall: on PostgreSQL a forgotten filter still shows nothing of another partnership."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from safeguarding.record import rows
from safeguarding.record.actions import open_stream
from safeguarding.record.models import DaySeal, Disposal, Event, Kept, Look, Stream
from safeguarding.record.verify import verify_all
from tests.conftest import Owner
from tests.record.conftest import add, tell_story

walled = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
MODELS: list[Any] = [Stream, Event, Kept, Look, DaySeal, Disposal]


def counts() -> list[int]:
    return [model.objects.count() for model in MODELS]


@walled
def test_each_partnership_sees_its_own_rows_and_no_others(db: None) -> None:
    tell_story()
    everything = counts()
    with rows.scope([1]):
        first = counts()
        assert set(Stream.objects.values_list("partnership_key", flat=True)) == {"1"}
        assert set(Event.objects.values_list("stream__partnership_key", flat=True)) == {"1"}
    with rows.scope([2]):
        second = counts()
    with rows.scope([1, 2]):
        assert counts() == everything
    assert [one + two for one, two in zip(first, second, strict=True)] == everything
    assert all(one and two for one, two in zip(first[:5], second[:5], strict=True))


@walled
@pytest.mark.parametrize("scope", [None, [], [3]])
def test_without_a_scope_nothing_exists(db: None, scope: Any) -> None:
    tell_story()
    with rows.scope(scope):
        assert counts() == [0] * len(MODELS)


@walled
def test_nothing_can_be_written_for_another_partnership(db: None) -> None:
    case = open_stream(kind="case", of="theirs", partnership=2)
    rows.set_scope([1])
    with pytest.raises(DatabaseError), transaction.atomic():
        open_stream(kind="case", of="x", partnership=2)
    with pytest.raises((DatabaseError, Stream.DoesNotExist)), transaction.atomic():
        add(case)


@walled
def test_the_scope_before_comes_back_even_after_an_error(db: None) -> None:
    tell_story()
    with pytest.raises(ValueError, match="x"), rows.scope([1]):
        raise ValueError("x")
    with pytest.raises(DatabaseError), transaction.atomic(), rows.scope([1]):
        Event.objects.update(act="x")
    assert Stream.objects.count() == 5


@walled
def test_verifying_sees_everything_whoever_asks(db: None) -> None:
    tell_story()
    rows.set_scope([1])
    assert verify_all().streams == 5


@pytest.mark.parametrize("scope", ["1,2", "ALL", ["1,2"], ["all"], ["1; --"], [""]])
def test_an_odd_scope_is_refused(db: None, scope: Any) -> None:
    with pytest.raises(ValueError, match="scope"):
        rows.set_scope(scope)


def test_the_guards_and_walls_can_be_taken_back_and_set_again(
    transactional_db: None, as_owner: Owner
) -> None:
    """A later migration that alters one of these tables does this; the functions stay, for other rooms use
    them.
    """
    migration = MigrationLoader(connection).disk_migrations["record", "0001_initial"]
    mine = [one for one in migration.operations if isinstance(one, rows.Sql) and "Functions" not in one.about]
    with as_owner() if connection.vendor == "postgresql" else nullcontext():
        with connection.schema_editor() as editor:
            for operation in reversed(mine):
                operation.database_backwards("record", editor, None, None)
        missing = rows.guards_missing()
        with connection.schema_editor() as editor:
            for operation in mine:
                operation.database_forwards("record", editor, None, None)
    assert {"record_event", "record_kept", "record_look"} <= set(missing)
    assert rows.guards_missing() == []
