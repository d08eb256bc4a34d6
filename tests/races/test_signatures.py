"""Three partners who sign at the same moment, each pressing twice:

nothing lost, nothing doubled, one effect.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.report import certify_report
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.actions.writing import write_section
from safeguarding.rapid_reviews.models import Signature
from safeguarding.record.models import Event
from safeguarding.record.once import exactly_once
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import DocumentKind
from tests.people.cast import Cast, make_cast
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
    case = certified_case(cast)
    for number in range(ROUNDS):
        ran = run_together(
            [
                press(who, case, f"{number}:{partner}")
                for partner, who in cast.partners.items()
                for _ in range(2)
            ]
        )
        assert [one.error for one in ran if one.error] == [], f"round {number}"
        lines = Signature.objects.filter(review__case=case)
        standing = lines.filter(current=True).values_list("partner", flat=True)
        assert sorted(standing) == ["health", "la", "police"], f"lost or doubled in round {number}"
        assert lines.count() == 3 * (number + 1)
        assert case.facts.filter(kind=Kind.SIGNED_OFF.value, current=True).count() == 3
        assert case.facts.filter(kind=Kind.PRACTICE_REVIEW_DECIDED.value, current=True).count() == 1, (
            "one effect"
        )
        assert Event.objects.filter(stream=case.stream, act="sign_off").count() == 3 * (number + 1)
        assert Event.objects.filter(stream=case.stream, act="practice_review_decided").count() == number + 1
        sealed = Document.objects.filter(
            stream=case.stream, kind=DocumentKind.RR_REPORT, state=Document.SEALED
        )
        assert sealed.count() == number + 1, "sealed once"
        ready_again(cast, case, number)


def ready_again(cast: Cast, case: Case, number: int) -> None:
    """The report changes, which takes the signatures back, and is certified again."""
    before = review(case).sections.get(code="incident", current=True)
    write_section(
        by=cast.manager, case=case, section="incident", text=f"Version {number}.", base=str(before.pk)
    )
    assert not Signature.objects.filter(review__case=case, current=True).exists()
    certify_report(by=cast.chair, case=case, statement="A fair record.")


@pytest.mark.race
def test_a_signature_racing_a_change_to_the_report_never_stands_on_what_was_not_read(
    transactional_db: None,
) -> None:
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
