"""Three partners who sign at the same moment, each pressing twice:

nothing lost, nothing doubled, one effect.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.models import Signature
from safeguarding.record.models import Event
from safeguarding.record.once import exactly_once
from safeguarding.statute.facts import Kind
from tests.people.cast import make_cast
from tests.races.conftest import run_together
from tests.rapid_reviews.builders import AGREE, certified_case, review

ROUNDS = int(os.environ.get("RACE_ROUNDS", "6"))


def press(who: Acting, case: Case, once: str) -> Callable[[], str]:
    """One press of Agree, as the page performs it."""

    def sign() -> str:
        def act() -> str:
            sign_off(by=who, case=case, position=AGREE)
            return "/"

        return exactly_once(once, who.actor, "sign_off", act)

    return sign


@pytest.mark.race
def test_three_partners_sign_at_once_each_pressing_twice(transactional_db: None) -> None:
    cast = make_cast()
    for number in range(ROUNDS):
        case = certified_case(cast)
        ran = run_together(
            [
                press(who, case, f"{number}:{partner}")
                for partner, who in cast.partners.items()
                for _ in range(2)
            ]
        )
        assert [one.error for one in ran if one.error] == [], f"round {number}"
        lines = Signature.objects.filter(review__case=case)
        assert sorted(lines.values_list("partner", flat=True)) == ["health", "la", "police"], (
            "lost or doubled"
        )
        signed = case.facts.filter(kind=Kind.SIGNED_OFF.value, current=True)
        assert signed.count() == 3
        assert case.facts.filter(kind=Kind.PRACTICE_REVIEW_DECIDED.value).count() == 1, "one effect"
        assert Event.objects.filter(stream=case.stream, act="sign_off").count() == 3
        assert Event.objects.filter(stream=case.stream, act="practice_review_decided").count() == 1
        assert review(case).sealed is not None


@pytest.mark.race
def test_a_signature_racing_a_change_to_the_report_never_stands_on_what_was_not_read(
    transactional_db: None,
) -> None:
    from safeguarding.rapid_reviews.actions.writing import write_section

    cast = make_cast()
    for number in range(max(2, ROUNDS // 3)):
        case = certified_case(cast)
        before = review(case).sections.get(code="incident", current=True)

        def change(case: Case = case, base: str = str(before.pk), number: int = number) -> None:
            write_section(
                by=cast.manager, case=case, section="incident", text=f"Another account {number}.", base=base
            )

        run_together([press(cast.dsp_la, case, f"change:{number}"), change])
        now = review(case)
        assert not now.is_certified
        assert not now.signatures.filter(current=True).exists()
        assert not case.facts.filter(kind=Kind.SIGNED_OFF.value, current=True).exists()
