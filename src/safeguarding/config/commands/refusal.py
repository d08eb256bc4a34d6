"""What a command says instead of doing something, and how it reaches the database."""

from __future__ import annotations

import os
from pathlib import Path

MARK = ".demonstration"
"""A file in the var folder that says that its database holds made-up people only."""


class Refusal(Exception):
    """One clear sentence; the command ends with 2."""


def var() -> Path:
    """The folder of the embedded database, its keys and the demonstration's mark."""
    home = Path(os.environ.get("SAFEGUARDING_HOME", Path.cwd()))
    return Path(os.environ.get("SAFEGUARDING_VAR", home / "var"))


def open_house(*, demonstration: bool = False) -> None:
    """Set Django up, seeing every partnership, as commands and jobs do.

    Where no mode is said, a var folder that a demonstration made is opened as one; any other is production.
    """
    if demonstration or ("SAFEGUARDING_MODE" not in os.environ and (var() / MARK).exists()):
        os.environ["SAFEGUARDING_MODE"] = "demo"
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    try:
        django.setup()
        from safeguarding.record import keys, rows

        keys.current()
        rows.set_scope("all")
    except ImproperlyConfigured as reason:
        raise Refusal(str(reason)) from reason
    except OperationalError as reason:
        raise Refusal(f"The database cannot be reached: {str(reason).splitlines()[0]}.") from reason


def open_record(*, demonstration: bool = False) -> None:
    """Set Django up on a database that has been set up already."""
    open_house(demonstration=demonstration)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        raise Refusal("There is nothing here yet. Run “safeguarding demo”, or “safeguarding migrate” first.")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal("The database is older than this program. Run “safeguarding migrate” first.")
