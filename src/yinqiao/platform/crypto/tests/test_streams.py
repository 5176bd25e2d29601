"""P33: a sealed file opens only whole, unchanged and in its own place; memory stays bounded."""

import base64
import io
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.platform.crypto import keyring
from yinqiao.platform.crypto.fields import DecryptionFailed
from yinqiao.platform.crypto.streams import CHUNK, SealedReader, SealedWriter

FIELD = "customers.export"
HEADER = 35
SEALED = CHUNK + 16
CANARY = "林婉清13800001234".encode()


class Sink(io.BytesIO):
    """A file whose content stays readable after closing."""

    content = b""

    def close(self) -> None:
        self.content = self.getvalue()
        super().close()


def sealed(data: bytes, *, entity_id: int = 5, step: int = 10_000) -> bytes:
    sink = Sink()
    with SealedWriter(sink, field=FIELD, entity_id=entity_id) as writer:
        for start in range(0, len(data), step):
            writer.write(data[start : start + step])
    return sink.content


def opened(data: bytes, *, entity_id: int = 5, field: str = FIELD) -> bytes:
    with SealedReader(io.BytesIO(data), field=field, entity_id=entity_id) as reader:
        return reader.read()


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "keyring.json"
    keyring.create(path)
    monkeypatch.setenv("YINQIAO_KEYRING", str(path))
    keyring.load.cache_clear()
    yield path
    keyring.load.cache_clear()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_a_file_of_any_length_opens_again(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    assert opened(sealed(data)) == data


@settings(deadline=None)
@given(data=st.binary(max_size=300), step=st.integers(1, 50))
def test_it_does_not_matter_in_which_pieces_it_is_written(data: bytes, step: int) -> None:
    assert opened(sealed(data, step=step)) == data


def test_size_and_digest_are_those_of_the_clear_bytes() -> None:
    writer = SealedWriter(Sink(), field=FIELD, entity_id=5)
    writer.write(b"abc")
    assert (writer.size, writer.digest[:8]) == (3, "ba7816bf")


def test_nothing_stands_in_clear_and_nothing_repeats() -> None:
    data = CANARY * 10_000
    first, second = sealed(data), sealed(data)
    assert CANARY not in first
    assert first[:3] == second[:3] == bytes([keyring.AES_256_GCM, 0, 1])
    assert first[3:HEADER] != second[3:HEADER]
    assert first[HEADER : HEADER + 64] != second[HEADER : HEADER + 64]


@pytest.mark.parametrize(
    "place", [0, 2, 3, HEADER - 1, HEADER, HEADER + SEALED - 1, HEADER + SEALED, -1]
)
def test_one_changed_bit_anywhere_and_it_does_not_open(place: int) -> None:
    data = bytearray(sealed(b"x" * (CHUNK + 100)))
    data[place] ^= 1
    with pytest.raises(DecryptionFailed):
        opened(bytes(data))


@pytest.mark.parametrize(
    "kept", [0, 3, HEADER, HEADER + 5, HEADER + SEALED, HEADER + 2 * SEALED, -1]
)
def test_a_cut_file_does_not_open_even_between_two_chunks(kept: int) -> None:
    data = sealed(b"x" * (2 * CHUNK + 100))
    with pytest.raises(DecryptionFailed):
        opened(data[:kept])


def test_chunks_in_another_order_twice_or_added_do_not_open() -> None:
    data = sealed(b"x" * (2 * CHUNK + 100))
    head, first = data[:HEADER], data[HEADER : HEADER + SEALED]
    second, last = data[HEADER + SEALED : HEADER + 2 * SEALED], data[HEADER + 2 * SEALED :]
    for chunks in ([second, first, last], [first, first, last], [first, second, last, last]):
        with pytest.raises(DecryptionFailed):
            opened(head + b"".join(chunks))


def test_a_file_that_was_never_finished_does_not_open() -> None:
    dropped, broken = Sink(), Sink()
    writer = SealedWriter(dropped, field=FIELD, entity_id=5)
    writer.write(b"x" * (CHUNK + 1))
    writer.close()
    with suppress(KeyboardInterrupt), SealedWriter(broken, field=FIELD, entity_id=5) as writer:
        writer.write(b"x" * (CHUNK + 1))
        raise KeyboardInterrupt
    for sink in (dropped, broken):
        assert len(sink.content) == HEADER + SEALED
        with pytest.raises(DecryptionFailed):
            opened(sink.content)


def test_a_file_put_in_the_place_of_another_does_not_open() -> None:
    with pytest.raises(DecryptionFailed, match=r"customers\.export:6"):
        opened(sealed(b"abc"), entity_id=6)
    with pytest.raises(DecryptionFailed):
        opened(sealed(b"abc"), field="customers.other")


def test_the_beginning_of_a_changed_file_is_not_given_out_wrong(ring: Path) -> None:
    data = bytearray(sealed(b"a" * CHUNK + b"b" * CHUNK))
    data[-1] ^= 1
    reader = SealedReader(io.BytesIO(bytes(data)), field=FIELD, entity_id=5)
    assert reader.read(CHUNK) == b"a" * CHUNK
    with pytest.raises(DecryptionFailed):
        reader.read(1)


def test_an_older_key_still_opens_and_a_missing_one_is_named(ring: Path) -> None:
    data = sealed(CANARY)
    content = json.loads(ring.read_text())
    other = {"alg": "SM4-GCM", "key": base64.b64encode(bytes(16)).decode()}
    content["keys"]["2"], content["active"] = other, 2
    ring.write_text(json.dumps(content))
    keyring.load.cache_clear()
    assert opened(data) == CANARY
    by_sm4 = sealed(CANARY)
    assert by_sm4[:3] == bytes([keyring.SM4_GCM, 0, 2])
    assert opened(by_sm4) == CANARY

    del content["keys"]["1"]
    ring.write_text(json.dumps(content))
    keyring.load.cache_clear()
    with pytest.raises(DecryptionFailed, match="key 1 with this algorithm is not in the key file"):
        opened(data)


def test_memory_stays_bounded_however_long_the_file(tmp_path: Path) -> None:
    path, block, blocks = tmp_path / "long", b"x" * 50_000, 400
    tracemalloc.start()
    with SealedWriter(path.open("wb"), field=FIELD, entity_id=5) as writer:
        for _ in range(blocks):
            writer.write(block)
    with SealedReader(path.open("rb"), field=FIELD, entity_id=5) as reader:
        total = sum(len(part) for part in iter(lambda: reader.read(8_192), b""))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == len(block) * blocks
    assert peak < 2_000_000
