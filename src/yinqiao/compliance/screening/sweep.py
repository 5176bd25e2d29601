"""Many names at once on several processors: each process holds its own index, names go out and hits come back in pieces."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Final

from yinqiao.compliance.screening.rules import Hit, Matcher, Subject

_PIECE: Final = 5_000
_FEW: Final = 20_000
_AHEAD: Final = 2
_matcher: Matcher | None = None


def screen_many(
    matcher: Matcher, subjects: Iterable[Subject], *, workers: int = 1
) -> Iterator[Sequence[Hit]]:
    """Return the hits of pieces of 5,000 names, in their order. Few names, or one processor, stay in this process."""
    source = iter(subjects)
    first = list(islice(source, _FEW))
    if workers < _AHEAD or len(first) < _FEW:
        yield from _here(matcher, first, source)
        return
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_take, initargs=(matcher,)
    ) as pool:
        waiting: list[Future[Sequence[Hit]]] = []
        for piece in _pieces(first, source):
            waiting.append(pool.submit(_screen, piece))
            if len(waiting) > workers * _AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


def _here(
    matcher: Matcher, first: list[Subject], rest: Iterator[Subject]
) -> Iterator[Sequence[Hit]]:
    for piece in _pieces(first, rest):
        yield list(matcher.screen(piece))


def _pieces(first: list[Subject], rest: Iterator[Subject]) -> Iterator[list[Subject]]:
    for start in range(0, len(first), _PIECE):
        yield first[start : start + _PIECE]
    first.clear()
    while piece := list(islice(rest, _PIECE)):
        yield piece


def _take(matcher: Matcher) -> None:
    global _matcher  # noqa: PLW0603 - one index a process, made once
    _matcher = matcher


def _screen(piece: list[Subject]) -> Sequence[Hit]:
    assert _matcher is not None  # noqa: S101 - every process of the pool began with `_take`
    return list(_matcher.screen(piece))
