"""Write an OLE compound file ([MS-CFB], version 3): the container in which Office keeps a workbook that has a password.

Written from front to end, so that a sink need not seek. Layout: header, DIFAT, FAT, mini FAT, directory, mini stream, streams.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from struct import pack
from typing import BinaryIO, Final

SECTOR: Final = 512
MINI_SECTOR: Final = 64
# A stream below this size stands in the mini stream; readers look nowhere else for it.
CUTOFF: Final = 4096
_ENTRY: Final = 128
_IN_SECTOR: Final = SECTOR // 4
_IN_HEADER: Final = 109
_DIFAT, _FAT, _END, _FREE = 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_LONGEST_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class Stream:
    """A named run of bytes."""

    name: str
    content: bytes | memoryview


@dataclass(frozen=True, slots=True)
class Storage:
    """A folder of streams and folders."""

    name: str
    children: Sequence["Stream | Storage"] = ()


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes | memoryview = b""
    color: int = _BLACK
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = 0
    size: int = 0

    def written(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        return (
            name.ljust(64, b"\0")
            + pack("<HBBIII", len(name), self.kind, self.color, self.left, self.right, self.child)
            + bytes(16 + 4 + 8 + 8)  # class, flags, made, changed: none
            + pack("<IQ", self.start, self.size)
        )


@dataclass(slots=True)
class _Plan:
    """Which sectors belong together: each run is one chain, in the order of the file."""

    runs: list[int] = field(default_factory=list)

    def place(self, size: int, unit: int) -> int:
        """Take the units for `size` bytes; return where they begin."""
        begin = sum(self.runs)
        self.runs.append(_count(size, unit))
        return begin

    def chains(self) -> Iterator[int]:
        """Yield for each unit the one that follows it."""
        place = 0
        for length in self.runs:
            for step in range(length):
                place += 1
                yield place if step < length - 1 else _END


def write_compound(sink: BinaryIO, children: Sequence[Stream | Storage]) -> None:
    """Write a compound file with `children` below its root."""
    entries = _entries(children)
    root, streams = entries[0], [entry for entry in entries if entry.kind == _STREAM]
    small = [entry for entry in streams if entry.size < CUTOFF]
    large = [entry for entry in streams if entry.size >= CUTOFF]
    mini = _Plan()
    for entry in small:
        entry.start = mini.place(entry.size, MINI_SECTOR) if entry.size else _END
    root.size = sum(mini.runs) * MINI_SECTOR
    directory = _count(len(entries) * _ENTRY, SECTOR) * SECTOR
    sizes = [sum(mini.runs) * 4, directory, root.size, *(entry.size for entry in large)]
    fat_count, difat_count = _tables(sum(_count(size, SECTOR) for size in sizes))
    plan = _Plan()
    before = difat_count + fat_count
    mini_at, directory_at, root.start, *starts = (
        before + plan.place(size, SECTOR) for size in sizes
    )
    for entry, start in zip(large, starts, strict=True):
        entry.start = start

    sink.write(
        _header(
            fat=fat_count,
            difat=difat_count,
            directory_at=directory_at,
            mini_at=mini_at,
            mini=_count(sizes[0], SECTOR),
        )
    )
    fat_sectors = range(difat_count, before)
    sink.writelines(_difat(fat_sectors[_IN_HEADER:]))
    # The chains are told from the first sector behind the tables.
    chained = (link if link == _END else link + before for link in plan.chains())
    _write_numbers(sink, [*[_DIFAT] * difat_count, *[_FAT] * fat_count, *chained])
    _write_numbers(sink, list(mini.chains()))
    _write_padded(sink, b"".join(entry.written() for entry in entries), _unused)
    _write_padded(sink, b"".join(_filled(entry.content, MINI_SECTOR) for entry in small))
    for entry in large:
        _write_padded(sink, entry.content)


def _entries(children: Sequence[Stream | Storage]) -> list[_Entry]:
    """Return the directory, the root first."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, 0, children)
    return entries


def _add(entries: list[_Entry], parent: int, children: Sequence[Stream | Storage]) -> None:
    ordered = sorted(children, key=lambda child: (len(child.name), child.name.upper()))
    first = len(entries)
    for child in ordered:
        if len(child.name) > _LONGEST_NAME:
            message = f"{child.name} is too long for a compound file"
            raise ValueError(message)
        if isinstance(child, Stream):
            size = len(child.content)
            entries.append(_Entry(child.name, _STREAM, child.content, size=size))
        else:
            entries.append(_Entry(child.name, _STORAGE))
    entries[parent].child = _tree(
        entries, first, len(entries), depth=0, deepest=_depth(len(ordered))
    )
    for place, child in enumerate(ordered, start=first):
        if isinstance(child, Storage):
            _add(entries, place, child.children)


def _tree(entries: list[_Entry], first: int, last: int, *, depth: int, deepest: int) -> int:
    """Make a balanced search tree of the entries from `first` to before `last`; return its top.

    Red is only an incomplete lowest row: so no red stands on red, and every way down has as many black ones.
    """
    if first >= last:
        return _FREE
    middle = (first + last) // 2
    top = entries[middle]
    top.color = _RED if depth and depth == deepest else _BLACK
    top.left = _tree(entries, first, middle, depth=depth + 1, deepest=deepest)
    top.right = _tree(entries, middle + 1, last, depth=depth + 1, deepest=deepest)
    return middle


def _depth(count: int) -> int:
    """Return the number of the lowest row of a balanced tree, the top being 0."""
    return count.bit_length() - 1


def _tables(content: int) -> tuple[int, int]:
    """Return how many sectors FAT and DIFAT take, which count themselves too."""
    fat, difat = 0, 0
    while True:
        wanted = _count(content + fat + difat, _IN_SECTOR)
        listed = _count(max(wanted - _IN_HEADER, 0), _IN_SECTOR - 1)
        if (wanted, listed) == (fat, difat):
            return fat, difat
        fat, difat = wanted, listed


def _header(*, fat: int, difat: int, directory_at: int, mini_at: int, mini: int) -> bytes:
    listed = [*range(difat, difat + min(fat, _IN_HEADER))]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + pack("<IIIIIIIII", 0, fat, directory_at, 0, CUTOFF, mini_at if mini else _END, mini, 0 if difat else _END, difat)
        + b"".join(pack("<I", number) for number in listed)
        + pack("<I", _FREE) * (_IN_HEADER - len(listed))
    )  # fmt: skip


def _difat(fat_sectors: Sequence[int]) -> Iterator[bytes]:
    """Yield the sectors that list the FAT's sectors behind the first 109; the last number of each leads to the next."""
    room = _IN_SECTOR - 1
    for number, begin in enumerate(range(0, len(fat_sectors), room), start=1):
        listed = fat_sectors[begin : begin + room]
        is_last = begin + room >= len(fat_sectors)
        numbers = [*listed, *[_FREE] * (room - len(listed)), _END if is_last else number]
        yield pack(f"<{_IN_SECTOR}I", *numbers)


def _write_numbers(sink: BinaryIO, numbers: Sequence[int]) -> None:
    filled = [*numbers, *[_FREE] * (-len(numbers) % _IN_SECTOR)]
    sink.write(pack(f"<{len(filled)}I", *filled))


def _unused(room: int) -> bytes:
    """Fill the directory's last sector with entries that say that they are none."""
    blank = bytes(68) + pack("<III", _FREE, _FREE, _FREE) + bytes(48)
    return blank * (room // _ENTRY)


def _write_padded(
    sink: BinaryIO, content: bytes | memoryview, fill: Callable[[int], bytes] = bytes
) -> None:
    sink.write(content)
    room = -len(content) % SECTOR
    if room:
        sink.write(fill(room))


def _filled(content: bytes | memoryview, unit: int) -> bytes:
    return bytes(content) + bytes(-len(content) % unit)


def _count(size: int, unit: int) -> int:
    return -(-size // unit)
