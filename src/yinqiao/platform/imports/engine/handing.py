"""Hands frames from the reading process to the loading one: laid down in memory that has no name, whose handle goes through the pipe.

What a pipe carries is put into words and read again, which took a quarter of an import. The memory is gone with the last of the two
processes that holds it, and no clear value lies in a file.
"""

import mmap
import os
import tempfile
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import IO, cast

import polars as pl


def send_frames(connection: Connection, frames: Sequence[pl.DataFrame], *, to: int) -> None:
    """Give `frames` to process `to`, which takes as many."""
    for frame in frames:
        with _memory() as file:
            frame.write_ipc(file, compression="uncompressed")
            file.flush()
            send_handle(connection, file.fileno(), to)


def received_frames(connection: Connection, number: int) -> list[pl.DataFrame]:
    """Return the next `number` frames; they stand where they were laid down."""
    return [_mapped(recv_handle(connection)) for _ in range(number)]


def _memory() -> IO[bytes]:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("yinqiao-rows", os.MFD_CLOEXEC), "wb")
    # Elsewhere than on Linux: a file without a name.
    return tempfile.TemporaryFile()


def _mapped(handle: int) -> pl.DataFrame:
    # Twenty megabytes that only a large table needs.
    import pyarrow as pa  # noqa: PLC0415

    try:
        memory = mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(handle)
    table = pa.ipc.open_file(pa.py_buffer(memory)).read_all()
    return cast("pl.DataFrame", pl.from_arrow(table, rechunk=False))
