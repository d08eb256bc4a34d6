"""Whatever is sent, it is read or refused in a sentence: never another error, never without end.

`FUZZ_ROUNDS` says how many mutations are tried; the seed is fixed, so that a failure comes back.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from safeguarding.chronology.entries import Entry
from safeguarding.chronology.reading.apart import Apart
from safeguarding.chronology.reading.table import Unreadable
from tests.chronology.papers import chronology, line, para, run, word, workbook

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "150"))
PATIENCE = 10
"""Seconds that any file here may take; the limits themselves allow far more."""
HOSTILE = sorted(path for path in (SAMPLES / "hostile").iterdir() if path.suffix != ".md")
EVENT = ("1 May 2016", "14:30", "RiO", "Seen at home.", "")
SOUND = {
    "made.docx": word(chronology(EVENT, EVENT)),
    "made.xlsx": workbook(("Chronology", line(1, "Date", "Event") + line(2, (42512, 1), "Seen."))),
    "made.csv": b'Date,Event\n1/5/2016,"A; B"\n2/5/2016,C\n',
    **{path.name: path.read_bytes() for path in sorted((SAMPLES / "open" / "incoming").iterdir())
       if path.suffix in {".docx", ".xlsx", ".csv"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as place:
        yield place


def outcome(apart: Apart, name: str, data: bytes) -> list[Entry] | Unreadable:
    """What became of a file; fails where it is neither read nor refused properly."""
    began = monotonic()
    try:
        answer: list[Entry] | Unreadable = apart.read(name, data, None).entries
    except Unreadable as problem:
        answer = problem
    assert monotonic() - began < PATIENCE * max(1.0, os.getloadavg()[0])
    if isinstance(answer, Unreadable):
        assert answer.code
        assert answer.sentence.endswith(".")
        assert answer.mend.endswith(".")
    else:
        assert all(entry.text and entry.row > 0 for entry in answer)
    return answer


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_a_hostile_file_is_read_or_refused(apart: Apart, path: Path) -> None:
    answer = outcome(apart, path.name, path.read_bytes())
    assert "root:" not in str(answer)


def test_every_hostile_file_is_described() -> None:
    described = re.findall(r"^\| (\S+\.\w+) \|", (SAMPLES / "hostile" / "README.md").read_text(), re.M)
    assert described == [path.name for path in HOSTILE]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def doubled(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + data[place // 2 :]


def inside(change: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """The same to one part of a container, which stays sound as a container."""

    def changed(data: bytes, chance: random.Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as given:
                parts = {name: given.read(name) for name in given.namelist()}
        except Exception:  # a list of values, or a container that is broken already
            return change(data, chance)
        chosen = chance.choice([name for name in parts if parts[name]] or [""])
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, part in parts.items():
                made.writestr(name, change(part, chance) if name == chosen else part)
        return out.getvalue()

    return changed


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two tags in each other's place."""
    tags = list(re.finditer(rb"<[^<>]*>", data))
    if len(tags) < 2:
        return flipped(data, chance)
    first, second = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    between = data[first.end() : second.start()]
    return data[: first.start()] + second[0] + between + first[0] + data[second.end() :]


def overstated(data: bytes, chance: random.Random) -> bytes:
    """One number that is far too large, negative, or none."""
    numbers = list(re.finditer(rb'(?<=")-?\d+(?=")|(?<=>)[\d.]+(?=<)', data))
    if not numbers:
        return flipped(data, chance)
    number = chance.choice(numbers)
    said = chance.choice((b"2147483648", b"-1", b"0", b"1e999", b"nan", b"", b"9" * 400))
    return data[: number.start()] + said + data[number.end() :]


CHANGES = (truncated, flipped, doubled, *map(inside, (truncated, flipped, doubled, swapped, overstated)))


def test_a_mutation_of_any_file_is_read_or_refused(apart: Apart) -> None:
    chance = random.Random(20190121)  # noqa: S311 - the same mutations every time
    files = {**SOUND, **{path.name: path.read_bytes() for path in HOSTILE}}
    for _ in range(ROUNDS):
        name = chance.choice(sorted(files))
        data = chance.choice(CHANGES)(files[name] or b"x", chance)
        if chance.random() < 0.3:
            data = chance.choice(CHANGES)(data or b"x", chance)
        outcome(apart, name, data)


def test_a_large_file_within_the_limits_stays_within_those_of_memory(apart: Apart) -> None:
    chance = random.Random(1)  # noqa: S311
    noise = "".join(para(run(f"{chance.random()}")) for _ in range(60_000))
    outcome(apart, "large.docx", word(noise + chronology(EVENT)))
    outcome(apart, "wide.csv", b"Date,Event\n" + b"1/5/2016" + b",x" * 400_000 + b"\n")


def test_where_nobody_is_left_to_read_a_file_is_refused_and_nobody_waits() -> None:
    with Apart() as place:
        assert isinstance(outcome(place, "made.csv", SOUND["made.csv"]), list)
        place._end()
        place.process.wait()
        assert isinstance(outcome(place, "made.csv", SOUND["made.csv"]), Unreadable)
