"""Makes one pack of papers, alone in a process with limits. It knows no Django and no secret.

It takes the checked data on its standard input and writes the PDF to its standard output.
"""

from __future__ import annotations

import resource
import sys

import orjson

from safeguarding.documents.pdf import typeset

MEMORY = 4 * 1024**3
"""Of address space: typst maps more than it uses. 378 pages use 0.4 GB."""
SECONDS = 60


def main() -> None:
    """Read, typeset, write."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(typeset("pack.typ", orjson.loads(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
