"""Bytes to text, strictly: what does not decode, or decodes to nonsense, is told with its line; nothing is replaced silently."""

import re
from dataclasses import dataclass

import numpy as np

from yinqiao.platform.imports.decoding.byte_lines import ByteLines, Numbers, kept_lines, line_ends
from yinqiao.platform.imports.decoding.chunks import BadLine, bad_line
from yinqiao.platform.imports.decoding.streams import Block
from yinqiao.platform.imports.reasons import (
    BAD_BYTES,
    GARBLED,
    ONLY_CARRIAGE_RETURNS,
    OTHER_ENCODING,
    PRIVATE_USE,
    STRAY_BOM,
    UTF16,
    WRONG_ENCODING,
    FileRefused,
    Reason,
)

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\x84\x31\x95\x33": "gb18030"}
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 4096
_NUL_SHARE = 0.2
# So many Chinese characters that happen to be valid UTF-8 in a GB file do not happen by accident.
_CERTAIN = 8
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# In UTF-8: replacement character, byte-order mark, the two garbage syllables of a UTF-8 replacement read as GBK, C1 controls,
# private use area (Python's GB codecs put user-defined characters at U+E000-U+E864: lead byte EE).
_SUSPICIOUS = re.compile(
    rb"\xef\xbf\xbd|\xef\xbb\xbf|\xe9\x94\x9f\xe6\x96\xa4\xe6\x8b\xb7|\xc2[\x80-\x9f]|\xee[\x80-\xbf][\x80-\xbf]|\xef[\x80-\xa3][\x80-\xbf]"
)
# Plain byte searches that decide whether the expression above is worth its time; the last ones can only come from UTF-8 files.
_HINTS = (
    b"\xee",
    b"\xef\xbf\xbd",
    b"\xef\xbb\xbf",
    b"\xe9\x94\x9f\xe6\x96\xa4\xe6\x8b\xb7",
    b"\xc2",
)
_UTF8_HINTS = (*_HINTS, *(bytes((0xEF, second)) for second in range(0x80, 0xA4)))
# Code points that GB18030-2022 (and GBK as printed) has outside the private use area, where Python still follows the 2000 edition.
_EDITION_2022 = {
    "a6d9": 0xFE10, "a6da": 0xFE12, "a6db": 0xFE11, "a6dc": 0xFE13, "a6dd": 0xFE14, "a6de": 0xFE15, "a6df": 0xFE16, "a6ec": 0xFE17,
    "a6ed": 0xFE18, "a6f3": 0xFE19, "a8bc": 0x1E3F, "fe51": 0x20087, "fe52": 0x20089, "fe53": 0x200CC, "fe59": 0x9FB4, "fe61": 0x9FB5,
    "fe66": 0x9FB6, "fe67": 0x9FB7, "fe6c": 0x215D7, "fe6d": 0x9FB8, "fe76": 0x2298F, "fe7e": 0x9FB9, "fe90": 0x9FBA, "fe91": 0x241FE,
    "fea0": 0x9FBB,
}  # fmt: skip
_TO_2022 = {
    ord(bytes.fromhex(code).decode("gb18030")): chr(point) for code, point in _EDITION_2022.items()
}


@dataclass(frozen=True, slots=True)
class TextLines:
    """`text` holds lines each ended by LF, `encoded` the same in UTF-8; `numbers` gives the file line of each."""

    text: str
    encoded: bytes
    numbers: Numbers
    bad: list[BadLine]


def check_beginning(block: Block, *, encoding: str) -> Block:
    """Look at the first block: refuse UTF-16, a foreign byte-order mark and CR-only files; return it without its mark."""
    data = block.data
    sample = data[:_SAMPLE]
    if sample.startswith(_UTF16_BOMS) or (sample and sample.count(0) > _NUL_SHARE * len(sample)):
        raise FileRefused(UTF16, encoding=encoding)
    if b"\n" not in data and data.count(b"\r") > 1:
        raise FileRefused(ONLY_CARRIAGE_RETURNS)
    for mark, marked in _BOMS.items():
        if data.startswith(mark):
            if not encoding.startswith(marked[:2]):
                raise FileRefused(WRONG_ENCODING, declared=encoding, found=marked)
            return Block(data[len(mark) :], block.first, block.bad)
    return block


def decode_lines(lines: ByteLines, *, encoding: str) -> TextLines:
    """Return the lines as text. A block that is plainly in the other encoding refuses the file."""
    if lines.data.isascii():
        return TextLines(lines.data.decode("ascii"), lines.data, lines.numbers, lines.bad)
    if encoding != "utf-8":
        refuse_utf8(lines.data, encoding)
    try:
        text, numbers, bad = lines.data.decode(encoding), lines.numbers, lines.bad
    except UnicodeDecodeError:
        text, numbers, bad = _decode_each(lines, encoding)
    return _without_nonsense(text, numbers, bad=bad, encoding=encoding)


def refuse_utf8(data: bytes, declared: str) -> None:
    """Raise FileRefused for Chinese text that is plainly UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    if len(_CHINESE.findall(text)) >= _CERTAIN:
        raise FileRefused(WRONG_ENCODING, declared=declared, found="UTF-8")


def _decode_each(lines: ByteLines, encoding: str) -> tuple[str, Numbers, list[BadLine]]:
    texts: list[str] = []
    keep = np.ones(len(lines.numbers), dtype=bool)
    bad: list[BadLine] = []
    for index, raw in enumerate(lines.data.split(b"\n")[:-1]):
        try:
            texts.append(raw.decode(encoding))
        except UnicodeDecodeError as error:
            keep[index] = False
            bad.append(
                bad_line(
                    int(lines.numbers[index]),
                    BAD_BYTES,
                    raw,
                    encoding=encoding,
                    byte=error.start + 1,
                )
            )
    if encoding == "utf-8" and len(bad) >= _CERTAIN and len(bad) * 2 > len(keep):
        _refuse_gb(lines.data)
    joined = "\n".join(texts)
    return (joined + "\n" if texts else ""), lines.numbers[keep], [*lines.bad, *bad]


def _refuse_gb(data: bytes) -> None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return
    if len(_CHINESE.findall(text)) >= _CERTAIN:
        raise FileRefused(WRONG_ENCODING, declared="utf-8", found="GB18030")


def _without_nonsense(
    text: str, numbers: Numbers, *, bad: list[BadLine], encoding: str
) -> TextLines:
    encoded = text.encode()
    if b"\xee" in encoded and encoding != "utf-8":
        text = text.translate(_TO_2022)
        encoded = text.encode()
    if not any(hint in encoded for hint in (_UTF8_HINTS if encoding == "utf-8" else _HINTS)):
        return TextLines(text, encoded, numbers, bad)
    ends = line_ends(encoded)
    keep = np.ones(len(numbers), dtype=bool)
    found: list[BadLine] = []
    for match in _SUSPICIOUS.finditer(encoded):
        index = int(np.searchsorted(ends, match.start()))
        if keep[index]:
            keep[index] = False
            start = int(ends[index - 1]) + 1 if index else 0
            found.append(
                _nonsense(
                    int(numbers[index]),
                    encoded[start : int(ends[index])].decode(),
                    character=match.group().decode(),
                    encoding=encoding,
                )
            )
    if not found:
        return TextLines(text, encoded, numbers, bad)
    kept = kept_lines(encoded, np.diff(ends, prepend=-1) - 1, keep)
    return TextLines(kept.decode(), kept, numbers[keep], [*bad, *found])


def _nonsense(line: int, raw: str, *, character: str, encoding: str) -> BadLine:
    if encoding != "utf-8" and _reads_as_utf8(raw, encoding):
        return bad_line(line, OTHER_ENCODING, raw, found="UTF-8", declared=encoding)
    reason: Reason = {"\ufffd": GARBLED, "锟斤拷": GARBLED, "\ufeff": STRAY_BOM}.get(
        character, PRIVATE_USE
    )
    if reason is PRIVATE_USE and ord(character) < ord("\ue000"):
        reason = GARBLED
    return bad_line(line, reason, raw, point=f"U+{ord(character[0]):04X}")


def _reads_as_utf8(raw: str, encoding: str) -> bool:
    try:
        return bool(_CHINESE.search(raw.encode(encoding).decode("utf-8")))
    except UnicodeError:
        return False
