"""A stolen disk, backup or database copy is unreadable; keys can be changed without losing anything."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.record import keys, vault
from safeguarding.record.actions import write
from safeguarding.record.models import Kept, Stream
from safeguarding.record.verify import verify_all
from tests.record.conftest import CHAIR


@pytest.fixture
def use_keys(settings: Any) -> Iterator[Any]:
    def use(given: dict[str, list[str]]) -> None:
        settings.SAFEGUARDING_KEYS = given
        keys.reload()

    yield use
    keys.reload()


@pytest.fixture(autouse=True)
def _fresh_keys() -> Iterator[None]:
    yield
    keys.reload()


def rotated(old: dict[str, list[str]]) -> dict[str, list[str]]:
    fresh = keys.new()
    return {name: (fresh[name] if name != "blind" else []) + old[name] for name in old}


@given(st.text())
def test_text_comes_back_as_it_was(text: str) -> None:
    assert vault.decrypt(vault.encrypt(text)) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert vault.encrypt("Ayesha") != vault.encrypt("Ayesha")


@given(st.binary(max_size=5000), st.text(max_size=50))
def test_a_file_comes_back_as_it_was(data: bytes, place: str) -> None:
    assert vault.unseal(vault.seal(data, place), place) == data


def test_a_file_of_another_case_does_not_open() -> None:
    sealed = vault.seal(b"report", "case:1")
    with pytest.raises(vault.CannotOpen, match="does not belong here"):
        vault.unseal(sealed, "case:2")


@pytest.mark.parametrize("place", range(0, 110, 7))
def test_a_changed_file_does_not_open(place: int) -> None:
    sealed = bytearray(vault.seal(b"x" * 40, "case:1"))
    sealed[min(place, len(sealed) - 1)] ^= 1
    with pytest.raises(vault.CannotOpen):
        vault.unseal(bytes(sealed), "case:1")


@pytest.mark.parametrize("length", [0, 3, 40, 75, 80, 90])
def test_a_file_that_was_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(vault.CannotOpen):
        vault.unseal(vault.seal(b"x" * 40, "case:1")[:length], "case:1")


def test_two_files_cannot_swap_their_keys() -> None:
    first, second = vault.seal(b"a" * 40, "case:1"), vault.seal(b"b" * 40, "case:1")
    head = 4 + 12 + 48
    with pytest.raises(vault.CannotOpen, match="damaged or was changed"):
        vault.unseal(first[:head] + second[head:], "case:1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Brien", "obrien"),
        ("Zoë Łuczak-Müller", "ZOE LUCZAK MULLER"),
        ("943 476 5919", "9434765919"),
        ("Straße", "STRASSE"),
        ("Ｍaya", "maya"),
        ("N1 1AA", "n11aa"),
        ("محمد", "مُحَمَّد"),
    ],
)
def test_the_same_name_is_found_however_it_is_written(one: str, other: str) -> None:
    assert vault.blind("name", one) == vault.blind("name", other)


def test_blind_values_tell_kinds_and_values_apart() -> None:
    found = {
        vault.blind(kind, value) for kind in ("name", "school") for value in ("Oak", "Ash", "—", "!", "")
    }
    assert len(found) == 10


def test_blind_values_depend_on_the_key(use_keys: Any) -> None:
    before = vault.blind("name", "Ayesha")
    use_keys(keys.new())
    assert vault.blind("name", "Ayesha") != before


def test_an_encrypted_column_cannot_be_searched(db: None) -> None:
    with pytest.raises(FieldError, match="Search its blind value"):
        Kept.objects.filter(content="Ayesha")
    assert not Kept.objects.filter(content__isnull=True).exists()


def test_after_a_rotation_old_values_are_read_and_new_ones_use_the_new_key(use_keys: Any) -> None:
    old = keys.new()
    use_keys(old)
    token, sealed = vault.encrypt("Ayesha"), vault.seal(b"report", "case:1")
    assert not vault.needs_rotation(token)
    assert not vault.needs_rotation(sealed, "case:1")
    use_keys(rotated(old))
    assert vault.decrypt(token) == "Ayesha"
    assert vault.unseal(sealed, "case:1") == b"report"
    assert vault.needs_rotation(token)
    assert vault.needs_rotation(sealed, "case:1")
    again, resealed = vault.rotate(token), vault.rotate_file(sealed, "case:1")
    assert not vault.needs_rotation(again)
    assert not vault.needs_rotation(resealed, "case:1")
    use_keys({name: both[:1] for name, both in rotated(old).items()})
    with pytest.raises(vault.CannotOpen):
        vault.decrypt(token)


def test_once_everything_is_rotated_the_old_key_can_go(use_keys: Any) -> None:
    old = keys.new()
    use_keys(old)
    token, sealed = vault.encrypt("Ayesha"), vault.seal(b"report", "case:1")
    both = rotated(old)
    use_keys(both)
    token, sealed = vault.rotate(token), vault.rotate_file(sealed, "case:1")
    use_keys({name: several[:1] for name, several in both.items()})
    assert vault.decrypt(token) == "Ayesha"
    assert vault.unseal(sealed, "case:1") == b"report"


def test_the_record_still_verifies_after_a_rotation(case: Stream, use_keys: Any) -> None:
    old = keys.new()
    use_keys(old)
    write(stream=case, act="considered", actor=CHAIR, on={}, keep={"reason": "before"})
    use_keys(rotated(old))
    write(stream=case, act="considered", actor=CHAIR, on={}, keep={"reason": "after"})
    report = verify_all()
    assert report.ok, report.first_broken


def test_rows_are_put_under_the_new_key(transactional_db: None, use_keys: Any) -> None:
    """On a table made for this, because what is kept beside events is never changed."""
    from django.db import models

    class Note(models.Model):
        text = vault.EncryptedText(null=True)
        data = vault.EncryptedJSON(default=dict)

        class Meta:
            app_label = "record"
            db_table = "record_test_note"

    if connection.vendor == "postgresql":
        pytest.skip("The service's role makes no tables; the statements are the same.")
    old = keys.new()
    use_keys(old)
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    Note.objects.create(text="Ayesha", data={"a": [1, None]})
    Note.objects.create(text=None)
    use_keys(rotated(old))
    assert vault.rotate_rows(Note) == 3
    assert vault.rotate_rows(Note) == 0
    assert [(note.text, note.data) for note in Note.objects.order_by("id")] == [
        ("Ayesha", {"a": [1, None]}),
        (None, {}),
    ]
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


def test_only_our_own_signature_counts(use_keys: Any) -> None:
    old = keys.new()
    use_keys(old)
    signature, public = vault.sign(b"heads")
    assert vault.signed_by_us(b"heads", signature, public)
    assert not vault.signed_by_us(b"other", signature, public)
    use_keys(rotated(old))
    assert vault.signed_by_us(b"heads", signature, public)
    use_keys(keys.new())
    assert not vault.signed_by_us(b"heads", signature, public)


# Where keys come from


def in_mode(settings: Any, mode: str, path: Path) -> None:
    settings.SAFEGUARDING_MODE = mode
    settings.SAFEGUARDING_KEY_FILE = str(path)
    settings.SAFEGUARDING_KEYS = None
    keys.reload()


def test_the_demo_makes_a_key_file_that_only_its_owner_reads(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys.json"
    in_mode(settings, "demo", path)
    made = keys.current()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keys.reload()
    assert keys.current() == made
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_production_never_invents_a_key(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    in_mode(settings, "production", path)
    with pytest.raises(
        ImproperlyConfigured, match=r"There is no key file at .* Restore it from its safe copy"
    ):
        keys.current()
    assert not path.exists()


def test_production_refuses_a_key_file_that_others_can_read(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(keys.new()))
    path.chmod(0o640)
    in_mode(settings, "production", path)
    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        keys.current()
    path.chmod(0o600)
    keys.current()


def test_keys_can_come_from_the_environment(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_mode(settings, "production", tmp_path / "none.json")
    fresh, older = keys.new(), keys.new()
    for name in keys.NAMES:
        monkeypatch.setenv(f"SAFEGUARDING_KEY_{name.upper()}", ",".join(fresh[name] + older[name]))
    assert len(keys.current().field) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nonsense", "it is not JSON"),
        ("[]", "it holds no keys"),
        ("{}", "The “field” key is missing"),
        (json.dumps(keys.new() | {"file": ["short"]}), "cannot be read|bytes long"),
        (json.dumps(keys.new() | {"blind": ["c2hvcnQ="]}), "is 5 bytes long. It must be 32"),
    ],
)
def test_a_damaged_key_file_is_explained(settings: Any, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    os.chmod(path, 0o600)
    in_mode(settings, "demo", path)
    with pytest.raises(ImproperlyConfigured, match=said):
        keys.current()
