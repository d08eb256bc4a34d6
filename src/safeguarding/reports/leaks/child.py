"""Judges one file, alone in a process with limits: a hostile file ends this and nothing else.

It takes the list of people as one line of JSON on its standard input, then the file; the file’s name is its
argument. It prints its answer as JSON. It knows no Django and no secret.
"""

from __future__ import annotations

import gc
import json
import resource
import sys

from safeguarding.anonymity.leaks import Listed, Seeker
from safeguarding.reports.leaks.one import judge

MEMORY = 1536 * 1024**2
SECONDS = 120


def main() -> None:
    """Read, judge and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    gc.disable()
    listed = Listed.from_json(json.dumps(json.loads(sys.stdin.buffer.readline())).encode())
    sys.stdout.write(json.dumps(judge(sys.argv[1], sys.stdin.buffer.read(), Seeker(listed))))


if __name__ == "__main__":
    main()
