"""`./safeguarding leakcheck`: what it says, what it writes, and with which code it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from safeguarding.config.command import main
from tests.leakcheck.case import CANARY, LIST
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
