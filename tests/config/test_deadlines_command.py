"""`safeguarding deadlines`: the law asked from outside, in the form that other programs read."""

from __future__ import annotations

import json

import pytest

from tests.config.command import one_sentence, run

ASKED = ("deadlines", "--edition", "WT2023", "--profile", "barnet")
KEYS = {"kind", "due_on", "unit", "from_fact", "cite", "force", "provisional"}


def due(*words: str) -> dict[str, str]:
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    listed = json.loads(done.stdout)["deadlines"]
    assert all(set(line) == KEYS for line in listed)
    return {line["kind"]: line["due_on"] for line in listed}


def test_a_notification_before_christmas_is_due_and_starts_the_fifteen_days() -> None:
    """Aware on Friday 18 December 2026, notified on the 23rd: the bank holidays of Christmas do not count."""
    found = due(*ASKED, "--fact", "la_aware=2026-12-18", "--fact", "notified=2026-12-23")
    assert found["notify_panel"] == "2026-12-29"
    assert found["tell_partners"] == "2026-12-29"
    assert found["rapid_review_to_panel"] == "2027-01-18"


def test_the_day_plan_of_the_review_is_in_the_answer() -> None:
    found = due(*ASKED, "--fact", "notified=2026-12-23")
    plan = {
        "plan_requests_out",
        "plan_progress_check",
        "plan_returns_due",
        "plan_meeting",
        "plan_draft",
        "plan_sign_off",
    }
    assert plan <= set(found)


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        ("sent_to_panel", "panel_reply_expected"),
        ("practice_review_decided", "publish_practice_review"),
        ("publication", "advance_copies"),
    ],
)
def test_later_facts_bring_their_own_deadlines(fact: str, kind: str) -> None:
    assert kind in due(*ASKED, "--fact", f"{fact}=2026-05-05")


def test_without_json_it_says_each_day_in_words() -> None:
    done = run(*ASKED, "--fact", "la_aware=2026-12-18")
    assert "Tue 29 Dec 2026  Notify the Panel" in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--fact", "la_aware=2026-13-18"),
            "“2026-13-18” is not a date. Write it as year-month-day: 2026-12-18.",
        ),
        (
            ("--fact", "la_aware=20261218"),
            "“20261218” is not a date. Write it as year-month-day: 2026-12-18.",
        ),
        (
            ("--fact", "la_aware"),
            "“la_aware” is not a fact. Write it as a name and a date: la_aware=2026-12-18.",
        ),
        ((), "Give at least one fact, such as --fact la_aware=2026-12-18."),
        (
            ("--fact", "notified=2026-12-18", "--fact", "notified=2026-12-19"),
            "The fact “notified” is given twice. Give each fact once.",
        ),
    ],
)
def test_a_fact_that_cannot_be_read_gets_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    assert one_sentence(run(*ASKED, *words)) == sentence


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (
            ("--edition", "WT1066", "--profile", "barnet", "--fact", "notified=2026-12-18"),
            "There is no edition",
        ),
        (
            ("--edition", "WT2023", "--profile", "narnia", "--fact", "notified=2026-12-18"),
            "There is no profile called",
        ),
        (
            ("--edition", "WT2023", "--profile", "barnet", "--fact", "wished=2026-12-18"),
            "There is no fact called",
        ),
    ],
)
def test_an_unknown_name_gets_one_sentence(words: tuple[str, ...], start: str) -> None:
    assert one_sentence(run("deadlines", *words)).startswith(start)


@pytest.mark.parametrize(
    "words", [("dance",), ("deadlines", "--edition"), ("demo", "--port", "many"), ("verify", "--loud")]
)
def test_a_command_that_does_not_exist_gets_one_sentence(words: tuple[str, ...]) -> None:
    assert "--help" in one_sentence(run(*words))


def test_every_command_says_in_one_line_what_it_does() -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in (
        "demo",
        "check",
        "verify",
        "deadlines",
        "process",
        "export-record",
        "work",
        "anchor",
        "seal-looks",
        "found",
    ):
        assert f"    {name} " in done.stdout or f"    {name}\n" in done.stdout


def test_the_page_of_the_process_is_what_the_tables_print() -> None:
    from tests.config.command import ROOT

    assert run("process").stdout == (ROOT / "docs" / "process.md").read_text()
