"""The test databases: SQLite in a file by default, PostgreSQL when SAFEGUARDING_DATABASE names one.

On PostgreSQL the owner migrates and the tests run as the service's own role, which owns no table and is
stopped by row-level security: a superuser would walk through the walls that the tests are about.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test.testcases import TransactionTestCase
from hypothesis import HealthCheck, settings

from safeguarding.record import rows

# How quick a property is says how loaded the machine is, not whether the property holds.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

Wipe = Callable[[], None]
Owner = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each worker's SQLite a file of its own: threads and child processes must meet in it."""
    if connection.vendor == "sqlite":
        path = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the owner has migrated, go on as the service's role; at the end the owner drops the database.

    The database is open only while this sets it up: a test that asks it unmarked fails in any order.
    """
    if connection.vendor != "postgresql":
        with ExitStack() as to_undo:
            with django_db_blocker.unblock():
                to_undo.enter_context(_restoring_sqlite())
            yield
        return
    with django_db_blocker.unblock():
        rows.grant_to_service()
        owner = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD", "OPTIONS")}
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (True,), "The owner of the test database must be a superuser."
    service = {
        "USER": rows.APP_ROLE,
        "PASSWORD": "",
        "OPTIONS": {**owner["OPTIONS"], "options": "-c jit=off -c safeguarding.scope=all"},
    }
    with ExitStack() as to_undo:
        with django_db_blocker.unblock():
            to_undo.enter_context(_restoring_postgresql(owner))
        _sign_in(service)
        yield
        _sign_in(owner)


def _sign_in(settings: dict[str, Any]) -> None:
    connections.close_all()
    connection.settings_dict.update(settings)


@contextmanager
def _as(settings: dict[str, Any]) -> Iterator[None]:
    before = {name: connection.settings_dict[name] for name in settings}
    _sign_in(settings)
    try:
        yield
    finally:
        _sign_in(before)


@contextmanager
def _teardown(wipe: Wipe) -> Iterator[None]:
    """Replace Django's flush, which the append-only rules refuse, by our own emptying."""
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: wipe()
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = flush


@contextmanager
def _restoring_sqlite() -> Iterator[None]:
    """Put the database back as it was after its migrations, byte by byte."""
    connection.ensure_connection()
    pristine = sqlite3.connect(":memory:")
    connection.connection.backup(pristine)

    def wipe() -> None:
        connection.ensure_connection()
        pristine.backup(connection.connection)

    with _teardown(wipe):
        yield
    pristine.close()


@contextmanager
def _restoring_postgresql(owner: dict[str, Any]) -> Iterator[None]:
    """Empty, as the owner, every table that was empty after the migrations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]

    def filled(among: list[str]) -> list[str]:
        with connection.cursor() as cursor:
            asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in among)  # noqa: S608
            cursor.execute(" UNION ALL ".join(asked))
            return [name for (name,) in cursor.fetchall()]

    before = set(filled(tables))
    emptied = [table for table in tables if table not in before]

    def wipe() -> None:
        with _as(owner), connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for table in filled(emptied):
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608

    with _teardown(wipe):
        yield


@pytest.fixture
def as_owner(transactional_db: None) -> Owner:
    """A block in which the connection is the owner's, with the append-only triggers off: a tamperer's."""

    @contextmanager
    def owner() -> Iterator[None]:
        if connection.vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'django_migrations'")
                (name,) = cursor.fetchone()
            with _as({"USER": name}):
                with connection.cursor() as cursor:
                    cursor.execute("SET session_replication_role = replica")
                yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                for _name, sql in triggers:
                    cursor.execute(sql)
                cursor.execute("PRAGMA foreign_keys = ON")

    return owner


@pytest.fixture
def chain_verifies(db: None) -> Iterator[None]:
    """After the test, the whole record must verify."""
    from safeguarding.record.verify import verify_all

    yield
    report = verify_all()
    assert report.ok, report.first_broken


@pytest.fixture(scope="session")
def database_settings(django_db_setup: None) -> dict[str, str]:
    """The environment with which a child process of ours reaches the same test database."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return {"SAFEGUARDING_DATABASE": str(Path(found["NAME"]))}
    user, host, port, name = (found[key] for key in ("USER", "HOST", "PORT", "NAME"))
    return {"SAFEGUARDING_DATABASE": f"postgresql://{user}@{host}:{port}/{name}"}
