"""What stands between the braces of a template, judged before anything of it is run. Pure.

A template may put in what it is given, go through a list, and leave something out: nothing else. Whatever is
wrong is named with its line, which is its paragraph as a person counts them, and with its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain

from jinja2 import Environment, TemplateSyntaxError, nodes

from safeguarding.documents.fields import FLAG, LOOP, TABLE, TEXT, THINGS, Field, needed, written
from safeguarding.documents.shape import NEEDED

TAG = re.compile(r"(\{\{|\{%|\{#)(?:(p|tr|tc|r)(?= ))?(.*?)(\}\}|%\}|#\})")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_WORDS = {"for", "if", "elif", "else", "endfor", "endif"}
_TABLES = re.compile(r"^glance$|\.table$")
_CLOSES = {"endfor": "for", "endif": "if"}
_CURLY = str.maketrans("‘’“”", "''\"\"")
_READ = Environment()  # noqa: S701 - it reads and never fills in
Scope = Mapping[str, Field]


@dataclass(frozen=True)
class Line:
    """One paragraph of a template: which part of the page it stands in, its number there, and its words."""

    part: str
    number: int
    text: str

    def __str__(self) -> str:
        where = f"line {self.number}" if self.part == "text" else f"line {self.number} of the {self.part}"
        return f"{where} (“{_shortened(self.text)}”)"


def _shortened(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"


def problems(lines: Sequence[Line], layout: str) -> list[str]:
    """Everything that is wrong with the braces of a template, in the order of its lines."""
    found: list[str] = []
    used: set[tuple[str, str]] = set()
    broken = False
    for part in dict.fromkeys(line.part for line in lines):
        here = [line for line in lines if line.part == part]
        wrong = {line: list(_in_line(line)) for line in here}
        unclosed = list(_unclosed(here))
        found += [*chain.from_iterable(wrong.values()), *unclosed]
        broken = broken or bool(unclosed) or any(wrong.values())
        if not unclosed and not any(wrong[line] and _turns(line.text) for line in here):
            reading = Reading(lambda number, here=here: str(here[number - 1]), part == "text", used)  # type: ignore[misc]
            reading.read("\n".join("" if wrong[line] else _as_read(line.text) for line in here))
            found += reading.found
    if not broken:
        found += [
            f"“{written(*field)}” is missing: {THINGS[field[0]][field[1]].what[0].lower()}"
            f"{THINGS[field[0]][field[1]].what[1:]}."
            for field in needed(layout)
            if field not in used
        ]
    return list(dict.fromkeys(found))


def _as_read(text: str) -> str:
    """The line as it is filled in: straight quotes between the braces, without the mark for line, row or
    run.
    """
    return TAG.sub(lambda m: f"{m[1]} {m[3].translate(_CURLY)} {m[4]}", text)


def _turns(text: str) -> bool:
    """Whether a line holds a “for” or an “if”, or an end of one: without it the rest reads otherwise."""
    return any(_word(tag[3]) in _WORDS for tag in TAG.finditer(text) if tag[1] == "{%")


def _word(body: str) -> str:
    return body.split(None, 1)[0] if body.strip() else ""


def _in_line(line: Line) -> Iterator[str]:
    """What is wrong within one line, each tag by itself."""
    rest = TAG.sub("", line.text)
    if any(brace in rest for brace in ("{{", "}}", "{%", "%}", "{#", "#}")):
        yield f"In {line} braces are opened and not closed, or closed and not opened, within the line."
    for tag in TAG.finditer(line.text):
        opening, mark, body = tag[1], tag[2] or "", tag[3].translate(_CURLY).strip()
        if mark == "p" and line.text.strip() != tag[0]:
            yield (
                f"In {line} other words stand beside “{tag[0]}” and would be lost: put it in its own line."
            )
        if opening == "{#":
            continue
        word = _word(body)
        if opening == "{%" and word not in _WORDS:
            yield (
                f"In {line} “{word}” may not stand between braces: only “for”, “if”, “elif”, “else” and "
                "their ends may."
            )
        elif tag[4] != _ENDS[opening] or not _readable(opening, word, body):
            yield f"In {line} we cannot read “{tag[0]}”."
        elif opening == "{{" and (mark == "p") != bool(_TABLES.search(body)):
            yield f"In {line} “{{{{p” is for tables, and tables need it: write “{_put_right(mark, body)}”."


def _put_right(mark: str, body: str) -> str:
    return f"{{{{ {body} }}}}" if mark else f"{{{{p {body} }}}}"


def _readable(opening: str, word: str, body: str) -> bool:
    whole = {
        "for": f"{{% {body} %}}{{% endfor %}}",
        "if": f"{{% {body} %}}{{% endif %}}",
        "elif": f"{{% if x %}}{{% {body} %}}{{% endif %}}",
        "else": f"{{% if x %}}{{% {body} %}}{{% endif %}}",
        "endfor": f"{{% for x in y %}}{{% {body} %}}",
        "endif": f"{{% if x %}}{{% {body} %}}",
    }
    try:
        _READ.parse(f"{{{{ {body} }}}}" if opening == "{{" else whole[word])
    except TemplateSyntaxError:
        return False
    return True


def _unclosed(lines: Sequence[Line]) -> Iterator[str]:
    """Each “for” and “if” without its end, and each end without its beginning."""
    open_: list[tuple[str, Line]] = []
    for line in lines:
        for tag in TAG.finditer(line.text):
            word = _word(tag[3]) if tag[1] == "{%" else ""
            if word in {"for", "if"}:
                open_.append((word, line))
            elif word in _CLOSES and (not open_ or open_[-1][0] != _CLOSES[word]):
                yield f"In {line} “{word}” ends nothing that was begun before it."
            elif word in _CLOSES:
                open_.pop()
            elif word in {"else", "elif"} and not open_:
                yield f"In {line} “{word}” stands in no “if”."
    for word, line in open_:
        yield f"The “{word}” in {line} is never ended: put “{{%p end{word} %}}” where it ends."


class Reading:
    """Goes through what was parsed, keeping which fields were used and what is wrong, by its line."""

    def __init__(self, where: Callable[[int], str], body: bool, used: set[tuple[str, str]]) -> None:
        self.where, self.body, self.used = where, body, used
        self.found: list[str] = []
        self.through: list[tuple[str, str]] = []

    def read(self, source: str) -> None:
        """Judge a whole part. Whatever is not known to be harmless is refused."""
        try:
            tree = _READ.parse(source)
        except TemplateSyntaxError as problem:
            self.found.append(
                f"In {self.where(problem.lineno)} we cannot read what stands between the braces."
            )
            return
        self._all(tree.body, {})

    def _all(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._one(node, scope)

    def _one(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output():
                for each in node.nodes:
                    if not isinstance(each, nodes.TemplateData):
                        self._put_in(each, scope)
            case nodes.If():
                self._condition(node.test, scope)
                for body in (node.body, node.elif_, node.else_):
                    self._all(body, scope)
            case nodes.For():
                self._each(node, scope)
            case _:
                self._code(node)

    def _put_in(self, node: nodes.Node, scope: Scope) -> None:
        field = self._field(node, scope)
        if field is None:
            return
        if field.holds == FLAG:
            self._say(node, "is yes or no: ask for it in an “if”")
        elif field.holds == TABLE and not self.body:
            self._say(node, "is a table, which stands in the text only")
        elif field.each:
            self._say(node, "is a list: go through it with a “for”")

    def _condition(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Not():
                self._condition(node.node, scope)
            case nodes.And() | nodes.Or():
                self._condition(node.left, scope)
                self._condition(node.right, scope)
            case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne", expr=nodes.Const(value=str(kind)))]):
                self._compared(node.expr, kind, scope)
            case _:
                self._field(node, scope)

    def _compared(self, node: nodes.Node, kind: str, scope: Scope) -> None:
        if self._field(node, scope) is not THINGS["block"]["kind"]:
            self._say(node, "is compared with something: only the kind of a block can be")
        elif kind not in NEEDED:
            self._unknown(node, kind, list(NEEDED), "no kind of block")

    def _each(self, node: nodes.For, scope: Scope) -> None:
        field = self._field(node.iter, scope)
        if not isinstance(node.target, nodes.Name) or node.test is not None or node.recursive:
            self._code(node)
            return
        if field is not None and not field.each:
            self._say(node.iter, "is no list, so nothing goes through it")
        which = (_path(node.iter) or "", field.each if field else "")
        if which in self.through:
            self._say(node.iter, "is gone through within itself")
            return
        self.through.append(which)
        holds = field.each if field and field.each else "anything"
        one = Field("", TEXT if holds == "words" else holds)
        self._all(node.body, {**scope, node.target.name: one, "loop": Field("", "loop")})
        self.through.pop()
        self._all(node.else_, scope)

    def _field(self, node: nodes.Node, scope: Scope) -> Field | None:
        """The field that an expression names; None after saying what is wrong with it."""
        match node:
            case nodes.Name(name=name) if name in scope:
                return scope[name]
            case nodes.Name(name=name):
                return self._known(node, "", name)
            case nodes.Getattr(node=nodes.Name(name=owner), attr=name) if owner in scope:
                return self._of(node, scope[owner], name, bare=True)
            case nodes.Getitem(node=nodes.Name(name=owner), arg=nodes.Const(value=str(name))) if (
                owner in scope
            ):
                return self._of(node, scope[owner], name, bare=False)
            case nodes.Getattr(node=nodes.Name(name=owner), attr=name) if owner not in THINGS[""]:
                known = sorted({*THINGS[""], *scope})
                self._unknown(node, owner, known, "nothing that the paper holds there")
                return None
        self._code(node)
        return None

    def _of(self, node: nodes.Node, owner: Field, name: str, *, bare: bool) -> Field | None:
        if owner.holds == "anything":
            return owner
        if owner.holds == "loop" and name in LOOP:
            return Field("", FLAG if name != "index" else TEXT)
        if owner.holds not in THINGS:
            self._code(node)
            return None
        if name == "items" and bare and owner.holds == "block":
            self._say(node, "is written block['items']")
            return None
        return self._known(node, owner.holds, name)

    def _known(self, node: nodes.Node, thing: str, name: str) -> Field | None:
        field = THINGS[thing].get(name)
        if field is None:
            self._unknown(node, name, list(THINGS[thing]), "no field of ours")
            return None
        self.used.add((thing, name))
        return field

    def _unknown(self, node: nodes.Node, name: str, known: list[str], what: str) -> None:
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        mean = f": did you mean “{near[0]}”?" if near else "."
        self.found.append(f"“{name}” in {self.where(node.lineno)} is {what}{mean}")

    def _say(self, node: nodes.Node, what: str) -> None:
        self.found.append(f"“{_path(node)}” in {self.where(node.lineno)} {what}.")

    def _code(self, node: nodes.Node) -> None:
        self.found.append(
            f"In {self.where(node.lineno)} the braces hold code. They may only put in a field, go through a "
            "list, or leave something out with an “if”."
        )


def _path(node: nodes.Node) -> str:
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inner, attr=name):
            return f"{_path(inner)}.{name}"
        case nodes.Getitem(node=inner, arg=nodes.Const(value=name)):
            return f"{_path(inner)}['{name}']"
    return "this"
