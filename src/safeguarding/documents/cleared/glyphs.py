"""The letters that a page draws: what each says, and taking some of them out without moving the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

from safeguarding.documents.cleared.spans import CannotClear, Seek, apart

_MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_UNI = re.compile(r"uni([0-9A-Fa-f]{4})\Z")
MARK = "/RedactedMark"
"""The font that marks are written in."""
SPACE = 180
"""Thousandths of the letters' size: a wider gap in a line is a space."""
SHORTEST = 4
"""Letters of words under a box that we take out wherever they stand on the page."""
_DEFAULT = 500.0
MARKS = {"[": 278, "]": 278, "a": 556, "b": 556, "c": 500, "d": 556, "e": 556, "h": 556, "i": 222,
         "l": 222, "m": 833, "n": 556, "o": 556,
         "p": 556, "r": 333, "s": 500, "t": 278, "u": 556, "v": 500}  # fmt: skip
"""How wide the letters of our marks are in Helvetica."""
_NAMES = {"space": " ", "hyphen": "-", "quoteright": "’", "quoteleft": "‘", "period": ".", "comma": ",",
          "slash": "/",
          "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "endash": "–", "emdash": "—",
          "colon": ":",
          "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
          "seven": "7",
          "eight": "8", "nine": "9", "at": "@", "ampersand": "&", "parenleft": "(", "parenright": ")",
          "eacute": "é", "egrave": "è", "acircumflex": "â", "iacute": "í", "quotesingle": "'"}  # fmt: skip


class Glyph(NamedTuple):
    """One letter as drawn: what it says, the instruction and the piece of it, its bytes, and its width."""

    said: str
    instruction: int
    piece: int
    code: bytes
    wide: float


class Font:
    """What the codes of a font say, and how wide they are in thousandths."""

    def __init__(self, font: Any) -> None:
        self.double = font.get("/Subtype") == Name.Type0
        self.said = _mapped(font.get("/ToUnicode"))
        self.wide: dict[int, float] = {}
        self.default = _DEFAULT
        if self.double:
            self._composite(font)
            return
        encoding = font.get("/Encoding")
        mac = str(encoding.get("/BaseEncoding", "") if isinstance(encoding, Dictionary) else encoding)
        letters = "mac_roman" if "Mac" in mac else "cp1252"
        plain = {code: bytes([code]).decode(letters, "replace") for code in range(256)}
        if isinstance(encoding, Dictionary):
            code = 0
            for one in encoding.get("/Differences", Array([])):
                if isinstance(one, int):
                    code = one
                else:
                    plain[code] = _named(str(one).lstrip("/"))
                    code += 1
        self.said = plain | self.said
        first = int(font.get("/FirstChar", 0))
        scale = 1000 * float(font.FontMatrix[0]) if "/FontMatrix" in font else 1.0
        for place, wide in enumerate(font.get("/Widths", Array([]))):
            self.wide[first + place] = float(wide) * scale

    def _composite(self, font: Any) -> None:
        below = font.DescendantFonts[0]
        self.default = float(below.get("/DW", 1000))
        held = [*below.get("/W", Array([]))]
        while held:
            first, second = int(held[0]), held[1]
            if isinstance(second, Array):
                self.wide |= {first + place: float(wide) for place, wide in enumerate(second)}
                held = held[2:]
            else:
                self.wide |= dict.fromkeys(range(first, min(int(second), first + 65535) + 1), float(held[2]))
                held = held[3:]

    def codes(self, text: bytes) -> list[bytes]:
        step = 2 if self.double else 1
        return [text[place : place + step] for place in range(0, len(text), step)]

    def letter(self, code: bytes) -> tuple[str, float]:
        number = int.from_bytes(code)
        return self.said.get(number, "\ufffd"), self.wide.get(number, self.default)


def _named(name: str) -> str:
    if len(name) == 1:
        return name
    found = _UNI.match(name)
    return chr(int(found[1], 16)) if found else _NAMES.get(name, "\ufffd")


def _mapped(stream: Any) -> dict[int, str]:
    if not isinstance(stream, pikepdf.Stream):
        return {}
    made: dict[int, str] = {}
    for kind, body in _MAPPED.findall(bytes(stream.read_bytes())):
        tokens = [(found[1], bool(found[2]), bool(found[3])) for found in _TOKEN.finditer(body)]
        place = 0
        while place < len(tokens):
            low = _number(tokens[place][0])
            if kind == b"char":
                made[low] = _text(tokens[place + 1][0])
                place += 2
                continue
            high = _number(tokens[place + 1][0])
            place += 2
            if tokens[place][1]:
                place += 1
                code = low
                while not tokens[place][2]:
                    made[code] = _text(tokens[place][0])
                    code, place = code + 1, place + 1
            else:
                text = _text(tokens[place][0])
                for code in range(low, min(high, low + 65535) + 1):
                    made[code] = text[:-1] + chr(ord(text[-1]) + code - low) if text else ""
            place += 1
    return made


def _number(digits: bytes | None) -> int:
    return int(b"".join((digits or b"0").split()), 16)


def _text(digits: bytes | None) -> str:
    return bytes.fromhex((digits or b"").decode()).decode("utf-16-be", "replace")


@dataclass
class _State:
    font: Font | None = None
    name: Any = None
    size: float = 1.0
    apart: float = 0.0
    words: float = 0.0
    scale: float = 100.0


class _Mark(NamedTuple):
    """What is written in a gap, and the room for it in thousandths of the letters' size."""

    said: str
    room: float


_GAP = _Mark("", 0.0)


class Drawn:
    """The instructions of a page, and its letters in the order in which they are drawn."""

    def __init__(self, instructions: list[Any], resources: Any, fonts: dict[tuple[int, int], Font]) -> None:
        self.instructions = [([*operands], operator) for operands, operator in instructions]
        self.marked = False
        self._fonts = (
            resources.get("/Font", Dictionary()) if isinstance(resources, Dictionary) else Dictionary()
        )
        self._known = fonts
        self._near: list[Glyph | str] = []  # letters, and what stands between them where a line goes on
        self._wide: list[Glyph | str] = []  # the same, where each piece of a line is a word of its own
        self._true: list[Glyph | str] = []  # the same, where the gap that a reader sees decides
        self._states: dict[int, _State] = {}
        self._line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # where the line begins, as a matrix
        self._pen = (0.0, 0.0)  # where the last letter ended
        self._along = 0.0  # how far into the line, in its own measure
        self._read()

    def _read(self) -> None:
        state, kept = _State(), []
        for number, (operands, operator) in enumerate(self.instructions):
            match str(operator):
                case "q":
                    kept.append(_State(**vars(state)))
                case "Q" if kept:
                    state = kept.pop()
                case "Tf":
                    state.name, state.size = operands[0], float(operands[1])
                    state.font = self._font(operands[0])
                case "Tc":
                    state.apart = float(operands[0])
                case "Tw":
                    state.words = float(operands[0])
                case "Tz":
                    state.scale = float(operands[0])
                case "BT":
                    self._line, self._along = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0.0
                    self._between("")
                case "Td" | "TD":
                    self._move(float(operands[0]), float(operands[1]))
                    self._between("\n" if float(operands[1]) else "")
                case "Tm":
                    a, b, c, d, e, f = (float(one) for one in operands)
                    self._line, self._along = (a, b, c, d, e, f), 0.0
                    self._between("")
                case "T*":
                    self._move(0.0, -state.size)
                    self._between("\n")
                case "'" | '"':
                    self._move(0.0, -state.size)
                    self._between("\n")
                    self._shown(number, [operands[-1]], state)
                case "Tj":
                    self._shown(number, [operands[0]], state)
                case "TJ":
                    self._shown(number, [*operands[0]], state)

    def _font(self, name: Any) -> Font | None:
        font = self._fonts.get(str(name))
        if font is None:
            return None
        key = font.objgen if font.is_indirect else (id(self._fonts), hash(str(name)))
        if key not in self._known:
            self._known[key] = Font(font)
        return self._known[key]

    def _between(self, line: str) -> None:
        if line:
            self._near.append(line)
        self._wide.append(line or " ")

    def _move(self, across: float, up: float) -> None:
        a, b, c, d, e, f = self._line
        self._line = (a, b, c, d, e + a * across + c * up, f + b * across + d * up)
        self._along = 0.0

    def _here(self) -> tuple[float, float]:
        a, b, _, _, e, f = self._line
        return e + a * self._along, f + b * self._along

    def _gap_before(self, size: float) -> str:
        """What a reader sees between the last letter and the next: nothing, a space, or another line."""
        high = max(abs(size * self._line[3]), abs(size * self._line[1]), 0.01)
        across, up = (now - was for now, was in zip(self._here(), self._pen, strict=True))
        if abs(up) > high / 2 or across < -high:
            return "\n"
        return " " if across > high * SPACE / 1000 else ""

    def _shown(self, number: int, pieces: list[Any], state: _State) -> None:
        if state.font is None:
            return
        self._states[number] = _State(**vars(state))
        for place, piece in enumerate(pieces):
            if isinstance(piece, String):
                for code in state.font.codes(bytes(piece)):
                    letter, wide = state.font.letter(code)
                    glyph = Glyph(letter, number, place, code, wide)
                    self._near.append(glyph)
                    self._wide.append(glyph)
                    self._true += [self._gap_before(state.size), glyph]
                    spaced = state.apart + (state.words if code == b" " else 0)
                    self._along += (wide * state.size / 1000 + spaced) * state.scale / 100
                    self._pen = self._here()
            else:
                self._along -= float(piece) * state.size / 1000 * state.scale / 100
                if float(piece) < -SPACE:
                    self._near.append(" ")
                    self._wide.append(" ")

    def take_out(self, seek: Seek, covered: list[str], page: int) -> None:
        """Take out what is found, with a mark in its place, and words that a box covers, without one. Raises
        CannotClear where the covered words stand on the page in a way that we cannot follow.
        """
        out: dict[int, _Mark] = {}
        lines = self._lines()
        letters = [one for one in self._near if isinstance(one, Glyph)]
        places = {id(one): place for place, one in enumerate(letters)}
        for stream in (self._true, self._near, self._wide):
            text, owners = _joined(stream)
            for span in apart([*seek(text)]):
                held = [*dict.fromkeys(places[id(owner)] for owner in owners[span.start : span.end] if owner)]
                mark = "" if any(one in out for one in held) else span.mark
                begins, room = self._widest(held, letters, lines)
                for one in held:
                    out.setdefault(one, _Mark(mark, room) if one == begins else _GAP)
            for words in covered:
                for place in _places(text, words, page):
                    for owner in owners[slice(*place)]:
                        if owner:
                            out[places[id(owner)]] = _GAP
        if out:
            self._without(out)

    def _lines(self) -> list[int]:
        """On which line each letter stands."""
        line, found = 0, []
        for one in self._true:
            if isinstance(one, Glyph):
                found.append(line)
            elif one == "\n":
                line += 1
        return found

    def _widest(self, held: list[int], letters: list[Glyph], lines: list[int]) -> tuple[int, float]:
        """Where a mark has most room, and how much: words may be drawn in pieces, and on two lines."""
        rooms: dict[int, float] = {}
        first: dict[int, int] = {}
        for place in held:
            state = self._states[letters[place].instruction]
            spaced = 1000 * state.apart / state.size if state.size else 0.0
            first.setdefault(lines[place], place)
            rooms[lines[place]] = rooms.get(lines[place], 0.0) + letters[place].wide + spaced
        best = max(rooms, key=lambda line: rooms[line], default=0)
        return first.get(best, -1), rooms.get(best, 0.0)

    def _without(self, out: dict[int, _Mark]) -> None:
        all_of = [one for one in self._near if isinstance(one, Glyph)]
        touched = {all_of[place].instruction for place in out}
        by: dict[int, list[int]] = {}
        for place, glyph in enumerate(all_of):
            if glyph.instruction in touched:
                by.setdefault(glyph.instruction, []).append(place)
        made: list[tuple[list[Any], Any]] = []
        for number, one in enumerate(self.instructions):
            made += self._anew(number, one, by[number], all_of, out) if number in touched else [one]
        self.instructions = made

    def _anew(
        self,
        number: int,
        one: tuple[list[Any], Any],
        places: list[int],
        glyphs: list[Glyph],
        out: dict[int, _Mark],
    ) -> list[tuple[list[Any], Any]]:
        """The instruction with gaps as wide as what is gone, and a mark in the gap."""
        operands, operator = one
        state = self._states[number]
        made: list[tuple[list[Any], Any]] = []
        if str(operator) in ("'", '"'):
            if str(operator) == '"':
                made += [([operands[0]], Operator("Tw")), ([operands[1]], Operator("Tc"))]
            made.append(([], Operator("T*")))
        pieces = [*operands[0]] if str(operator) == "TJ" else [operands[-1]]
        row: list[Any] = []
        for at, piece in enumerate(pieces):
            if not isinstance(piece, String):
                row.append(piece)
                continue
            kept = b""
            gap, mark = 0.0, _GAP
            for place in [place for place in places if glyphs[place].piece == at]:
                glyph = glyphs[place]
                if place not in out:
                    if gap:
                        self._gap(row, made, gap, mark, state)
                        row, gap, mark = ([] if mark.said else row), 0.0, _GAP
                    kept += glyph.code
                    continue
                if kept:
                    row.append(String(kept))
                    kept = b""
                if out[place].said and gap:
                    self._gap(row, made, gap, mark, state)
                    row, gap, mark = ([] if mark.said else row), 0.0, _GAP
                mark = mark if mark.said else out[place]
                spaced = state.apart + (state.words if glyph.code == b" " else 0)
                gap += glyph.wide + (1000 * spaced / state.size if state.size else 0)
            if kept:
                row.append(String(kept))
            if gap:
                self._gap(row, made, gap, mark, state)
                row = [] if mark.said else row
        if row:
            made.append(([Array(row)], Operator("TJ")))
        return made

    def _gap(self, row: list[Any], made: list[Any], gap: float, mark: _Mark, state: _State) -> None:
        if not mark.said:
            row.append(-round(gap, 2))
            return
        self.marked = True
        wide = sum(MARKS[letter] for letter in mark.said)
        size = state.size * min(1.0, max(gap, mark.room) / wide)
        if row:
            made.append(([Array(row)], Operator("TJ")))
        made += [
            ([Name(MARK), size], Operator("Tf")),
            ([0], Operator("Tc")),
            ([0], Operator("Tw")),
            ([Array([String(mark.said)])], Operator("TJ")),
            ([state.name, state.size], Operator("Tf")),
            ([state.apart], Operator("Tc")),
            ([state.words], Operator("Tw")),
        ]
        left = gap - wide * size / state.size if state.size else 0.0
        if abs(left) > 1:
            made.append(([Array([-round(left, 2)])], Operator("TJ")))


def _joined(stream: list[Glyph | str]) -> tuple[str, list[Glyph | None]]:
    text: list[str] = []
    owners: list[Glyph | None] = []
    for one in stream:
        said = one.said if isinstance(one, Glyph) else one
        text.append(said)
        owners += [one if isinstance(one, Glyph) else None] * len(said)
    return "".join(text), owners


def _places(text: str, words: str, page: int) -> list[tuple[int, int]]:
    letters = "".join(words.split())
    found = [
        one.span() for one in re.finditer(r"\s*".join(re.escape(letter) for letter in letters), text)
    ] if letters else []  # fmt: skip
    if len(letters) < SHORTEST and len(found) > 1:
        raise CannotClear(f"Page {page}: a box covers a few letters that stand elsewhere on the page too.")
    return found
