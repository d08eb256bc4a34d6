"""What the service's log never holds: a secret that opens something, or a word that somebody typed."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

SECRETS = re.compile(r"(/(?:door|invitation|password/new|calendar)/)[^/\s]+")
"""Addresses whose next part is a secret. Whoever reads the log must not be able to use it."""


class Discreet(logging.Formatter):
    """Writes where an error arose and of which kind, but not its message, which may quote what was typed."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub(r"\1…", super().format(record))

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        lines = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\nwhich came from\n".join(lines)
