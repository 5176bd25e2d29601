"""What conformance tests walk: every declared page and every operation of the API, and what a page reads of a request."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from unittest.mock import patch

from django.conf import settings
from django.http import QueryDict
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver

from yinqiao.platform.ui.pages import DeclaredPage, declared


def pages() -> list[DeclaredPage]:
    """Return every declared page that the product routes, in the order of their names.

    What tests declare for themselves stays in the registry of their process; no address of the product leads there.
    """
    import_module(settings.ROOT_URLCONF)
    routed = set(_names(get_resolver(settings.ROOT_URLCONF)))
    return sorted(
        (entry for entry in declared.values() if entry.url_name in routed),
        key=lambda entry: entry.url_name,
    )


def address_of(entry: DeclaredPage, values: Mapping[str, object]) -> str:
    """Return the page's address with `values` for what it captures; KeyError for a value that is missing."""
    return reverse(entry.url_name, kwargs={name: values[name] for name in entry.arguments})


def converters() -> dict[str, set[str]]:
    """Return what captures parts of addresses, by route."""
    return {
        str(pattern): {type(converter).__name__ for converter in pattern.converters.values()}
        for pattern in _patterns(get_resolver())
        if pattern.converters
    }


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}"


def _patterns(resolver: URLResolver) -> Iterator[RoutePattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        elif isinstance(entry, URLPattern) and isinstance(entry.pattern, RoutePattern):
            yield entry.pattern


@contextmanager
def names_read() -> Iterator[set[str]]:
    """Collect the names of query and form values that are asked for in the block: a new one is fuzzed for nothing."""
    seen: set[str] = set()
    with _listening("get", seen), _listening("getlist", seen), _listening("__getitem__", seen):
        yield seen


@contextmanager
def _listening(method: str, seen: set[str]) -> Iterator[None]:
    plain = getattr(QueryDict, method)

    def listen(self: QueryDict, key: object, *rest: object, **named: object) -> object:
        seen.add(str(key))
        return plain(self, key, *rest, **named)

    with patch.object(QueryDict, method, listen):
        yield
