"""Makes the redacted copy of one file, alone in a process with limits.

It takes the list of people as one line of JSON on its standard input, then the file; the file’s name is its
argument. It prints the report as one line of JSON, then the copy. It knows no Django and no secret.
"""

from __future__ import annotations

import json
import resource
import sys

from safeguarding.anonymity.leaks import Listed, Seeker
from safeguarding.reports.leaks.child import MEMORY, SECONDS
from safeguarding.reports.leaks.redacting import redact


def main() -> None:
    """Read, redact and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    seeker = Seeker(Listed.from_json(sys.stdin.buffer.readline()))
    report, copy = redact(sys.argv[1], sys.stdin.buffer.read(), seeker)
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + copy)


if __name__ == "__main__":
    main()
