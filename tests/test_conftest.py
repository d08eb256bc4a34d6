"""What the tests rest on: one that asks the database must say so, whichever ran before it."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.django_db
def test_a_marked_test_finds_the_database_open() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_an_unmarked_test_finds_the_database_shut_though_it_was_set_up(django_db_setup: None) -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()
