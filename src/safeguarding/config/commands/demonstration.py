"""The demonstration: made-up partnerships in a folder of their own, and the product running on them."""

from __future__ import annotations

import argparse
from typing import Any

Adder = Any


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: choose a number from 1024 to 65535")
    return port


def add(under: Adder) -> None:
    demo = under.add_parser("demo", help="try it: two made-up partnerships, at http://localhost:8000")
    demo.add_argument("--fresh", action="store_true", help="forget the last demonstration and start over")
    demo.add_argument("--port", type=_port, default=8000, help="another port than 8000")
    demo.add_argument("--no-serve", action="store_true", help="make the made-up cases, then stop")
    demo.set_defaults(run=_demo)


def _demo(given: argparse.Namespace) -> int:
    from safeguarding.config.demo import house

    return house.open_demonstration(port=given.port, fresh=given.fresh, serve=not given.no_serve)
