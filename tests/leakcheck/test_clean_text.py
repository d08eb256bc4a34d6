"""Text that names nobody raises hardly any alarm where people are called Grace, Will, May and Hope."""

from __future__ import annotations

import pytest

from tests.leakcheck.case import judged
from tests.leakcheck.clean import text
from tests.leakcheck.pdf import drawn, pdf, shown
from tests.leakcheck.word import docx, p

FEW = 2
"""False alarms for each thousand words: fewer than this."""


@pytest.mark.parametrize("seed", range(3))
def test_fewer_than_two_false_alarms_in_a_thousand_words_of_a_word_file(seed: int) -> None:
    paragraphs = text(6_000, seed)
    found = judged("report.docx", docx("".join(p(one) for one in paragraphs)))["findings"]
    assert len(found) < FEW * 6, [(one["matched"], one["context"]) for one in found]


def test_fewer_than_two_false_alarms_in_a_thousand_words_of_a_pdf() -> None:
    sentences = [one + "." for paragraph in text(3_000) for one in paragraph.split(". ")]
    lines = "".join(f"({one}) Tj 0 -14 Td " for one in sentences if "(" not in one)
    found = judged("report.pdf", pdf(drawn(shown("Report"), after=f"BT /F1 8 Tf 20 800 Td {lines} ET")))[
        "findings"
    ]
    assert len(found) < FEW * 3, [(one["matched"], one["context"]) for one in found]
