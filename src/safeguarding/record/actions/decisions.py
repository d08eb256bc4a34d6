"""Sealing the record of a decision, in the transaction of the act that decides."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import orjson

from safeguarding.record.actions.events import Actor, write
from safeguarding.record.models import DecisionRecord, Stream

KEPT_AS = "decision record"
"""What the words of a decision are, among the content that is kept beside its event."""


def seal(
    *,
    stream: Stream,
    actor: Actor,
    kind: str,
    matter: str,
    source: str,
    content: Mapping[str, Any],
    editions: Mapping[str, str] | None = None,
    needs: str = "",
) -> DecisionRecord:
    """Write the record of a decision. The one that stood in the same matter is superseded, and stays.

    The stream is locked first, so that two decisions of one matter cannot both be its latest.
    """
    head = Stream.objects.select_for_update().get(pk=stream.pk)
    before = DecisionRecord.objects.filter(stream=head, matter=matter, superseded_by__isnull=True).first()
    reference = secrets.token_hex(6)
    event = write(
        stream=stream,
        act="seal_decision",
        actor=actor,
        on={
            "decision": reference,
            "kind": kind,
            "matter": matter,
            **({"supersedes": before.reference} if before else {}),
        },
        editions=editions,
        keep={KEPT_AS: orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()},
    )
    return DecisionRecord.objects.create(
        stream=stream,
        event=event,
        reference=reference,
        kind=kind,
        matter=matter,
        source=source,
        needs=needs,
        supersedes=before,
    )
