"""The titles of everything that “Your work” can say, read from the rooms that say it."""

from __future__ import annotations

import ast
from pathlib import Path

import safeguarding

ROOMS = (
    "cases/queries/work.py", "cases/queries/areas_work.py", "cases/queries/restamp.py",
    "cases/queries/walls_work.py", "cases/queries/leaving.py", "cases/queries/rules.py",
    "disagreements/queries/partners.py", "disagreements/queries/agencies.py",
    "improvements/queries/work.py", "improvements/queries/safety.py", "evidence/queries/work.py",
    "chronology/queries/work.py", "meetings/queries/meetings.py", "meetings/queries/minutes.py",
    "meetings/queries/lapses.py", "rapid_reviews/queries/work.py", "practice_reviews/queries/deciding.py",
    "practice_reviews/queries/monitoring.py", "practice_reviews/queries/publication.py",
    "practice_reviews/queries/commissioning.py",
    "practice_reviews/queries/facts.py", "practice_reviews/queries/accepting.py",
    "practice_reviews/queries/lines.py",
    "learning/queries/work.py", "reports/letters.py", "cases/queries/formal_letters.py",
    "cases/queries/templates.py", "meetings/queries/groups_work.py",
    "rapid_reviews/queries/commenting.py", "meetings/queries/deciding.py",
)  # fmt: skip
MAKERS = {"WorkItem", "_item", "item", "_at"}
HERE = Path(safeguarding.__file__).parent


def titles() -> set[str]:
    """Each title, or what stands before a name in it."""
    found: set[str] = set()
    for room in ROOMS:
        for node in ast.walk(ast.parse((HERE / room).read_text())):
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                given = next((word.value for word in node.keywords if word.arg == "title"), None)
                found |= _words(given) if given else _first(node.args)
            elif isinstance(node, ast.Assign) and any(_name(target) == "title" for target in node.targets):
                found |= _words(node.value)
    return {title for title in found if title}


def rooms_without_a_row() -> set[str]:
    """Files that make such items and are not read above."""
    makes = {
        str(path.relative_to(HERE)) for path in HERE.rglob("queries/*.py") if "WorkItem(" in path.read_text()
    }
    return makes - set(ROOMS)


def _first(args: list[ast.expr]) -> set[str]:
    return next((words for words in map(_words, args) if words), set())


def _words(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _words(node.body) | _words(node.orelse)
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
        return _words(first) if isinstance(first, ast.Constant) else {"(a name)"}
    return {node.value.strip()} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
