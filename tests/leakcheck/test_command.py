"""`./safeguarding leakcheck`: what it says, what it writes, and with which code it ends."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from safeguarding.config.command import main
from safeguarding.reports.leaks import check
from safeguarding.reports.leaks.child import LARGE
from tests.leakcheck.case import CANARY, LIST, judged
from tests.leakcheck.clean import text
from tests.leakcheck.pdf import drawn, pdf, shown
from tests.leakcheck.word import docx, p


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.json").write_bytes(LIST)
    (tmp_path / "clean.docx").write_bytes(docx(p("The child was seen.")))
    (tmp_path / "named.docx").write_bytes(docx(p(f"We saw {CANARY} at home.")))
    (tmp_path / "named.pdf").write_bytes(pdf(drawn(shown(CANARY))))
    (tmp_path / "broken.docx").write_bytes(docx(p("x"))[:-30])
    return tmp_path


def run(folder: Path, *names: str) -> tuple[int, list[dict[str, Any]]]:
    out = folder / "out.json"
    files = [str(folder / name) for name in names]
    code = main(["leakcheck", *files, "--people", str(folder / "people.json"), "--json", str(out)])
    return code, json.loads(out.read_text())["files"]


def test_a_clean_file_ends_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (answer,) = run(folder, "clean.docx")
    assert (code, answer["clean"], answer["findings"]) == (0, True, [])
    assert capsys.readouterr().out == f"{folder / 'clean.docx'}: nothing found.\n"


def test_a_file_with_names_ends_with_1_and_says_where_and_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answers = run(folder, "named.docx", "clean.docx", "named.pdf")
    assert code == 1
    assert [answer["file"] for answer in answers] == [
        str(folder / name) for name in ("named.docx", "clean.docx", "named.pdf")
    ]
    assert answers[0]["findings"] == [
        {
            "place": "the text, paragraph 2",
            "identifier": "p1",
            "matched": CANARY,
            "kind": "name",
            "context": f"We saw {CANARY} at home.",
        }
    ]
    assert f"page 1: “{CANARY}” (name of p1): {CANARY}" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_whole_ends_with_2_and_is_not_clean(folder: Path) -> None:
    code, answers = run(folder, "named.docx", "broken.docx")
    assert code == 2
    assert not answers[1]["clean"]
    assert answers[1]["problems"] == ["The file is not whole."]


def test_without_a_list_that_can_be_read_nothing_is_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "people.json").write_text('{"people": []}')
    code = main(["leakcheck", str(folder / "clean.docx"), "--people", str(folder / "people.json")])
    assert code == 2
    assert "has to be JSON with “people”" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["leakcheck", str(folder / "no.docx"), "--people", str(folder / "people.json")])
    assert code == 2
    assert "no.docx cannot be read: No such file or directory." in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_large_file_is_shared_between_two_and_nothing_is_lost(kind: str) -> None:
    said = [
        "Harmless.",
        f"{CANARY} rang.",
        "We saw Zakary.",
        "Here zacary is a word.",
        "Zacary",
        "ZM",
        "Harmless.",
    ]
    said = [*said, *(f"{one} {number}" for number, one in enumerate(text(60_000)[:300])), CANARY]
    if kind == "docx":
        bulk = {"word/fonts/font1.odttf": random.Random(1).randbytes(LARGE)}  # noqa: S311 - only bulk
        data = docx("".join(map(p, said)), bulk)
    else:
        data = pdf(*(drawn(shown(one.replace("(", "").replace(")", ""))) for one in said))
    assert len(data) > LARGE
    (answer,) = check([(f"report.{kind}", data)], LIST)
    assert answer == judged(f"report.{kind}", data)
    assert [one["matched"] for one in answer["findings"]] == [CANARY, "Zakary", "ZM", CANARY]
    assert not any(one["matched"] == "Zacary" for one in answer["findings"])


@pytest.mark.parametrize("bad", [LARGE, 10])
def test_a_half_that_fails_fails_the_whole(bad: int) -> None:
    (answer,) = check([("x.pdf", b"%PDF-1.4 " + b"9" * bad)], LIST)
    assert not answer["clean"]
    assert answer["problems"]


def redacting(folder: Path, *names: str) -> tuple[int, list[dict[str, Any]]]:
    into = folder / "copies"
    files = [str(folder / name) for name in names]
    code = main(["leakcheck", *files, "--people", str(folder / "people.json"), "--redact", str(into)])
    return code, json.loads((into / "report.json").read_text())["files"]


def test_a_redacted_copy_is_made_and_looked_at_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, reports = redacting(folder, "named.docx", "named.pdf")
    assert code == 0
    copies = [folder / "copies" / name for name in ("redacted-1.docx", "redacted-2.pdf")]
    assert [report["copy"] for report in reports] == [str(copy) for copy in copies]
    answers = check([(copy.name, copy.read_bytes()) for copy in copies], LIST)
    assert all(answer["clean"] for answer in answers)
    said = capsys.readouterr().out
    assert "taken out: the text, paragraph 2: name of p1" in said
    assert CANARY not in said + json.dumps(reports)


def test_where_no_copy_can_be_made_it_says_why_and_ends_with_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, reports = redacting(folder, "broken.docx", "people.json", "named.pdf")
    assert code == 2
    assert [report["redacted"] for report in reports] == [False, False, True]
    assert [path.name for path in sorted((folder / "copies").iterdir())] == ["redacted-3.pdf", "report.json"]
    assert "no copy was made. The file is not whole." in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["leakcheck", str(folder / "named.pdf"), "--people", str(folder / "people.json"),
                 "--redact", str(folder / "named.docx" / "x")])  # fmt: skip
    assert code == 2
    assert "cannot be made" in capsys.readouterr().err
