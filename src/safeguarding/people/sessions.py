"""Database sessions that know whose they are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from safeguarding.people.models import Session


class SessionStore(DatabaseSessions):
    """Keeps the person beside the session: whoever signed in, or whoever came by a door."""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        person = data.get(SESSION_KEY) or data.get("door_person")
        row.person_id = int(person) if person else None  # type: ignore[attr-defined]  # our own model
        return row
