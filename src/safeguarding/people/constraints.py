"""What the database itself refuses about seats."""

from __future__ import annotations

from safeguarding.record.rows import Sql

TWO_PARTNERS = "One person cannot hold or act for two statutory partners in one partnership."

_PARTNERS = ("la", "health", "police")
_STEMS = ("dsp", "deputy", "lsp")


def _partner(role: str) -> str:
    cases = (
        f"WHEN {role} IN ({', '.join(repr(f'{stem}_{partner}') for stem in _STEMS)}) THEN '{partner}'"
        for partner in _PARTNERS
    )
    return f"(CASE {' '.join(cases)} END)"


def one_partner_a_person() -> Sql:
    """At no time may a person hold seats for two statutory partners in one partnership.

    A later migration that rebuilds `people_seat` on SQLite must end with this operation again.
    """
    clash = (
        'EXISTS (SELECT 1 FROM "people_seat" AS other WHERE other.person_id = NEW.person_id '  # noqa: S608 - ours
        "AND other.partnership_id = NEW.partnership_id AND other.id <> NEW.id "
        f"AND {_partner('other.role')} <> {_partner('NEW.role')} "
        "AND other.since <= COALESCE(NEW.until, '9999-12-31') "
        "AND NEW.since <= COALESCE(other.until, '9999-12-31'))"
    )
    return Sql(
        about="One person, one statutory partner",
        postgresql=[
            "CREATE FUNCTION people_seat_one_partner() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {clash} THEN RAISE EXCEPTION '{TWO_PARTNERS}' "
            "USING ERRCODE = 'exclusion_violation'; END IF; "
            "RETURN NULL; END $$",
            'CREATE TRIGGER people_seat_one_partner AFTER INSERT OR UPDATE ON "people_seat" '
            "FOR EACH ROW EXECUTE FUNCTION people_seat_one_partner()",
        ],
        sqlite=[
            f'CREATE TRIGGER people_seat_one_partner_{when.lower()} AFTER {when} ON "people_seat" '
            f"WHEN {clash} BEGIN SELECT RAISE(ABORT, '{TWO_PARTNERS}'); END"
            for when in ("INSERT", "UPDATE")
        ],
        postgresql_back=[
            'DROP TRIGGER people_seat_one_partner ON "people_seat"',
            "DROP FUNCTION people_seat_one_partner()",
        ],
        sqlite_back=[
            "DROP TRIGGER people_seat_one_partner_insert",
            "DROP TRIGGER people_seat_one_partner_update",
        ],
    )
