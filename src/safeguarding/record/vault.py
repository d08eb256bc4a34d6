"""Encryption of fields and files, the blind index that finds an exact value, and the signature on anchors.

UK GDPR articles 25 and 32: a stolen disk, backup or database copy is unreadable without the keys, which live
elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from safeguarding.record import keys

MAGIC = b"SPR1"
_NONCE = 12
_WRAPPED = 32 + 16
_HEAD = len(MAGIC) + _NONCE + _WRAPPED + _NONCE


class CannotOpen(Exception):
    """Something encrypted cannot be opened: another key, another place, or damaged."""


# Fields


@lru_cache(maxsize=4)
def _fernets(field_keys: tuple[bytes, ...]) -> tuple[MultiFernet, Fernet]:
    fernets = [Fernet(urlsafe_b64encode(key)) for key in field_keys]
    return MultiFernet(fernets), fernets[0]


def encrypt(text: str) -> str:
    """A token that only our keys open; the same text gives another token each time."""
    return _fernets(keys.current().field)[0].encrypt(text.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """The text in a token made with the current key or an earlier one."""
    try:
        return _fernets(keys.current().field)[0].decrypt(token).decode()
    except InvalidToken as reason:
        raise CannotOpen(
            "This text cannot be read. It was encrypted with another key, or it is damaged."
        ) from reason


if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
else:
    _Text = models.TextField


class EncryptedText(_Text):
    """Text that the database holds only encrypted.

    It cannot be searched: keep a `blind` value beside it for that.
    """

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(str(value))

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(
                f"“{self.name}” is encrypted and cannot be searched. Search its blind value instead."
            )
        return super().get_lookup(lookup_name)


class EncryptedJSON(EncryptedText):
    """JSON that the database holds only encrypted."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(orjson.dumps(value).decode())

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else orjson.loads(decrypt(value))

    def to_python(self, value: Any) -> Any:
        return value


# Exact find without reading

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)


def normalised(value: str) -> str:
    """Letters and digits only, without case or accents: “O’Brien-Łuczak” and “obrien luczak” are one."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", value).casefold())
    folded = folded.translate(_LETTERS)
    kept = "".join(c for c in folded if c.isalnum())
    return kept or value.strip()


def blind(kind: str, value: str) -> str:
    """A keyed fingerprint of a value, to find it exactly. Equal values of two kinds do not look alike."""
    message = f"{kind}\0{normalised(value)}".encode()
    return hmac.new(keys.current().blind[0], message, hashlib.sha256).hexdigest()


# Files


def seal(data: bytes, bound_to: str) -> bytes:
    """Encrypt a file with a key of its own (AES-256-GCM), bound to a place (its case) that must match."""
    own, place = os.urandom(32), bound_to.encode()
    return _wrap(own, place) + _locked(own, data, place)


def _wrap(own: bytes, place: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return MAGIC + nonce + AESGCM(keys.current().file[0]).encrypt(nonce, own, MAGIC + place)


def _locked(own: bytes, data: bytes, place: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(own).encrypt(nonce, data, place)


def _unwrap(sealed: bytes, place: bytes) -> tuple[bytes, int]:
    """The file's own key, and which of our keys opened it (0 is the current one)."""
    if not sealed.startswith(MAGIC) or len(sealed) < _HEAD:
        raise CannotOpen("This is not one of our encrypted files.")
    start = len(MAGIC) + _NONCE
    nonce, wrapped = sealed[len(MAGIC) : start], sealed[start : start + _WRAPPED]
    for which, master in enumerate(keys.current().file):
        try:
            return AESGCM(master).decrypt(nonce, wrapped, MAGIC + place), which
        except InvalidTag:
            continue
    raise CannotOpen("This file does not belong here, was encrypted with another key, or is damaged.")


def unseal(sealed: bytes, bound_to: str) -> bytes:
    """The file again; refused when it was sealed for another place, changed, or cut short."""
    place = bound_to.encode()
    own, _which = _unwrap(sealed, place)
    body = sealed[_HEAD - _NONCE :]
    try:
        return AESGCM(own).decrypt(body[:_NONCE], body[_NONCE:], place)
    except InvalidTag as reason:
        raise CannotOpen("This file is damaged or was changed.") from reason


# Rotation


def needs_rotation(stored: str | bytes, bound_to: str = "") -> bool:
    """Whether a stored token or sealed file still leans on an earlier key."""
    if isinstance(stored, bytes):
        return _unwrap(stored, bound_to.encode())[1] > 0
    try:
        _fernets(keys.current().field)[1].decrypt(stored)
    except InvalidToken:
        decrypt(stored)
        return True
    return False


def rotate(stored: str) -> str:
    """The same text under the current key."""
    return encrypt(decrypt(stored))


def rotate_file(sealed: bytes, bound_to: str) -> bytes:
    """The same file with its key wrapped anew; its contents are not encrypted again."""
    place = bound_to.encode()
    own, _which = _unwrap(sealed, place)
    return _wrap(own, place) + sealed[_HEAD - _NONCE :]


def rotate_rows(model: type[models.Model], using: str = "default") -> int:
    """Put every encrypted field of a table under the current key; says how many values changed.

    Content kept beside events is append-only and goes on being read with the key that it was written with.
    """
    connection = connections[using]
    name = connection.ops.quote_name
    table, key = name(model._meta.db_table), name(str(model._meta.pk.column))
    changed = 0
    for field in model._meta.concrete_fields:
        if not isinstance(field, EncryptedText):
            continue
        column = name(str(field.column))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608
            stale = [(rotate(token), row) for row, token in cursor.fetchall() if needs_rotation(token)]
            cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", stale)  # noqa: S608
        changed += len(stale)
    return changed


# The anchor's signature


def sign(data: bytes) -> tuple[str, str]:
    """An Ed25519 signature with the current anchor key, and that key's public half, both in hexadecimal."""
    private = Ed25519PrivateKey.from_private_bytes(keys.current().anchor[0])
    return private.sign(data).hex(), private.public_key().public_bytes_raw().hex()


def signed_by_us(data: bytes, signature: str, public: str) -> bool:
    """Whether one of our anchor keys signed these bytes."""
    ours = {
        Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()
        for key in keys.current().anchor
    }
    if public not in ours:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
