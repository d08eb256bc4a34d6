"""The process printed as a page, from the same tables that the product keeps to."""

from __future__ import annotations

from collections.abc import Iterator

from safeguarding.statute.permission import ENTRIES
from safeguarding.statute.process.cycles import CYCLES, LifeCycle

INTRODUCTION = (
    "# The process\n"
    "\n"
    "Printed from the tables in `statute/process`; change those, not this page. Each thing has its own small "
    "life cycle. "
    "A notification may be recorded as sent at any time: nothing here stands before it.\n"
)


def print_process() -> str:
    """Every life cycle as a diagram and a table, in Markdown."""
    return "\n".join([INTRODUCTION, *(_cycle(cycle) for cycle in CYCLES)])


def _cycle(cycle: LifeCycle) -> str:
    return "\n".join([f"## {cycle.title}\n", *_diagram(cycle), "", *_table(cycle), ""])


def _diagram(cycle: LifeCycle) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {cycle.begins}"
    for step in cycle.steps:
        yield f"    {step.source} --> {step.target}: {step.name}"
    for state in cycle.states:
        if not cycle.open_from(state):
            yield f"    {state} --> [*]"
    yield "```"


def _table(cycle: LifeCycle) -> Iterator[str]:
    yield "| Step | From | To | Who | What must be true | Source |"
    yield "|---|---|---|---|---|---|"
    for step in cycle.steps:
        who = ENTRIES[step.act].who
        yield f"| {step.name} | {step.source} | {step.target} | {who} | {step.guard} | {step.cite} |"
