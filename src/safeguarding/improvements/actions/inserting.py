"""Adding very many rows at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connections, models


def insert(model: type[models.Model], same: Mapping[str, Any], each: Mapping[str, Sequence[Any]]) -> None:
    """Add rows in one statement: what is the `same` in all of them, and what `each` has, column by column.

    `bulk_create` builds an object for each row and binds every value by itself, which takes most of the time;
    here the values that differ go in as one JSON text, and the database takes it apart. They are texts, whole
    numbers, days or nothing. A column that is not named takes NULL, so that one forgotten here fails on its
    constraint; and every constraint of the table is checked as ever.
    """
    database = connections["default"]
    kinds = {name: model._meta.get_field(name.removesuffix("_id")) for name in (*same, *each)}
    names = ", ".join(f'"{kind.column}"' for kind in kinds.values())  # type: ignore[union-attr]  # all have one
    shared = ", ".join("%s" + _as(kinds[name], database) for name in same)
    own = ", ".join(f"(value->>{place}){_as(kinds[name], database)}" for place, name in enumerate(each))
    taken_apart = "json_each" if database.vendor == "sqlite" else "json_array_elements"
    listed = json.dumps(list(zip(*each.values(), strict=True)), default=date.isoformat)
    with database.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) '  # noqa: S608 - our own names
            f"SELECT {shared}, {own} FROM {taken_apart}(%s{'' if database.vendor == 'sqlite' else '::json'})",
            [*(kinds[name].get_db_prep_save(value, database) for name, value in same.items()), listed],  # type: ignore[union-attr]  # as above
        )


def _as(kind: Any, database: Any) -> str:
    """The cast that PostgreSQL needs from text. A text is never cast: that would cut what is too long."""
    plain = database.vendor == "sqlite" or isinstance(kind, models.CharField | models.TextField)
    return "" if plain else f"::{kind.db_type(database)}"
