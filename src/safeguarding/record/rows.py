"""What the database itself refuses: changes to the record, and rows of another partnership.

Migrations of any app use `append_only`, `walled_by_partnership` and `walled_by_parent` as operations. SQLite
gets the triggers; PostgreSQL also gets row-level security and withdrawn rights, because the service there
signs in as `safeguarding_app`, which owns no table.
"""

# ruff: noqa: S608 - every name in this SQL comes from a migration, never from a person

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

APP_ROLE = "safeguarding_app"
REFUSAL = "The record is append-only: nothing in it can be changed or removed."
Scope = Iterable[int | str] | Literal["all"] | None


class Sql(Operation):
    """Statements that differ between PostgreSQL and SQLite, each with its way back."""

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        postgresql: Sequence[str] = (),
        sqlite: Sequence[str] = (),
        postgresql_back: Sequence[str] = (),
        sqlite_back: Sequence[str] = (),
        about: str = "",
        guards: Sequence[str] = (),
    ) -> None:
        self.forwards = {"postgresql": postgresql, "sqlite": sqlite}
        self.backwards = {"postgresql": postgresql_back, "sqlite": sqlite_back}
        self.about = about
        self.guards = guards

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's picture of the models does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.forwards.get(schema_editor.connection.vendor, ()):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.backwards.get(schema_editor.connection.vendor, ()):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return self.about or "Rules kept by the database"


def _withdrawn(table: str, rights: str) -> str:
    return (
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN "
        f'REVOKE {rights} ON "{table}" FROM {APP_ROLE}; END IF; END $$'
    )


def functions() -> Sql:
    """The functions that the triggers and walls of every app call; in the record's first migration."""
    return Sql(
        about="Functions of the append-only rule and the wall between partnerships",
        postgresql=[
            "CREATE FUNCTION safeguarding_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
            "CREATE FUNCTION safeguarding_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$ "
            "SELECT coalesce(current_setting('safeguarding.scope', true) = 'all', false) $$",
            "CREATE FUNCTION safeguarding_scope() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ "
            "SELECT string_to_array("
            "coalesce(nullif(current_setting('safeguarding.scope', true), 'all'), ''), ',') $$",
        ],
        postgresql_back=[
            "DROP FUNCTION safeguarding_scope()",
            "DROP FUNCTION safeguarding_sees_all()",
            "DROP FUNCTION safeguarding_refuse_change()",
        ],
    )


def append_only(table: str, *, key: Sequence[str] = (), removable_when: str = "") -> Sql:
    """Refuse update, delete and truncate of a table.

    `key` names the columns of its unique key, so that SQLite's INSERT OR REPLACE cannot slip past the rule.
    `removable_when` is a condition on OLD under which a row may be removed after all.
    """
    same = [f'"{table}"."id" = NEW."id"']
    if key:
        same.append(" AND ".join(f'"{table}"."{column}" = NEW."{column}"' for column in key))
    twin = " OR ".join(f"({condition})" for condition in same)
    allowed = removable_when or "FALSE"
    raising = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'"
    refusing, deleting = "EXECUTE FUNCTION safeguarding_refuse_change()", f"{table}_guard_delete"
    abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return Sql(
        about=f"Rows of {table} can be added and read, never changed",
        guards=[table],
        postgresql=[
            f'CREATE TRIGGER {table}_no_update BEFORE UPDATE ON "{table}" FOR EACH ROW {refusing}',
            f'CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refusing}',
            # A function, because the condition of a PostgreSQL trigger cannot look into other tables.
            f"CREATE FUNCTION {deleting}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {allowed} THEN RETURN OLD; END IF; {raising}; END $$",
            f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" FOR EACH ROW '
            f"EXECUTE FUNCTION {deleting}()",
            _withdrawn(table, "UPDATE, TRUNCATE" if removable_when else "UPDATE, DELETE, TRUNCATE"),
        ],
        sqlite=[
            f'CREATE TRIGGER {table}_no_update BEFORE UPDATE ON "{table}" {abort}',
            f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" WHEN NOT ({allowed}) {abort}',
            f'CREATE TRIGGER {table}_no_replace BEFORE INSERT ON "{table}" '
            f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {twin}) {abort}',
        ],
        postgresql_back=[
            f'DROP TRIGGER {table}_no_delete ON "{table}"',
            f"DROP FUNCTION {deleting}()",
            f'DROP TRIGGER {table}_no_truncate ON "{table}"',
            f'DROP TRIGGER {table}_no_update ON "{table}"',
        ],
        sqlite_back=[f"DROP TRIGGER {table}_{name}" for name in ("no_replace", "no_delete", "no_update")],
    )


def _wall(table: str, seen: str) -> Sql:
    rule = f"(SELECT safeguarding_sees_all()) OR {seen}"
    return Sql(
        about=f"Rows of {table} are seen only in their partnership",
        postgresql=[
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'CREATE POLICY partnership_wall ON "{table}" USING ({rule}) WITH CHECK ({rule})',
        ],
        postgresql_back=[
            f'DROP POLICY partnership_wall ON "{table}"',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ],
    )


def walled_by_partnership(table: str, column: str = "partnership_id", kind: str = "bigint") -> Sql:
    """On PostgreSQL, rows of partnerships outside the scope do not exist.

    `kind` is the type of the column.
    """
    return _wall(table, f'"{column}" = ANY((SELECT safeguarding_scope())::{kind}[])')


def walled_by_parent(table: str, column: str = "case_id", parent: str = "cases_case", key: str = "id") -> Sql:
    """On PostgreSQL, a row exists only for those for whom its parent does (by default: its case)."""
    return _wall(
        table, f'EXISTS (SELECT 1 FROM "{parent}" AS above WHERE above."{key}" = "{table}"."{column}")'
    )


def shared_with(table: str, column: str) -> Sql:
    """Besides, rows of the table are seen by the other partnership that this column names."""
    rule = f'"{column}" = ANY((SELECT safeguarding_scope())::bigint[])'
    return Sql(
        about=f"Rows of {table} are shared with the partnership that {column} names",
        postgresql=[f'CREATE POLICY shared_with_guest ON "{table}" USING ({rule}) WITH CHECK ({rule})'],
        postgresql_back=[f'DROP POLICY shared_with_guest ON "{table}"'],
    )


# The scope of the connection


def _text(ids: Scope) -> str:
    if ids is None:
        return ""
    if isinstance(ids, str):
        if ids != "all":
            raise ValueError("A scope is “all”, a list of partnership ids, or None.")
        return ids
    texts = [str(one) for one in ids]
    if not all(text.isalnum() and text != "all" for text in texts):
        raise ValueError("A partnership id in a scope may hold letters and digits only.")
    return ",".join(texts)


def set_scope(ids: Scope, using: str = "default") -> None:
    """Which partnerships' rows this connection sees: ids, “all” (jobs and commands), or None for nothing.

    Without a call nothing is seen. Does nothing on SQLite, which has no such wall.
    """
    text = _text(ids)
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('safeguarding.scope', %s, false)", [text])


def _current(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('safeguarding.scope', true), '')")
        found: tuple[str] = cursor.fetchone()
    return found[0]


@contextmanager
def scope(ids: Scope, using: str = "default") -> Iterator[None]:
    """`set_scope` for a block, with the earlier scope put back afterwards."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    before = _current(connection)
    set_scope(ids, using)
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('safeguarding.scope', %s, false)", [before])


# The service's own role


def grant_to_service(using: str = "default") -> None:
    """After migrating as the owner: make the service's role, and give it what it may do and no more.

    Tables that are append-only are known by their triggers, so that none can be forgotten here.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"DO $$ BEGIN CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}")
        # A table with these triggers is append-only; one whose rows may go under a condition keeps DELETE.
        cursor.execute(
            "SELECT c.relname, bool_or(p.prosrc LIKE '%IF FALSE THEN%') FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "GROUP BY c.relname HAVING bool_or(t.tgname = c.relname || '_no_update')"
        )
        for table, for_good in cursor.fetchall():
            cursor.execute(
                f'REVOKE UPDATE, TRUNCATE{", DELETE" if for_good else ""} ON "{table}" FROM {APP_ROLE}'
            )


def guards_missing(using: str = "default") -> list[str]:
    """Tables that a migration made append-only and that no longer are.

    Django rebuilds a SQLite table when a column changes, and its triggers go with the old one: a migration
    that alters an append-only table must end with `append_only` again.
    """
    connection = connections[using]
    loader = MigrationLoader(connection)
    wanted = {
        table
        for node, migration in loader.disk_migrations.items()
        if node in loader.applied_migrations
        for operation in migration.operations
        if isinstance(operation, Sql)
        for table in operation.guards
    }
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return sorted(table for table in wanted if not {f"{table}_no_update", f"{table}_no_delete"} <= there)
