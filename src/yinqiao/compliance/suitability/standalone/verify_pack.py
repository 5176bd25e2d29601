"""Check an evidence pack without the system that made it: python3 verify.py PACK.zip (Python 3.9 or newer, nothing to install).

Every file is read again and compared with the manifest: size, SHA-256, SM3, and the chain that binds them in order. The rows of the audit
slice are compared with the digests that the audit chain sealed. A pack comes in an archive with a password: open that first.
Exit 0: unchanged; 1: not as it was exported; 2: no pack.
"""

import hashlib
import json
import sys
import zipfile
from typing import Any

FORMAT = "yinqiao-evidence-pack/1"
MASK = 0xFFFFFFFF
START = (
    0x7380166F,
    0x4914B2B9,
    0x172442D7,
    0xDA8A0600,
    0xA96F30BC,
    0x163138AA,
    0xE38DEE4D,
    0xB0FB0E4E,
)


HALF = 16  # rounds after which SM3 mixes otherwise
ENCRYPTED = 1  # bit 0 of the flags of an entry
CLOSED = "a closed archive: open it with its password, then check the pack in it"
Digests = tuple[int, str, str]
State = tuple[int, ...]


def turned(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & MASK


def expanded(block: bytes) -> list[int]:
    words = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
    for at in range(16, 68):
        mixed = words[at - 16] ^ words[at - 9] ^ turned(words[at - 3], 15)
        mixed ^= turned(mixed, 15) ^ turned(mixed, 23)
        words.append(mixed ^ turned(words[at - 13], 7) ^ words[at - 6])
    return words


def step(state: State, block: bytes) -> State:
    words = expanded(block)
    a, b, c, d, e, f, g, h = state
    for at in range(64):
        constant = 0x79CC4519 if at < HALF else 0x7A879D8A
        first = turned((turned(a, 12) + e + turned(constant, at)) & MASK, 7)
        second = first ^ turned(a, 12)
        if at < HALF:
            left, right = a ^ b ^ c, e ^ f ^ g
        else:
            left, right = (a & b) | (a & c) | (b & c), (e & f) | (~e & g & MASK)
        one = (left + d + second + (words[at] ^ words[at + 4])) & MASK
        two = (right + h + first + words[at]) & MASK
        a, b, c, d = one, a, turned(b, 9), c
        e, f, g, h = two ^ turned(two, 9) ^ turned(two, 17), e, turned(f, 19), g
    new = (a, b, c, d, e, f, g, h)
    return tuple(state[at] ^ new[at] for at in range(8))


class Sm3:
    """SM3 (GB/T 32905) for a Python whose OpenSSL lacks it."""

    def __init__(self) -> None:
        self.state: State = START
        self.rest = b""
        self.size = 0

    def update(self, data: bytes) -> None:
        self.size += len(data)
        data = self.rest + data
        whole = len(data) // 64 * 64
        for at in range(0, whole, 64):
            self.state = step(self.state, data[at : at + 64])
        self.rest = data[whole:]

    def hexdigest(self) -> str:
        tail = self.rest + b"\x80"
        tail += bytes((56 - len(tail)) % 64) + (self.size * 8).to_bytes(8, "big")
        state = self.state
        for at in range(0, len(tail), 64):
            state = step(state, tail[at : at + 64])
        return "".join(f"{word:08x}" for word in state)


def new_sm3() -> Any:
    try:
        return hashlib.new("sm3")
    except ValueError:
        return Sm3()


def digests(pack: zipfile.ZipFile, name: str) -> Digests:
    sha256, sm3, size = hashlib.sha256(), new_sm3(), 0
    with pack.open(name) as file:
        while block := file.read(1 << 16):
            sha256.update(block)
            sm3.update(block)
            size += len(block)
    return size, sha256.hexdigest(), sm3.hexdigest()


def check_files(pack: zipfile.ZipFile, manifest: Any) -> list[str]:
    faults, chain = [], ""
    names = set(pack.namelist()) - {"manifest.json"}
    for entry in manifest["files"]:
        name = entry["name"]
        chain = hashlib.sha256(f"{chain}{name}{entry['sha256']}".encode()).hexdigest()
        if chain != entry["chain"]:
            faults.append(f"{name}: the chain does not hold")
        if name not in names:
            faults.append(f"{name}: missing")
            continue
        names.discard(name)
        if digests(pack, name) != (entry["size"], entry["sha256"], entry["sm3"]):
            faults.append(f"{name}: changed")
    if chain != manifest["last"]:
        faults.append("the end of the chain is not the one told")
    return faults + [f"{name}: not in the manifest" for name in sorted(names)]


def check_audit(pack: zipfile.ZipFile) -> list[str]:
    return [
        f"audit row {row['seq']}: changed"
        for row in json.loads(pack.read("audit.json"))
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["digest"]
    ]


def is_closed(pack: zipfile.ZipFile) -> bool:
    return any(entry.flag_bits & ENCRYPTED for entry in pack.infolist())


def check(path: str) -> list[str]:
    with zipfile.ZipFile(path) as pack:
        if is_closed(pack):
            raise ValueError(CLOSED)
        manifest = json.loads(pack.read("manifest.json"))
        if manifest.get("format") != FORMAT:
            return [f"another format than {FORMAT}"]
        return check_files(pack, manifest) + check_audit(pack)


def main(words: list[str]) -> int:
    if len(words) != 1:
        return say((__doc__ or "").splitlines()[0], 2)
    try:
        faults = check(words[0])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        return say(f"no evidence pack: {error}", 2)
    for fault in faults:
        say(fault, 1)
    return say("CHANGED", 1) if faults else say("unchanged: every file is as it was exported", 0)


def say(text: str, code: int) -> int:
    sys.stdout.write(f"{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
