"""Judging and filling in a partnership's own templates, in a child process with limits."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safeguarding.documents.samples import bare, sample
from safeguarding.documents.shape import check_paper
from safeguarding.statute.terms import DocumentKind

SECONDS = 60
TOO_MUCH = (
    "We could not fill it in with a made-up paper within the time and memory that a template may take. Take "
    "out what it does not need, or begin again from the product’s own."
)


class CannotFill(Exception):
    """A template could not be filled in with a paper."""


@dataclass(frozen=True)
class Judgement:
    """What is wrong with a template (nothing, when it can be used), what its lines say, and the headings that
    a made-up paper has in it.
    """

    wrong: list[str]
    lines: list[str]
    headings: list[tuple[int, str]]


def judge(template: bytes, kind: DocumentKind) -> Judgement:
    """Whether a template can be used for this kind of paper."""
    papers = [
        check_paper(sample(kind), version=3, draft=True),
        check_paper(sample(kind), version=3, draft=False),
        check_paper(bare(kind), version=1, draft=False),
    ]
    try:
        found = json.loads(_asked("judge", template, kind, papers))
    except CannotFill:
        return Judgement([TOO_MUCH], [], [])
    return Judgement(found["wrong"], found["lines"], [(level, text) for level, text in found["headings"]])


def fill(template: bytes, kind: DocumentKind, paper: Mapping[str, Any]) -> bytes:
    """The paper as a Word document made from this template. Raises CannotFill."""
    return base64.b64decode(_asked("fill", template, kind, [dict(paper)]))


def made_up(template: bytes, kind: DocumentKind) -> bytes:
    """What a template looks like, filled in with a paper about nobody. Raises CannotFill."""
    return fill(template, kind, check_paper(sample(kind), version=1, draft=False))


def _asked(task: str, template: bytes, kind: DocumentKind, papers: list[dict[str, Any]]) -> str:
    given = {
        "task": task,
        "template": base64.b64encode(template).decode(),
        "kind": kind.value,
        "papers": papers,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "safeguarding.documents.template_child"],
            input=json.dumps(given).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
    except subprocess.SubprocessError as problem:
        raise CannotFill(task) from problem
    return done.stdout.decode()
