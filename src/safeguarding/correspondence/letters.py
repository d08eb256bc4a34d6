"""What an e-mail says: one fixed template for each kind, filled only with what may leave the system.

A letter says that something waits and where to sign in. It never says which child, which case or what was
decided, and its subject carries no reference: mail is read on shared screens, forwarded and kept by others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from safeguarding.correspondence.kinds import NOTICES, LetterKind, Notice

TEMPLATES = Path(__file__).parent / "templates"
MAY_LEAVE = frozenset({"link", "due", "name", "code", "asked_by", "minutes", "things"})
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Words:
    """The subject and the body of one letter."""

    subject: str
    body: str


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # The result is plain text, so there is nothing to escape; values are cleaned to single lines instead.
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def one_line(value: object) -> str:
    """The value on one line: no line ends and no invisible characters, so that it cannot add a header or a
    paragraph.
    """
    visible = "".join(
        " " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"} else c for c in str(value)
    )
    return " ".join(visible.split())


def in_words(day: date) -> str:
    """Tuesday 29 December 2026; with the time when there is one."""
    words = f"{day:%A} {day.day} {day:%B %Y}"
    return f"{words} at {day:%H:%M}" if isinstance(day, datetime) else words


def asked(notice: Notice, due: date | None) -> str:
    """“Your decision by 5 pm on Thursday 3 December 2026, about 10 minutes.”

    With an hour only where the time is set by the hour.
    """
    by = ""
    if due is not None and not notice.own_day:
        hour = ""
        if isinstance(due, datetime):
            hour = {"12:00": "noon", "17:00": "5 pm"}.get(f"{due:%H:%M}", f"{due:%H:%M}") + " on "
        by = f" by {hour}{due:%A} {due.day} {due:%B %Y}"
    return f"{notice.asks}{by}, about {notice.minutes} minutes."


def whole_link(link: str, site: str) -> str:
    """The full address of a page of this system; any other address is a mistake of the caller."""
    if re.fullmatch(r"/(?!/)[^\s\\]*", link):
        return site.rstrip("/") + link
    ours, given = urlsplit(site), urlsplit(link)
    if (given.scheme, given.netloc) == (ours.scheme, ours.netloc) and re.fullmatch(r"\S+", link):
        return link
    raise ValueError("A letter may only link to a page of this system.")


def is_address(text: str) -> bool:
    """Whether the text is one plain e-mail address, with nothing that a mail server could read as more."""
    return (
        len(text) <= LONGEST_ADDRESS
        and re.fullmatch(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+", text) is not None
    )


def compose(
    kind: LetterKind, *, partnership: Mapping[str, str], context: Mapping[str, object], site: str
) -> Words:
    """Fill the template of `kind`. Anything in the context that may not leave the system is refused."""
    unknown = sorted(set(context) - MAY_LEAVE)
    if unknown:
        raise ValueError(f"A letter may not carry {', '.join(unknown)}.")
    values: dict[str, object] = {
        "due": "",
        "name": "",
        "asked_by": "",
        "minutes": 10,
        "link": "",
        "code": "",
        "things": "",
    }
    notice = NOTICES.get(kind)
    due = context.get("due")
    values["notice"] = asked(notice, due if isinstance(due, date) else None) if notice else ""
    values["own_day"] = notice is None or notice.own_day
    for key, value in context.items():
        values[key] = in_words(value) if isinstance(value, date) else one_line(value)
    if values["code"] and kind is not LetterKind.SIGN_IN_CODE:
        raise ValueError("Only the letter with the sign-in code may carry a code.")
    if values["link"]:
        values["link"] = whole_link(str(values["link"]), site)
    values |= {key: one_line(value) for key, value in partnership.items()}
    text = _environment().get_template(f"{kind.value}.txt").render(values)
    subject, _, body = text.partition("\n")
    subject = one_line(subject.removeprefix("Subject:"))
    return Words(subject, re.sub(r"\n{3,}", "\n\n", body).strip() + "\n")
