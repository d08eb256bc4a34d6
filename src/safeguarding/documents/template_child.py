"""Judges, or fills in, one template that a partnership made, alone in a process with limits.

It takes a task as JSON on its standard input (the template's bytes in base64, the kind of paper, and the
papers to fill in) and prints its answer. It knows no Django and no secret; a template that runs for ever or
eats memory ends this and nothing else.
"""

from __future__ import annotations

import base64
import io
import json
import resource
import sys
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from safeguarding.documents import outline
from safeguarding.documents.braces import Reading, problems
from safeguarding.documents.shape import layout
from safeguarding.documents.word import render_docx

MEMORY = 768 * 1024**2
SECONDS = 20
LARGEST = 25_000_000
HIDDEN = (
    "There are braces where we cannot read them, for example in the description of a picture. Take them out, "
    "or type them again as plain text."
)
WOULD_NOT_OPEN = (
    "Filled in, it would be a file that Word cannot open. A “for” and its end, and an “if” and its end, have "
    "to stand in the same text, table or cell; a table’s field stands in a line by itself."
)


def main() -> None:
    """Do one task."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    task = json.load(sys.stdin)
    shell, kind, papers = base64.b64decode(task["template"]), str(task["kind"]), task["papers"]
    if task["task"] == "judge":
        sys.stdout.write(json.dumps(judge(shell, kind, papers)))
    else:
        sys.stdout.write(base64.b64encode(fill(shell, kind, papers[0])).decode())


def judge(shell: bytes, kind: str, papers: list[dict[str, Any]]) -> dict[str, Any]:
    """What is wrong with a template, all of it at once as far as it can be read; and what it says."""
    wrong = outline.unfit(shell) + problems(outline.lines(shell), layout(kind))
    headings: list[tuple[int, str]] = []
    if not wrong:
        wrong = [] if _harmless(shell) else [HIDDEN]
    if not wrong:
        made = [render_docx(kind, paper, shell) for paper in papers]
        headings = outline.headings(made[0])
        wrong = [WOULD_NOT_OPEN] if not all(map(outline.opens, made)) else _lost(kind, papers, made)
    return {"wrong": wrong, "lines": outline.said(shell), "headings": headings}


def _lost(kind: str, papers: list[dict[str, Any]], made: list[bytes]) -> list[str]:
    names = [name for pair in zip(papers, made, strict=True) for name in outline.lost(kind, *pair)]
    return [
        f"Tried on a made-up paper, the words of “{name}” were lost: look at each “if” around them."
        for name in dict.fromkeys(names)
    ]


def fill(shell: bytes, kind: str, paper: dict[str, Any]) -> bytes:
    """The paper made from this template; an error when it would lose a word or Word could not open it."""
    made = render_docx(kind, paper, shell)
    if len(made) > LARGEST or not outline.opens(made) or outline.lost(kind, paper, made):
        raise ValueError("the template does not hold this paper")
    return made


def _harmless(shell: bytes) -> bool:
    """Whether exactly what would be run, as the library puts it together, is of the same allowed kinds."""
    opened = DocxTemplate(io.BytesIO(shell))
    opened.init_docx()
    sources = [(opened.get_xml(), True)]
    for uri in (opened.HEADER_URI, opened.FOOTER_URI):
        sources += [(opened.get_part_xml(part), False) for _, part in opened.get_headers_footers(uri)]
    for part in opened.docx.part.package.iter_parts():
        if part.content_type.endswith("footnotes+xml"):
            sources.append((part.blob.decode(), False))
    for source, body in sources:
        reading = Reading(lambda _: "", body, set())
        reading.read(opened.patch_xml(source))
        if reading.found:
            return False
    return True


if __name__ == "__main__":
    main()
