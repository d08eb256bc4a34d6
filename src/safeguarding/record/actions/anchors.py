"""The daily anchor: the heads of the chains, signed, for a copy to be kept outside."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from safeguarding.record import chain, rows, vault
from safeguarding.record.models import Anchor, Stream, StreamKind


def anchor_file(anchor: Anchor) -> bytes:
    """What is sent outside: the signed bytes, the signature and the public key, a line each."""
    return bytes(anchor.content) + f"\n{anchor.signature}\n{anchor.public_key}\n".encode()


def anchor_lines(file: bytes) -> tuple[bytes, str, str]:
    """The signed bytes, the signature and the public key in such a file; empty where it is cut short."""
    lines = [*file.split(b"\n"), b"", b""][:3]
    return lines[0], lines[1].decode(errors="replace"), lines[2].decode(errors="replace")


def anchor(day: date) -> bytes:
    """Sign every head that moved since the anchor before, and return the file to send outside.

    Each anchor names the one before by its hash, so together they hold every head; asked again for a day, it
    returns that day's file unchanged.
    """
    with rows.scope("all"), transaction.atomic():
        moved = list(
            Stream.objects.select_for_update()
            .filter(Q(kind=StreamKind.PARTNERSHIP) | Q(head_seq__gt=F("anchored_seq")))
            .order_by("-kind", "key")
        )
        there = Anchor.objects.filter(day=day).first()
        if there is not None:
            return anchor_file(there)
        before = Anchor.objects.order_by("-id").first()
        now = timezone.now()
        moved = [stream for stream in moved if stream.head_seq > stream.anchored_seq]
        content = chain.canonical(
            {
                "v": chain.VERSION,
                "day": day.isoformat(),
                "at": chain.moment(now),
                "heads": {stream.key: [stream.head_seq, stream.head_hash] for stream in moved},
                "prev": chain.digest(bytes(before.content)) if before else chain.GENESIS,
            }
        )
        signature, public = vault.sign(content)
        made = Anchor.objects.create(day=day, at=now, content=content, signature=signature, public_key=public)
        for stream in moved:
            stream.anchored_seq = stream.head_seq
        Stream.objects.bulk_update(moved, ["anchored_seq"], batch_size=500)
    return anchor_file(made)
