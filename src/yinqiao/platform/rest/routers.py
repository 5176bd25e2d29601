"""How a room declares its operations.

    router = ApiRouter(tags=["customers"])

    @router.reads("/customers/{customer_id}", permission=policies.VIEW, answer=CustomerAnswer)
    def customer(request: ApiRequest, customer_id: Id, response: HttpResponse) -> CustomerAnswer: ...

The function's name becomes the operation id, its docstring the description (first line: the summary).
"""

from collections.abc import Callable
from functools import partial
from inspect import cleandoc
from typing import TypeVar

from ninja import Router
from ninja.decorators import decorate_view

from yinqiao.platform.rest import openapi
from yinqiao.platform.rest.gate import Rule, guarded

View = TypeVar("View", bound=Callable[..., object])


class ApiRouter(Router):
    """A router whose operations name their permission; everything else of the gate follows from the kind of operation."""

    def reads(self, path: str, *, permission: str, answer: object) -> Callable[[View], View]:
        """Declare a GET."""
        return self._declares("GET", path, make=partial(Rule, permission=permission), answer=answer)

    def asks(self, path: str, *, permission: str, answer: object) -> Callable[[View], View]:
        """Declare a POST that only reads: what is asked for must not stand in an address."""
        return self._declares(
            "POST", path, make=partial(Rule, permission=permission), answer=answer
        )

    def creates(
        self, path: str, *, permission: str, answer: object, is_version_needed: bool = False
    ) -> Callable[[View], View]:
        """Declare a POST that makes something new: 201, Idempotency-Key needed, If-Match if it changes what was read."""
        make = partial(
            Rule,
            permission=permission,
            is_write=True,
            is_key_needed=True,
            is_version_needed=is_version_needed,
        )
        return self._declares("POST", path, make=make, answer=answer, status=openapi.CREATED)

    def changes(self, path: str, *, permission: str, answer: object) -> Callable[[View], View]:
        """Declare a PATCH: If-Match needed, Idempotency-Key taken."""
        make = partial(Rule, permission=permission, is_write=True, is_version_needed=True)
        return self._declares("PATCH", path, make=make, answer=answer)

    def _declares(
        self,
        method: str,
        path: str,
        *,
        make: Callable[[str], Rule],
        answer: object,
        status: int = 200,
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            rule = make(view.__name__)
            text = cleandoc(view.__doc__ or "")
            decorate_view(partial(guarded, rule=rule))(view)
            register = self.api_operation(
                [method],
                path,
                response={status: answer},
                operation_id=view.__name__,
                url_name=view.__name__,
                summary=text.partition("\n")[0].rstrip("."),
                description=text,
                openapi_extra=openapi.details(rule, method=method, path=path, status=status),
            )
            return register(view)

        return declare
