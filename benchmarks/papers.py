"""A rapid review report of 40 pages as PDF and as Word, and a meeting's papers of 300, beside usual tools.

    uv run --group benchmarks python benchmarks/papers.py

Ours: typst and docxtpl, tagged for screen readers. The same words beside it: WeasyPrint makes the PDF from
HTML in this process (tagged too), and LibreOffice makes the PDF from our Word file and the Word file from the
HTML, each as a whole program, as it is usually called; its start is timed by itself with an empty page and
taken off. The first round, in which each loads what it needs, is not counted. Printed are medians of three
rounds in turn, and ratios: never a time alone. Needs Debian's `libreoffice-writer-nogui` for its part.
"""

from __future__ import annotations

import io
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from time import perf_counter
from typing import Any

ROUNDS = 3
TO_WORD = "docx:Office Open XML Text"
WORDS = (  # noqa: SIM905 - prose reads better than a list
    "the child was seen at home by the health visitor and the school said that attendance fell in autumn "
    "while police came twice and nobody asked how the days went for a baby who smiled late"
).split()
STYLE = (
    "@page { size: A4; margin: 26mm 22mm; @bottom-right { content: counter(page) ' of ' counter(pages) } }"
    "body { font: 11pt 'Liberation Sans' } td, th { border-bottom: 1px solid #b1b4b6; text-align: left }"
)


def main() -> None:
    """Time each in turn, and print medians, pages and ratios."""
    from safeguarding.documents.pack import render_pack
    from safeguarding.documents.pdf import render_pdf
    from safeguarding.documents.shape import check_paper
    from safeguarding.documents.word import render_docx

    chance = random.Random(2026)  # noqa: S311 - the same words in every run

    def report() -> dict[str, Any]:
        return check_paper(_report(chance, sections=18, paragraphs=14), version=1, draft=False)

    # typst remembers what it has laid out, so every round has words of its own.
    rounds = [(report(), [report() for _ in range(8)]) for _ in range(ROUNDS + 1)]
    cover = _report(chance, sections=0, paragraphs=0)
    first, parts = rounds[0]
    pages = {"report": _pages(render_pdf("rr_report", first)), "pack": _pages(render_pack(cover, parts))}
    ways: dict[str, Callable[[dict[str, Any], list[dict[str, Any]]], object]] = {
        "PDF, ours": lambda one, _: render_pdf("rr_report", one),
        "PDF, WeasyPrint": lambda one, _: _weasyprint([one]),
        "Word, ours": lambda one, _: render_docx("rr_report", one),
        "pack, ours": lambda _, several: render_pack(cover, several),
        "pack, WeasyPrint": lambda _, several: _weasyprint(several),
    }
    if shutil.which("soffice"):
        ways |= {
            "LibreOffice, an empty page": lambda *_: _soffice(b"<p>.</p>", "html", TO_WORD),
            "PDF, LibreOffice": lambda one, _: _soffice(render_docx("rr_report", one), "docx", "pdf"),
            "Word, LibreOffice": lambda one, _: _soffice(_html([one]).encode(), "html", TO_WORD),
        }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for number, given in enumerate(rounds):
        for name, way in ways.items():
            start = perf_counter()
            way(*given)
            if number:  # the first also loads what it needs
                took[name].append(perf_counter() - start)
    told = {name: round(statistics.median(times), 2) for name, times in took.items()}
    sys.stdout.write(
        json.dumps(
            {
                "pages": pages,
                "seconds": told,
                "ratios": _ratios(told),
                "pack, most memory of the process that makes it, MB": (
                    resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
                    if "PDF, LibreOffice" not in ways
                    else _memory(cover, parts)
                ),
            },
            indent=2,
        )
        + "\n"
    )


def _ratios(told: dict[str, float]) -> dict[str, float]:
    start = told.get("LibreOffice, an empty page", 0.0)
    pairs = [
        ("PDF, WeasyPrint", "PDF, ours", 0.0),
        ("PDF, LibreOffice", "PDF, ours", start),
        ("Word, LibreOffice", "Word, ours", start),
        ("pack, WeasyPrint", "pack, ours", 0.0),
    ]
    return {
        f"{theirs} : ours": round((told[theirs] - off) / told[ours], 1)
        for theirs, ours, off in pairs
        if theirs in told
    }


def _memory(cover: dict[str, Any], parts: list[dict[str, Any]]) -> int:
    """In a new process, so that LibreOffice's own is not counted."""
    import orjson

    from safeguarding.documents.shape import check_paper

    data = orjson.dumps(check_paper(cover, version=1, draft=False) | {"parts": parts})
    program = (
        "import resource, sys\n"
        "from safeguarding.documents.pack_child import main\n"
        "main()\n"
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)  # noqa: S603
    return int(done.stderr)


def _report(chance: random.Random, *, sections: int, paragraphs: int) -> dict[str, Any]:
    def words(number: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(number)).capitalize() + "."

    return {
        "title": "Rapid review report", "subtitle": "Child Rowan", "reference": "ABC-123",
        "marking": "official_sensitive", "prepared_on": "2026-11-30", "organisation": "A partnership",
        "summary": [["Chair", "An independent chair"]],
        "sections": [
            {
                "number": str(number),
                "title": words(4),
                "blocks": [
                    *({"kind": "para", "text": words(75)} for _ in range(paragraphs)),
                    {"kind": "list", "items": [words(12) for _ in range(4)]},
                    {
                        "kind": "table", "caption": words(4), "head": ["When", "Agency", "What"],
                        "rows": [["3 March 2026", "Health", words(20)] for _ in range(6)],
                        "widths": [2, 2, 6],
                    },
                ],
            }
            for number in range(1, sections + 1)
        ],
    }  # fmt: skip


def _html(papers: list[dict[str, Any]]) -> str:
    pieces = [f'<html lang="en-GB"><head><title>Report</title><style>{STYLE}</style></head><body>']
    for paper in papers:
        pieces.append(f"<h1>{escape(paper['title'])}</h1>")
        for section in paper["sections"]:
            pieces.append(f"<h2>{section['number']} {escape(section['title'])}</h2>")
            pieces += [_block(block) for block in section["blocks"]]
    return "".join([*pieces, "</body></html>"])


def _block(block: dict[str, Any]) -> str:
    if block["kind"] == "para":
        return f"<p>{escape(block['text'])}</p>"
    if block["kind"] == "list":
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block["items"]) + "</ul>"
    head = "".join(f"<th>{escape(cell)}</th>" for cell in block["head"])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block["rows"]
    )
    return f"<table><caption>{escape(block['caption'])}</caption><tr>{head}</tr>{rows}</table>"


def _weasyprint(papers: list[dict[str, Any]]) -> bytes:
    from weasyprint import HTML  # type: ignore[import-untyped]

    made = HTML(string=_html(papers)).write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)  # noqa: S101
    return made


def _soffice(data: bytes, ending: str, to: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"given.{ending}"
        given.write_bytes(data)
        subprocess.run(  # noqa: S603 - the program that is compared
            ["soffice", "-env:UserInstallation=file:///tmp/soffice-bench", "--headless", "--convert-to", to,  # noqa: S607
             *(["--infilter=HTML (StarWriter)"] if ending == "html" else []), "--outdir", folder, str(given)],
            check=True, capture_output=True,
        )  # fmt: skip
        return (Path(folder) / f"given.{to.partition(':')[0]}").read_bytes()


def _pages(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    main()
