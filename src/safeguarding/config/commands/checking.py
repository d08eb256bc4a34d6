"""The check: everything that must hold before a change is taken, each step with its time."""

from __future__ import annotations

import argparse
import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from safeguarding.config.commands.refusal import Refusal

Adder = Any
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Step:
    """One thing to run. `missing` says in a sentence why it cannot run here; on CI that is a failure."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""
    same_as: str = ""  # a file that the output must equal
    tests: bool = False  # its closing line is shown


def add(under: Adder) -> None:
    check = under.add_parser("check", help="run every check and all tests, as CI does")
    check.add_argument(
        "--full",
        action="store_true",
        help="everything at length: 200 rounds of every race, and mutations of the law",
    )
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    root = Path(os.environ.get("SAFEGUARDING_HOME", Path.cwd()))
    if not (root / "tests").is_dir() or shutil.which("pytest", path=_tools()) is None:
        raise Refusal(
            "The check runs in a copy of the source with its development tools: use ./safeguarding check."
        )
    began, failed, skipped = monotonic(), list[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="safeguarding-check-", dir=_memory()) as scratch:
        for step in steps(root, given.full):
            if step.missing:
                skipped.append(step.name)
                _say(f"skipped  {step.name}: {step.missing}")
            elif not _run(step, root, scratch):
                failed.append(step.name)
    if os.environ.get("CI") == "true":
        failed += [f"{name} (skipped, which CI does not allow)" for name in skipped]
    minutes, seconds = divmod(round(monotonic() - began), 60)
    took = f"in {minutes} min {seconds} s"
    if failed:
        _say(f"These checks failed, {took}: {', '.join(failed)}.")
        return 1
    _say(f"Every check passed, {took}" + (f"; {len(skipped)} skipped." if skipped else "."))
    return 0


def steps(root: Path, full: bool) -> list[Step]:
    """What is run, in order: the quick ones first."""
    python, django = sys.executable, {"SAFEGUARDING_MODE": "test"}
    sources = ["src", "tests", "manage.py"]
    templates = sorted(str(path.relative_to(root)) for path in (root / "src").glob("safeguarding/*/jinja2"))
    frontend = root / "frontend" / "check.sh"
    own = [python, "-m", "safeguarding.config.command"]
    rounds = {"RACE_ROUNDS": "200"} if full else {}
    quietly = ["-q", "-p", "no:cacheprovider", "--basetemp={scratch}/pytest"]
    both = ["pytest", "tests", "--ignore=tests/stories", "-n", "2", "--dist=worksteal", *quietly]
    both += ["--ignore=tests/statute", "--ignore=tests/law"]  # these know no database, and run by themselves
    listed = [
        Step("shell scripts", ["shellcheck", "safeguarding", ".ci/run"], missing=_absent("shellcheck")),
        Step("layout of the code", ["ruff", "format", "--check", *sources]),
        Step("rules of the code", ["ruff", "check", *sources]),
        Step("layers", ["lint-imports", "--no-cache", "--no-logo"]),
        Step("types", ["mypy", "-p", "safeguarding"], django),
        Step("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"], django),
        Step("docs/process.md", [*own, "process"], same_as="docs/process.md"),
        Step("templates", ["djlint", *templates, "--lint", "--quiet"]),
        Step("built assets", [str(frontend)], missing=_absent("npm")),
        Step(
            "the law, every branch",
            ["pytest", "tests/statute", "tests/law", *quietly, "--cov=safeguarding.statute", "--cov-branch",
             "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"],
            rounds, tests=True,
        ),
        Step("tests on SQLite", both, rounds, tests=True),
        Step(
            # The command's own tests run it on SQLite files of their own, whatever the database.
            "tests on PostgreSQL", [*both, "--ignore=tests/config"],
            rounds | {"SAFEGUARDING_DATABASE": _postgresql()},
            missing=_no_postgresql(), tests=True,
        ),
        Step(
            "journeys in a browser", ["pytest", "tests/stories", "-n", "2", "--dist=worksteal", *quietly],
            rounds | {"CHROMIUM": _chromium()}, missing=_no_browser(), tests=True,
        ),
    ]  # fmt: skip
    if full:
        listed.append(Step("mutations of the law", ["mutmut", "run"]))
    return listed


def _run(step: Step, root: Path, scratch: str) -> bool:
    began = monotonic()
    environment = {
        k: v for k, v in os.environ.items() if k not in {"SAFEGUARDING_DATABASE", "SAFEGUARDING_MODE"}
    }
    environment |= {"PATH": _tools(), "SAFEGUARDING_VAR": scratch, "COVERAGE_FILE": f"{scratch}/.coverage"}
    done = subprocess.run(
        [part.format(scratch=scratch) for part in step.command], cwd=root,
        env=environment | dict(step.environment), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    right, output = done.returncode == 0, done.stdout
    if right and step.same_as:
        right = (root / step.same_as).is_file() and (root / step.same_as).read_text() == output
        output = f"{step.same_as} is not what “{' '.join(step.command[-1:])}” prints. Print it there again."
    took = monotonic() - began
    if not right:
        _say(output.rstrip())
    _say(f"{'passed' if right else 'FAILED':7}  {step.name} ({took:.0f} s)")
    if right and step.tests:
        _say(output.rstrip().splitlines()[-1])
    return right


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _memory() -> str | None:
    """Where there is room in memory, so that the tests' own databases do not wait for a disk."""
    place = "/dev/shm"  # noqa: S108  # a folder of a made-up name is made in it
    room = os.access(place, os.W_OK) and shutil.disk_usage(place).free > 4 * 1024**3
    return place if room else None


def _tools() -> str:
    """Where programs are looked for: first beside this Python."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _absent(program: str) -> str:
    return "" if shutil.which(program, path=_tools()) else f"{program} is not installed here."


def _chromium() -> str:
    found = (
        shutil.which(name, path=_tools()) for name in (os.environ.get("CHROMIUM", ""), *CHROMIUM) if name
    )
    return next(filter(None, found), "")


def _no_browser() -> str:
    return "" if _chromium() else "Chromium is not installed here (or name it in CHROMIUM)."


def _postgresql() -> str:
    """The database server for tests; its user must be allowed to make databases and roles."""
    return os.environ.get(
        "SAFEGUARDING_TEST_POSTGRESQL", f"postgresql://{getpass.getuser()}@127.0.0.1:5432/safeguarding_check"
    )


def _no_postgresql() -> str:
    place = urlsplit(_postgresql())
    where = (place.hostname or "127.0.0.1", place.port or 5432)
    try:
        socket.create_connection(where, timeout=3).close()
    except OSError:
        return f"no PostgreSQL answers at {where[0]}:{where[1]}."
    return ""
