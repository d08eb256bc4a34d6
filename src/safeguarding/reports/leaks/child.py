"""Judges one file, alone in a process with limits: a hostile file ends this and nothing else.

It takes the list of people as one line of JSON on its standard input, then the file; the file’s name is its
argument. It prints its answer as JSON. It knows no Django and no secret.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys

from safeguarding.anonymity.leaks import Listed, Seeker
from safeguarding.reports.leaks.one import Part, part, whole

MEMORY = 1024**3
SECONDS = 120
LARGE = 30_000
"""A larger file is shared between two processes."""


def main() -> None:
    """Read, judge and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    gc.disable()
    seeker = Seeker(Listed.from_json(sys.stdin.buffer.readline()))
    name, data = sys.argv[1], sys.stdin.buffer.read()
    parts = _shared(name, data, seeker) if len(data) > LARGE else [part(name, data, seeker, (0, 1))]
    sys.stdout.write(json.dumps(whole(name, parts)))


def _shared(name: str, data: bytes, seeker: Seeker) -> list[Part]:
    """Two halves of the work at once; where the other half fails, so does the whole."""
    out, into = os.pipe()
    other = os.fork()
    if not other:
        for held in (out, 1, 2):  # whoever ends the first half need not wait for this one
            os.close(held)
        with os.fdopen(into, "w") as pipe:
            json.dump(part(name, data, seeker, (1, 2)), pipe)
            pipe.flush()
            os._exit(0)
    os.close(into)
    mine = part(name, data, seeker, (0, 2))
    with os.fdopen(out) as pipe:
        theirs: Part = json.load(pipe)
    os.waitpid(other, 0)
    return [mine, theirs]


if __name__ == "__main__":
    main()
