from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.say import deadlines_json

FACTS = {"la_aware": date(2026, 12, 18), "notified": date(2026, 12, 23)}


def test_the_command_answers_in_plain_names_and_dates() -> None:
    answer = deadlines_json("WT2023", "barnet", FACTS)
    lines = {line["kind"]: line for line in answer["deadlines"]}
    assert lines["notify_panel"] == {
        "kind": "notify_panel",
        "title": "Notify the Panel",
        "due_on": "2026-12-29",
        "unit": "working_days",
        "from_fact": "la_aware",
        "cite": "Children Act 2004 s.16C; Working Together 2023 chapter 5",
        "force": "statutory_guidance",
        "provisional": False,
        "met_on": "2026-12-23",
    }
    assert lines["rapid_review_to_panel"]["due_on"] == "2027-01-18"
    assert lines["rapid_review_to_panel"]["met_on"] is None
    assert lines["consult_other_areas"]["due_on"] == "2026-12-29"
    assert {
        "plan_requests_out",
        "plan_progress_check",
        "plan_returns_due",
        "plan_meeting",
        "plan_draft",
        "plan_sign_off",
    } <= set(lines)


def test_the_same_facts_under_devons_rules_fall_earlier() -> None:
    lines = {line["kind"]: line["due_on"] for line in deadlines_json("WT2023", "devon", FACTS)["deadlines"]}
    assert lines["notify_panel"] == "2026-12-24"
    assert lines["rapid_review_to_panel"] == "2027-01-15"


@pytest.mark.parametrize(
    ("edition", "profile", "fact", "sentence"),
    [
        ("WT1999", "barnet", "notified", "no edition called “WT1999”"),
        ("WT2023", "atlantis", "notified", "no profile called “atlantis”. Known profiles: barnet, devon"),
        ("WT2023", "barnet", "born", "no fact called “born”. Known facts: incident_occurred"),
    ],
)
def test_what_is_not_known_is_refused_in_a_sentence(
    edition: str, profile: str, fact: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        deadlines_json(edition, profile, {fact: date(2026, 12, 18)})
