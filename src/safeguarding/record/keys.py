"""The keys: from settings, from environment variables, or from a file that only the service may read.

They are kept apart from Django's SECRET_KEY, so that ending every session does not lock the data, and a
leaked session secret opens nothing.
"""

from __future__ import annotations

import json
import os
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NAMES = ("field", "blind", "file", "anchor")
LENGTH = 32


@dataclass(frozen=True)
class Keys:
    """Each kind of key, the newest first: the first writes, all can read."""

    field: tuple[bytes, ...]
    blind: tuple[bytes, ...]
    file: tuple[bytes, ...]
    anchor: tuple[bytes, ...]


def new() -> dict[str, list[str]]:
    """A fresh set of keys, ready to be stored as JSON."""
    return {name: [urlsafe_b64encode(os.urandom(LENGTH)).decode()] for name in NAMES}


def _decoded(name: str, given: object) -> tuple[bytes, ...]:
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list | tuple) or not texts:
        raise ImproperlyConfigured(
            f"The “{name}” key is missing. Keep at least one key of each kind: {', '.join(NAMES)}."
        )
    keys = []
    for text in texts:
        try:
            key = urlsafe_b64decode(str(text))
        except ValueError as reason:
            raise ImproperlyConfigured(f"A “{name}” key cannot be read. It must be base64.") from reason
        if len(key) != LENGTH:
            raise ImproperlyConfigured(f"A “{name}” key is {len(key)} bytes long. It must be {LENGTH}.")
        keys.append(key)
    return tuple(keys)


def _read(given: Mapping[str, object]) -> Keys:
    return Keys(**{name: _decoded(name, given.get(name)) for name in NAMES})


def _from_environment() -> dict[str, object]:
    found = {name: os.environ.get(f"SAFEGUARDING_KEY_{name.upper()}", "") for name in NAMES}
    return {name: text.split(",") for name, text in found.items() if text}


def _make_file(path: Path) -> None:
    """Write a new key file that only its owner can read; of two processes at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            json.dump(new(), file)
        os.chmod(name, 0o600)
        try:
            os.link(name, path)
        except FileExistsError:
            return
    finally:
        os.unlink(name)


def _from_file(path: Path) -> dict[str, object]:
    if not path.exists():
        if settings.SAFEGUARDING_MODE == "production":
            raise ImproperlyConfigured(
                f"There is no key file at {path}. Restore it from its safe copy: without it nothing that was "
                "encrypted can be read. On a new installation make one with “safeguarding keys new”."
            )
        _make_file(path)
    if settings.SAFEGUARDING_MODE == "production" and path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"Others can read the key file {path}. Run: chmod 600 {path}")
    try:
        read = json.loads(path.read_text())
    except ValueError as reason:
        raise ImproperlyConfigured(f"The key file {path} is damaged: it is not JSON.") from reason
    if not isinstance(read, dict):
        raise ImproperlyConfigured(f"The key file {path} is damaged: it holds no keys.")
    return read


@lru_cache(maxsize=1)
def current() -> Keys:
    """The keys in use, read once."""
    given = getattr(settings, "SAFEGUARDING_KEYS", None) or _from_environment()
    return _read(given or _from_file(Path(settings.SAFEGUARDING_KEY_FILE)))


def reload() -> None:
    """Read the keys again, after a rotation."""
    current.cache_clear()
