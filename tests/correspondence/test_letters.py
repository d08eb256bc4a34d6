"""What an e-mail may say: that something waits, by when, and where to sign in.

Never a child, a case or a decision.
"""

from __future__ import annotations

from datetime import date, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from django.core.mail import EmailMessage

from safeguarding.correspondence.kinds import LetterKind
from safeguarding.correspondence.letters import (
    MAY_LEAVE,
    TEMPLATES,
    compose,
    in_words,
    is_address,
    one_line,
    whole_link,
)

SITE = "https://reviews.example.org"
PARTNERSHIP = {
    "partnership": "Barnet Safeguarding Children Partnership",
    "short_name": "Barnet SCP",
    "telephone": "020 7946 0001",
    "email": "help@example.org",
}
CANARIES = {
    "child": "Tobias Quillfeather",
    "pseudonym": "Robin",
    "reference": "BAR-7f3k",
    "case": "case 4711",
    "what_happened": "found unresponsive",
    "reason": "an unexplained head injury",
    "agency": "Larkfield NHS Trust",
    "decision": "the threshold is met",
}
BACK = {"link": "/work/", "due": date(2026, 12, 29), "name": "Maya Okonjo"}


def context(kind: LetterKind) -> dict[str, object]:
    return BACK | ({"code": "493021"} if kind is LetterKind.SIGN_IN_CODE else {})


@pytest.mark.parametrize("kind", LetterKind)
def test_no_letter_carries_anything_of_a_case(kind: LetterKind) -> None:
    for name, canary in CANARIES.items():
        with pytest.raises(ValueError, match="may not carry"):
            compose(kind, partnership=PARTNERSHIP, context=context(kind) | {name: canary}, site=SITE)
    words = compose(kind, partnership=PARTNERSHIP, context=context(kind), site=SITE)
    for canary in CANARIES.values():
        assert canary not in words.subject + words.body
    assert not any(given in words.subject for given in ("Maya", "493021", "/work/", "2026"))


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_has_its_own_subject_says_whom_to_ring_and_when_to_call_999(kind: LetterKind) -> None:
    words = compose(kind, partnership=PARTNERSHIP, context=context(kind), site=SITE)
    others = {
        compose(k, partnership=PARTNERSHIP, context=context(k), site=SITE).subject
        for k in LetterKind
        if k is not kind
    }
    assert words.subject.startswith("Barnet SCP: ")
    assert words.subject not in others
    assert words.body.startswith("Dear Maya Okonjo,")
    for said in ("https://reviews.example.org/work/", "020 7946 0001", "help@example.org", "call 999"):
        assert said in words.body
    assert "{" not in words.body + words.subject
    assert "\n\n\n" not in words.body


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {LetterKind.SECOND_FACTOR_CHANGED}))
def test_a_letter_without_a_name_a_date_or_a_link_still_reads_well(kind: LetterKind) -> None:
    code = {"code": "493021"} if kind is LetterKind.SIGN_IN_CODE else {}
    words = compose(kind, partnership=PARTNERSHIP, context=code, site=SITE)
    assert words.body.startswith("Hello,")
    assert "http" not in words.body
    assert " ." not in words.body


def test_every_kind_has_one_template_and_every_template_a_kind() -> None:
    assert {p.stem for p in TEMPLATES.glob("*.txt")} - {"base"} == {kind.value for kind in LetterKind}


def test_only_the_letter_with_the_code_carries_a_code() -> None:
    words = compose(LetterKind.SIGN_IN_CODE, partnership=PARTNERSHIP, context={"code": "493021"}, site=SITE)
    assert "493021" in words.body
    assert "493021" not in words.subject
    with pytest.raises(ValueError, match="code"):
        compose(LetterKind.NOTIFIED, partnership=PARTNERSHIP, context={"code": "493021"}, site=SITE)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/x",
        "//evil.example/x",
        "javascript:alert(1)",
        "/a\r\nBcc: x",
        "/a b",
        "/\\evil.example",
        "",
    ],
)
def test_a_letter_links_only_to_our_own_pages(link: str) -> None:
    with pytest.raises(ValueError, match="only link"):
        whole_link(link, SITE)


def test_our_own_pages_are_linked_in_full() -> None:
    assert whole_link("/door/x/", SITE) == "https://reviews.example.org/door/x/"
    assert whole_link("https://reviews.example.org/door/x/", SITE) == "https://reviews.example.org/door/x/"


INJECTION = "Barnet SCP\r\nBcc: thief@evil.example\r\n\r\nBody\u2028more\x00"


def test_no_value_can_add_a_header_or_a_paragraph() -> None:
    partnership = PARTNERSHIP | {"short_name": INJECTION, "partnership": INJECTION, "telephone": INJECTION}
    for kind in LetterKind:
        given = context(kind) | {"name": INJECTION, "asked_by": INJECTION}
        words = compose(kind, partnership=partnership, context=given, site=SITE)
        message = EmailMessage(words.subject, words.body, "us@example.org", ["a@example.org"]).message()
        read = message_from_bytes(message.as_bytes(), policy=default)
        assert read["Bcc"] is None
        assert read.get_all("Subject") == [words.subject]
        assert "\nBcc:" not in words.body


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "{% include 'base.txt' %}", "{{ ''.__class__ }}"])
def test_a_name_that_looks_like_a_template_is_only_a_name(name: str) -> None:
    words = compose(LetterKind.NOTIFIED, partnership=PARTNERSHIP, context={"name": name}, site=SITE)
    assert f"Dear {name}," in words.body


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a.b+c@example.org", True),
        ("o'brien@example.org", True),
        ("a@b", True),
        ("a@example.org, b@example.org", False),
        ("a@example.org\r\nBcc: b@example.org", False),
        ("Maya <a@example.org>", False),
        ("a@b@c", False),
        ("a" * 300 + "@example.org", False),
        ("", False),
    ],
)
def test_a_letter_goes_to_one_plain_address(text: str, fits: bool) -> None:
    assert is_address(text) is fits


def test_dates_are_written_in_words() -> None:
    assert in_words(date(2026, 12, 29)) == "Tuesday 29 December 2026"
    assert in_words(datetime(2026, 12, 1, 9, 5)) == "Tuesday 1 December 2026 at 09:05"  # noqa: DTZ001
    assert one_line(" a \n b\u200b ") == "a b"


def test_what_may_leave_the_system_is_a_short_list() -> None:
    assert {"link", "due", "name", "code", "asked_by", "minutes", "things"} == MAY_LEAVE
