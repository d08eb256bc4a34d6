"""Looking for names in a Word file and a PDF of 200 pages, beside plain search for full names, in one run.

    uv run --group benchmarks python -m benchmarks.leaking [pages]

Ours: the command’s way, each file alone in a child process with limits, every place, everything listed.
Plain search: the words of the paragraphs (python-docx) or of the pages (pypdfium2), and every full name with
`in`; then with aliases too. Recall is counted over the places and spellings of the tests.
Medians; on two cores at most, which is what `taskset -c 0,1` gives.
"""

from __future__ import annotations

import io
import re
import resource
import statistics
import sys
from collections.abc import Callable
from time import perf_counter

import docx as python_docx
import pypdfium2 as pdfium
import typst
from tests.leakcheck import pdf, word
from tests.leakcheck.case import LIST, PEOPLE, SEEKER, judged
from tests.leakcheck.clean import text
from tests.leakcheck.test_seeking import WRITTEN

from safeguarding.reports.leaks import check

ROUNDS = 5
WORDS_ON_A_PAGE = 450
FULL = {name: one["id"] for one in [*PEOPLE["people"], *PEOPLE["places"]] for name in one["names"]}
ALSO = FULL | {name: one["id"] for one in PEOPLE["people"] for name in one.get("aliases", [])}


def main() -> None:
    """Time each, and print medians, ratios and recall."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    paragraphs = text(pages * WORDS_ON_A_PAGE)
    files = {
        "report.docx": word.docx("".join(word.p(one) for one in paragraphs)),
        "report.pdf": _pdf(paragraphs),
    }
    for name, data in files.items():
        of = pages if name.endswith("docx") else len(pdfium.PdfDocument(data))
        ours = _median(lambda name=name, data=data: check([(name, data)], LIST))  # type: ignore[misc]
        usual = _median(lambda name=name, data=data: _plain(name, data, FULL))  # type: ignore[misc]
        _say(f"{name}: {of} pages, {len(data):,} bytes: {ours:.2f} s, {of / ours:.0f} pages a second")
        worked = resource.getrusage(resource.RUSAGE_CHILDREN)
        check([(name, data)], LIST)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = after.ru_utime + after.ru_stime - worked.ru_utime - worked.ru_stime
        _say(f"  processor time {work:.2f} s, {2 * of / work:.0f} pages a second on two idle cores")
        _say(f"  plain search {usual:.2f} s, {of / usual:.0f} pages a second; ratio {usual / ours:.2f}")
    both = _median(lambda: check([*files.items()], LIST))
    _say(f"Both at once: {both:.2f} s")
    words = len(" ".join(paragraphs).split())
    alarms = len(judged("report.docx", files["report.docx"])["findings"])
    _say(f"False alarms: {alarms} in {words:,} words, {1000 * alarms / words:.2f} for each thousand")
    _recall()


def _recall() -> None:
    placed = [
        (f"x.{kind}", data) for kind, of in (("docx", word), ("pdf", pdf)) for _, data in of.PLACES.values()
    ]
    for what, names in (("full names", FULL), ("names and aliases", ALSO)):
        plain = sum("p1" in _plain(name, data, names) for name, data in placed)
        _say(f"Places: plain search for {what} finds {plain} of {len(placed)}")
    ours = sum(any(one["identifier"] == "p1" for one in judged(*one)["findings"]) for one in placed)
    _say(f"Places: ours finds {ours} of {len(placed)}")
    written = [(who, one) for who, ways in WRITTEN.items() for one in ways]
    for what, names in (("full names", FULL), ("names and aliases", ALSO)):
        plain = sum(who in {of for name, of in names.items() if name in one} for who, one in written)
        _say(f"Spellings: plain search for {what} finds {plain} of {len(written)}")
    found = sum(who in {one.identifier for one in SEEKER.look(f"Then {said} – so.")} for who, said in written)
    _say(f"Spellings: ours finds {found} of {len(written)}")


def _plain(name: str, data: bytes, names: dict[str, str]) -> set[str]:
    try:
        if name.endswith("docx"):
            said = "\n".join(one.text for one in python_docx.Document(io.BytesIO(data)).paragraphs)
        else:
            said = "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data))
    except Exception:  # some of the small test files hold no more than the place that is tested
        said = " ".join(re.findall(r">([^<]+)<", word.part("x", data.decode("latin-1"))))
    return {who for full, who in names.items() if full in said}


def _pdf(paragraphs: list[str]) -> bytes:
    source = "#set page(margin: 2.5cm)\n#set text(size: 12pt)\n#set par(leading: 1em)\n" + "\n\n".join(
        re.sub(r"([#$*_@<>\[\]\\`~])", r"\\\1", one) for one in paragraphs
    )
    return bytes(typst.compile(source.encode()))


def _median(run: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run()
        took.append(perf_counter() - start)
    return statistics.median(took)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
