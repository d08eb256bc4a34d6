"""What the database itself refuses: changes to the record, and rows of another partnership or a hidden case.

Migrations of any app use `append_only`, `walled_by_partnership`, `walled_by_parent` and `hidden_with_case` as
operations. SQLite gets the triggers; PostgreSQL also gets row-level security and withdrawn rights, because
the service there signs in as `safeguarding_app`, which owns no table.
"""

# ruff: noqa: S608 - every name in this SQL comes from a migration, never from a person

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils import timezone

APP_ROLE = "safeguarding_app"
REFUSAL = "The record is append-only: nothing in it can be changed or removed."
Scope = Iterable[int | str] | Literal["all"] | None


class Reader(NamedTuple):
    """From whom cases are hidden: a person, and the seat in which they act, if they have chosen one."""

    person: int
    seat: int | None


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
        walls: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.forwards = {"postgresql": postgresql, "sqlite": sqlite}
        self.backwards = {"postgresql": postgresql_back, "sqlite": sqlite_back}
        self.about = about
        self.guards = guards
        self.walls = walls

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
        walls=[(table, "partnership_wall")],
        postgresql=[
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY partnership_wall ON "{table}" USING ({rule}) WITH CHECK ({rule})',
        ],
        postgresql_back=[
            f'DROP POLICY partnership_wall ON "{table}"',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ],
    )


def forced() -> Sql:
    """Every wall that stands holds for the owner of its table too; new ones are built so (`_wall`)."""
    each = (
        "DO $$ DECLARE walled regclass; BEGIN FOR walled IN SELECT oid::regclass FROM pg_class "
        "WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace "
        "LOOP EXECUTE format('ALTER TABLE %s {} ROW LEVEL SECURITY', walled); END LOOP; END $$"
    )
    return Sql(
        about="Walls hold for the owner of the tables too",
        postgresql=[each.format("FORCE")],
        postgresql_back=[each.format("NO FORCE")],
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


def unwalled(wall: Sql) -> Sql:
    """Take away a wall that another one replaces; the next operation builds it."""
    return Sql(
        about=f"{wall.about}, no longer by this rule",
        postgresql=wall.backwards["postgresql"],
        postgresql_back=wall.forwards["postgresql"],
    )


def shared_with(table: str, column: str) -> Sql:
    """Besides, rows of the table are seen by the other partnership that this column names."""
    rule = f'"{column}" = ANY((SELECT safeguarding_scope())::bigint[])'
    return Sql(
        about=f"Rows of {table} are shared with the partnership that {column} names",
        postgresql=[f'CREATE POLICY shared_with_guest ON "{table}" USING ({rule}) WITH CHECK ({rule})'],
        postgresql_back=[f'DROP POLICY shared_with_guest ON "{table}"'],
    )


# The wall by case


def hidden_cases() -> Sql:
    """The functions of the wall by case; for a migration after which all that they read is there.

    What hides a case is said once more in `cases.queries.visible` and in the permission table; tests hold
    the three together. The function that finds the hidden cases runs as the owner of the tables and sees all
    while it does, because it must read what its caller may not and the walls hold for the owner too.
    """
    return Sql(
        about="Functions of the wall around cases that are hidden from whoever acts",
        postgresql=[
            "CREATE FUNCTION safeguarding_hidden() RETURNS SETOF bigint "
            "LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$ SELECT one::bigint FROM unnest("
            "string_to_array(coalesce(current_setting('safeguarding.hidden', true), ''), ',')) AS one $$",
            "CREATE FUNCTION safeguarding_hidden_streams() RETURNS SETOF text "
            "LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$ "
            "SELECT 'case:' || one FROM safeguarding_hidden() AS one $$",
            "CREATE FUNCTION safeguarding_hidden_from("
            "person bigint, seat bigint, today date, at timestamptz) RETURNS text "
            "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ "
            "DECLARE before text := coalesce(current_setting('safeguarding.scope', true), ''); found text; "
            "BEGIN PERFORM set_config('safeguarding.scope', 'all', false); "
            "SELECT coalesce(string_agg(id::text, ','), '') INTO found FROM ("
            "SELECT case_id AS id FROM cases_exclusion WHERE person_id = $1 AND ended_at IS NULL "
            "UNION SELECT id FROM cases_case AS sealed_one WHERE sealed "
            "AND NOT EXISTS (SELECT FROM cases_grant WHERE case_id = sealed_one.id AND seat_id = $2 "
            "AND ended_at IS NULL AND since <= $3 AND (until IS NULL OR until >= $3)) "
            "AND NOT EXISTS (SELECT FROM cases_emergencyopening WHERE case_id = sealed_one.id "
            "AND seat_id = $2 AND until > $4) "
            "AND NOT EXISTS (SELECT FROM cases_area WHERE case_id = sealed_one.id AND guest_seat_id = $2)"
            ") AS hidden; "
            "PERFORM set_config('safeguarding.scope', before, false); RETURN found; END $$",
        ],
        postgresql_back=[
            "DROP FUNCTION safeguarding_hidden_from(bigint, bigint, date, timestamptz)",
            "DROP FUNCTION safeguarding_hidden_streams()",
            "DROP FUNCTION safeguarding_hidden()",
        ],
    )


def _hidden(table: str, shown: str) -> Sql:
    rule = f"(SELECT safeguarding_sees_all()) OR {shown}"
    return Sql(
        about=f"Rows of {table} are hidden with their case",
        walls=[(table, "case_wall")],
        postgresql=[
            f'CREATE POLICY case_wall ON "{table}" AS RESTRICTIVE USING ({rule}) WITH CHECK ({rule})'
        ],
        postgresql_back=[f'DROP POLICY case_wall ON "{table}"'],
    )


def hidden_with_case(table: str, column: str = "case_id") -> Sql:
    """Whatever other policies say, rows of a case that is hidden from whoever acts do not exist.

    Needed where a row is not already reached through its case alone (`walled_by_parent`).
    """
    return _hidden(table, f'("{column}" IN (SELECT one FROM safeguarding_hidden() AS one)) IS NOT TRUE')


def hidden_streams() -> Sql:
    """The same for the chains of hidden cases, which bear their cases' keys."""
    return _hidden(
        "record_stream", '("key" IN (SELECT one FROM safeguarding_hidden_streams() AS one)) IS NOT TRUE'
    )


def hidden_with_parent(table: str, column: str, parent: str) -> Sql:
    """The same for rows that may hang on something that hangs on a case."""
    above = f'SELECT 1 FROM "{parent}" AS above WHERE above."id" = "{table}"."{column}"'
    return _hidden(table, f'("{column}" IS NULL OR EXISTS ({above}))')


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


def _current(connection: BaseDatabaseWrapper) -> tuple[str, str]:
    """The partnerships in scope, and the cases that are hidden."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('safeguarding.scope', true), ''), "
            "coalesce(current_setting('safeguarding.hidden', true), '')"
        )
        found: tuple[str, str] = cursor.fetchone()
    return found


def _set(connection: BaseDatabaseWrapper, scope: str, hidden: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('safeguarding.scope', %s, false), "
            "set_config('safeguarding.hidden', %s, false)",
            [scope, hidden],
        )


def _set_for(connection: BaseDatabaseWrapper, scope: str, reader: Reader) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('safeguarding.scope', %s, false), "
            "set_config('safeguarding.hidden', safeguarding_hidden_from(%s, %s, %s, %s), false)",
            [scope, *reader, timezone.localdate(), timezone.now()],
        )


@contextmanager
def _put_back(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    before = _current(connection)
    try:
        yield before
    finally:
        if not connection.needs_rollback and connection.connection is not None:
            _set(connection, *before)


@contextmanager
def scope(ids: Scope, using: str = "default", *, reader: Reader | None = None) -> Iterator[None]:
    """`set_scope` for a block, with the earlier scope put back afterwards.

    With a reader, what is hidden from them now stays hidden for the block, in any scope but “all”.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    text = _text(ids)
    with _put_back(connection) as (_, hidden):
        if reader is None:
            _set(connection, text, hidden)
        else:
            _set_for(connection, text, reader)
        yield


@contextmanager
def past_walls(using: str = "default") -> Iterator[None]:
    """Nothing of the scope is hidden, for a block.

    Only for what must reach a case that does not exist for whoever acts, and has asked permission itself.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    with _put_back(connection) as (partnerships, _):
        _set(connection, partnerships, "")
        yield


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
    """Tables that a migration made append-only or put a wall around, and that no longer are.

    Django rebuilds a SQLite table when a column changes, and its triggers go with the old one: a migration
    that alters an append-only table must end with `append_only` again.
    """
    connection = connections[using]
    loader = MigrationLoader(connection)
    applied = [
        operation
        for node, migration in loader.disk_migrations.items()
        if node in loader.applied_migrations
        for operation in migration.operations
        if isinstance(operation, Sql)
    ]
    guarded = {table for operation in applied for table in operation.guards}
    walled: set[tuple[str, str]] = set()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            walled = {wall for operation in applied for wall in operation.walls}
            cursor.execute(
                "SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
                "WHERE c.relrowsecurity AND c.relforcerowsecurity"
            )
            walled -= set(cursor.fetchall())
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    unguarded = {table for table in guarded if not {f"{table}_no_update", f"{table}_no_delete"} <= there}
    return sorted(unguarded | {table for table, _ in walled})
