"""The demonstration: whole, the same when run again, and never a danger to anything else."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.config.command import ROOT, one_sentence, run, run_until

pytestmark = pytest.mark.skipif(
    os.environ.get("SAFEGUARDING_DATABASE", "").startswith("postgres"),
    reason="The demonstration always runs on SQLite; these tests run with the tests on SQLite.",
)


def rows(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "safeguarding.sqlite3")) as database:
        return database.execute(question).fetchall()


def references(folder: Path) -> list[object]:
    return [row[0] for row in rows(folder, "SELECT reference FROM cases_case ORDER BY id")]


def tampered(folder: Path, *statements: str) -> None:
    """What somebody with the database file could do, once past its triggers."""
    with closing(sqlite3.connect(folder / "safeguarding.sqlite3")) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_the_record_of_the_demonstration_verifies(demonstration: Path) -> None:
    done = run("verify", SAFEGUARDING_VAR=str(demonstration))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The record is whole:")


def test_two_partnerships_have_cases_at_every_stage(demonstration: Path) -> None:
    found = rows(
        demonstration,
        "SELECT p.profile, c.stage FROM cases_case c JOIN people_partnership p ON p.id = c.partnership_id",
    )
    assert {profile for profile, _ in found} == {"barnet", "devon"}
    assert len(found) >= 12
    assert {stage for _, stage in found} >= {
        "referred", "consideration_scheduled", "in_resolution", "rr_summaries", "rr_signoff",
        "panel_response_awaited", "reconsideration", "lcspr_decided", "alternative_learning", "not_notified",
        "sin_sent",
        "closed_nfa",
    }  # fmt: skip


def test_an_old_case_keeps_the_guidance_of_its_time(demonstration: Path) -> None:
    found = rows(demonstration, "SELECT working_together, panel_guidance FROM cases_case ORDER BY id LIMIT 1")
    assert found == [("WT2018", "PG2019")]


def test_run_again_it_goes_on_where_it_was(copied: Path) -> None:
    before = references(copied)
    done = run("demo", "--no-serve", SAFEGUARDING_VAR=str(copied))
    assert done.returncode == 0, done.stderr
    assert references(copied) == before


def test_a_changed_event_is_named(copied: Path) -> None:
    tampered(copied, "UPDATE record_event SET capacity = 'Somebody else' WHERE id = 40")
    done = run("verify", SAFEGUARDING_VAR=str(copied))
    assert done.returncode == 1
    assert "(row 40)" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_stage_that_the_facts_do_not_give_is_named(copied: Path) -> None:
    with closing(sqlite3.connect(copied / "safeguarding.sqlite3")) as database:
        (reference,) = database.execute(
            "SELECT reference FROM cases_case WHERE stage = 'in_resolution'"
        ).fetchone()
        database.execute("UPDATE cases_case SET stage = 'rr_signoff' WHERE reference = ?", [reference])
        database.commit()
    done = run("verify", SAFEGUARDING_VAR=str(copied))
    assert done.returncode == 1
    assert reference in done.stderr


def test_guards_that_were_taken_off_are_noticed(copied: Path) -> None:
    tampered(copied)
    done = run("verify", SAFEGUARDING_VAR=str(copied))
    assert done.returncode == 1
    assert "no longer guards the table" in done.stderr


def test_a_file_that_was_not_made_here_is_said_to_be_not_ours(demonstration: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 something else")
    done = run("verify", "--document", str(tmp_path / "letter.pdf"), SAFEGUARDING_VAR=str(demonstration))
    assert done.returncode == 1
    assert done.stderr == "letter.pdf is not a paper that was made here, or it was changed since.\n"


def test_a_file_that_is_not_there_gets_one_sentence(demonstration: Path) -> None:
    done = run("verify", "--document", "/nowhere/at/all.pdf", SAFEGUARDING_VAR=str(demonstration))
    assert one_sentence(done) == "/nowhere/at/all.pdf cannot be read: no such file or directory."


def test_a_chain_taken_outside_is_checked_without_us(demonstration: Path, tmp_path: Path) -> None:
    reference = str(references(demonstration)[0])
    done = run("export-record", reference, "--with-content", SAFEGUARDING_VAR=str(demonstration))
    lines = done.stdout.splitlines()
    assert json.loads(lines[0])["hash"]
    (tmp_path / "chain.jsonl").write_text(done.stdout)
    verifier = ROOT / "src" / "safeguarding" / "record" / "outside" / "verify_export.py"
    checked = subprocess.run(
        [sys.executable, str(verifier), str(tmp_path / "chain.jsonl")], capture_output=True, text=True
    )
    assert checked.stdout == f"All {len(lines)} events follow from one another.\n"


def test_an_unknown_case_gets_one_sentence(demonstration: Path) -> None:
    done = run("export-record", "XXX-XXX", SAFEGUARDING_VAR=str(demonstration))
    assert one_sentence(done) == "There is no case XXX-XXX here."


def test_fresh_starts_over_and_leaves_what_is_not_its_own(copied: Path, tmp_path: Path) -> None:
    before = references(copied)
    (copied / "notes.txt").write_text("Mine.")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("Mine too.")
    (copied / "files").symlink_to(outside)
    run_until("considered and not notified", "demo", "--fresh", "--no-serve", SAFEGUARDING_VAR=str(copied))
    assert (copied / "notes.txt").exists()
    assert (outside / "kept.txt").exists()
    assert set(references(copied)).isdisjoint(before)


def test_killed_in_the_middle_it_verifies_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    run_until("considered and not notified", "demo", "--no-serve", SAFEGUARDING_VAR=str(folder))
    first = references(folder)
    assert run("verify", SAFEGUARDING_VAR=str(folder)).returncode == 0
    again = run_until("notified only", "demo", "--no-serve", SAFEGUARDING_VAR=str(folder))
    assert not any("a case of 2019" in line for line in again)
    assert references(folder)[: len(first)] == first
    assert run("verify", SAFEGUARDING_VAR=str(folder)).returncode == 0


def test_a_database_that_no_demonstration_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "safeguarding.sqlite3").write_text("real work")
    done = run("demo", "--fresh", "--no-serve", SAFEGUARDING_VAR=str(tmp_path))
    assert "was not made by a demonstration" in one_sentence(done)
    assert (tmp_path / "safeguarding.sqlite3").read_text() == "real work"


def test_there_is_no_demonstration_where_real_people_work(tmp_path: Path) -> None:
    done = run("demo", SAFEGUARDING_VAR=str(tmp_path), SAFEGUARDING_MODE="production")
    assert "no demonstration here" in one_sentence(done)


def test_a_port_that_is_taken_is_said_with_another_to_choose(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("demo", "--port", str(port), SAFEGUARDING_VAR=str(tmp_path))
    assert (
        one_sentence(done)
        == f"Port {port} is taken by another program. Choose another: demo --port {port + 1}."
    )


def test_nothing_to_verify_gets_one_sentence(tmp_path: Path) -> None:
    done = run("verify", SAFEGUARDING_VAR=str(tmp_path), SAFEGUARDING_MODE="demo")
    assert "There is nothing here yet." in one_sentence(done)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed here.")
def test_the_root_script_is_sound() -> None:
    assert subprocess.run(["shellcheck", "safeguarding", ".ci/run"], cwd=ROOT).returncode == 0
