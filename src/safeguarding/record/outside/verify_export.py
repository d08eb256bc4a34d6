#!/usr/bin/env python3
"""Check an exported chain without the system that wrote it: python3 verify_export.py EXPORT [ANCHOR …]

Each line of EXPORT holds an event's exact bytes and their SHA-256. Each event names the hash of the one
before it, and commits to content as SHA-256(nonce + content). An ANCHOR is a signed daily file that was kept
elsewhere: its first line names the last event of each chain on that day.
"""

import hashlib
import json
import sys


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def check(export: list[str], anchors: list[str]) -> int:
    """Return how many events there are, or raise ValueError with a sentence on the first that is wrong."""
    stream, hashes = None, ["0" * 64]
    for number, line in enumerate(export, start=1):
        name = f"Line {number}"
        try:
            outer = json.loads(line)
            exact, kept = outer["event"].encode(), outer.get("kept", [])
            event = json.loads(exact)
            stream = stream or event["stream"]
            if sha256(exact) != outer["hash"]:
                raise ValueError("its hash does not fit its bytes")
            if json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != exact:
                raise ValueError("its bytes are not in the agreed form")
            if event["v"] != 1 or event["stream"] != stream or event["seq"] != number:
                raise ValueError("it is out of its place")
            if event["prev"] != hashes[-1]:
                raise ValueError("it does not follow from the line before it")
            promised = {c["what"]: c["sha256"] for c in event["commits"]}
            for item in kept:
                found = sha256(bytes.fromhex(item["nonce"]) + item["content"].encode())
                if promised.get(item["what"]) != found:
                    raise ValueError(f"its “{item['what']}” is not what was kept")
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as reason:
            raise ValueError(f"{name} cannot be read ({type(reason).__name__}).") from reason
        except ValueError as reason:
            raise ValueError(f"{name} is wrong: {reason}.") from reason
        hashes.append(outer["hash"])
    for anchor in anchors:
        seq, head = json.loads(anchor.split("\n")[0])["heads"].get(stream, (0, hashes[0]))
        if seq >= len(hashes) or hashes[seq] != head:
            raise ValueError(f"An anchor knows another event {seq}: the chain was cut or rewritten.")
    return len(hashes) - 1


if __name__ == "__main__":
    try:
        export, *anchors = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]  # noqa: SIM115
        count = check(export.rstrip("\n").split("\n"), anchors)
    except (ValueError, OSError) as reason:
        sys.exit(str(reason))
    print(f"All {count} events follow from one another.")  # noqa: T201
