"""Lines as bytes: line ends made equal, blank lines dropped, rows with NUL, bare CR, control bytes or excess length taken out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yinqiao.platform.imports.decoding.chunks import BadLine, bad_line
from yinqiao.platform.imports.decoding.streams import MAX_LINE_BYTES, Block
from yinqiao.platform.imports.reasons import BARE_CR, CONTROL_CHARACTER, NUL, TOO_LONG

LF = 10
CR = 13
# Below 0x20 without TAB and LF, and DEL. None of these is part of a character in GBK, GB18030 or UTF-8.
CONTROL_BYTES = bytes(byte for byte in [*range(0x20), 0x7F] if byte not in {9, LF})
_END_OF_FILE = b"\x1a"
_SHOWN_BYTES = 400

Numbers = NDArray[np.uint32]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ByteLines:
    """`data` holds lines each ended by LF; `numbers` gives the file line of each; `bad` were taken out."""

    data: bytes
    numbers: Numbers
    bad: list[BadLine]


def line_ends(data: bytes) -> Positions:
    """Return the position of every LF."""
    return np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == LF).astype(np.int64)


def clean_block(
    block: Block, *, encoding: str, allowed: bytes = b"", keep_blank: bool = False
) -> ByteLines:
    """Return the readable lines of `block`. `allowed` are control bytes that the delimiter is made of."""
    data = block.data
    if data == _END_OF_FILE:
        data = b""
    if data and not data.endswith(b"\n"):
        data += b"\n"
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    ends = line_ends(data)
    numbers = (block.first + np.arange(len(ends))).astype(np.uint32)
    forbidden = CONTROL_BYTES.translate(None, allowed)
    lengths = np.diff(ends, prepend=-1) - 1
    has_blank = not keep_blank and bool((lengths == 0).any())
    has_long = bool((lengths > MAX_LINE_BYTES).any())
    if not has_blank and not has_long and len(data.translate(None, forbidden)) == len(data):
        return ByteLines(data, numbers, block.bad)
    bad = _control_bytes(
        data, ends, numbers=numbers, forbidden=forbidden, encoding=encoding
    ) | _long_lines(data, ends, lengths=lengths, numbers=numbers)
    keep = np.ones(len(ends), dtype=bool) if keep_blank else lengths > 0
    keep[list(bad)] = False
    return ByteLines(
        kept_lines(data, lengths, keep),
        numbers[keep],
        [*block.bad, *(bad[index] for index in sorted(bad))],
    )


def kept_lines(data: bytes, lengths: Positions, keep: NDArray[np.bool_]) -> bytes:
    """Return `data` without the lines that `keep` leaves out; `lengths` are without LF."""
    return np.frombuffer(data, dtype=np.uint8)[np.repeat(keep, lengths + 1)].tobytes()


def _long_lines(
    data: bytes, ends: Positions, *, lengths: Positions, numbers: Numbers
) -> dict[int, BadLine]:
    found = {}
    for index in np.flatnonzero(lengths > MAX_LINE_BYTES).tolist():
        start = int(ends[index] - lengths[index])
        found[index] = bad_line(
            int(numbers[index]), TOO_LONG, data[start : start + _SHOWN_BYTES], limit=MAX_LINE_BYTES
        )
    return found


def _control_bytes(
    data: bytes, ends: Positions, *, numbers: Numbers, forbidden: bytes, encoding: str
) -> dict[int, BadLine]:
    is_forbidden = np.zeros(256, dtype=bool)
    is_forbidden[list(forbidden)] = True
    positions = np.flatnonzero(is_forbidden[np.frombuffer(data, dtype=np.uint8)])
    indexes, firsts = np.unique(np.searchsorted(ends, positions), return_index=True)
    found = {}
    for index, first in zip(indexes.tolist(), firsts.tolist(), strict=True):
        start = int(ends[index - 1]) + 1 if index else 0
        position = int(positions[first])
        value, byte = data[position], position - start + 1
        reason = {0: NUL, CR: BARE_CR}.get(value, CONTROL_CHARACTER)
        raw = data[start : int(ends[index])]
        found[index] = bad_line(
            int(numbers[index]), reason, raw, encoding=encoding, byte=byte, value=value
        )
    return found
