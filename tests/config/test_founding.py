"""Setting up for real work: keys, tables, the first partnership and its manager."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.config.command import one_sentence, run

pytestmark = pytest.mark.skipif(
    os.environ.get("SAFEGUARDING_DATABASE", "").startswith("postgres"),
    reason="Founding is the same act on both databases; its command runs with the tests on SQLite.",
)
FOUND = ("found", "--name", "Barnet Safeguarding Children Partnership", "--profile", "barnet")


def production(folder: Path) -> dict[str, str]:
    return {
        "SAFEGUARDING_MODE": "production", "SAFEGUARDING_VAR": str(folder),
        "SAFEGUARDING_SECRET_KEY": "x" * 60, "SAFEGUARDING_HOSTS": "reviews.example", "SAFEGUARDING_URL": "https://reviews.example",
    }  # fmt: skip


def test_a_partnership_is_founded_and_its_manager_invited_by_a_link(tmp_path: Path) -> None:
    here = production(tmp_path)
    assert run("keys", "new", **here).returncode == 0
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0
    assert run("migrate", **here).returncode == 0
    done = run(*FOUND, "--manager-email", "manager@barnet.example", **here)
    assert done.returncode == 0, done.stderr
    assert "https://reviews.example/" in done.stdout
    again = run(*FOUND, "--manager-email", "manager@barnet.example", **here)
    assert "already" in one_sentence(again)
    assert run("verify", **here).returncode == 0


def test_keys_are_never_replaced(tmp_path: Path) -> None:
    assert run("keys", "new", "--file", str(tmp_path / "keys.json")).returncode == 0
    before = (tmp_path / "keys.json").read_bytes()
    assert "Nothing was changed" in one_sentence(run("keys", "new", "--file", str(tmp_path / "keys.json")))
    assert (tmp_path / "keys.json").read_bytes() == before


def test_without_its_secret_it_says_what_to_set(tmp_path: Path) -> None:
    done = run("verify", SAFEGUARDING_VAR=str(tmp_path), SAFEGUARDING_MODE="production")
    assert "SAFEGUARDING_SECRET_KEY" in one_sentence(done)


def test_without_keys_it_says_how_to_get_them(tmp_path: Path) -> None:
    assert "There is no key file" in one_sentence(run("migrate", **production(tmp_path)))
