"""Anchors: (sequence, head) kept outside the database, because a chain alone does not see that its tail was cut (RELIABILITY 8)."""

import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yinqiao.platform.crypto import keyring

_TAIL_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain stood at `seq` with `head` at `sealed_at`."""

    seq: int
    head: bytes
    sealed_at: str


def path() -> Path:
    """Return the anchor file: YINQIAO_ANCHORS (a mount of its own at a bank) or anchors/audit.jsonl in the state folder."""
    return Path(os.environ.get("YINQIAO_ANCHORS") or settings.HOME / "anchors" / "audit.jsonl")


def append(seq: int, head: bytes, *, now: datetime) -> None:
    """Add one signed line and force it to disk."""
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = {"seq": seq, "head": head.hex(), "at": now.isoformat()}
    line = json.dumps(body | {"mac": _mac(body)})
    with target.open("a") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def read() -> tuple[list[Anchor], list[str]]:
    """Return the anchors whose signature holds and the problems of the others."""
    good: list[Anchor] = []
    problems: list[str] = []
    if not path().exists():
        return good, problems
    with path().open() as file:
        for number, line in enumerate(file, start=1):
            anchor = _anchor(line)
            if isinstance(anchor, Anchor):
                good.append(anchor)
            else:
                problems.append(f"anchor line {number} {anchor}")
    return good, problems


def _anchor(line: str) -> Anchor | str:
    """Return the anchor of one line, or what is wrong with it."""
    try:
        data = json.loads(line)
        mac = str(data.pop("mac"))
        if not hmac.compare_digest(mac.encode(), _mac(data).encode()):
            return "is not ours"
        return Anchor(
            seq=int(data["seq"]), head=bytes.fromhex(data["head"]), sealed_at=str(data["at"])
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return "cannot be read"


def last_seq() -> int:
    """Return the last sequence anchored, 0 if there is none or its line cannot be read; looks at the end of the file only."""
    if not path().exists():
        return 0
    with path().open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(file.tell() - _TAIL_BYTES, 0))
        ends = file.read().splitlines()
    try:
        return int(json.loads(ends[-1])["seq"])
    except (IndexError, ValueError, KeyError, TypeError):
        return 0


def _mac(body: dict[str, object]) -> str:
    return hmac.digest(
        keyring.load().audit_key, json.dumps(body, sort_keys=True).encode(), "sha256"
    ).hex()
