"""One line a request: route name, status, milliseconds. Never the path or the query, which may hold a name or a number."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger("yinqiao.access_log")


class AccessLogMiddleware:
    """Stands inside the request-id middleware, whose id the log carries by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Time the request and log it under its route's name."""
        began = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        logger.info(
            "request",
            extra={
                "route": match.view_name if match else "",
                "method": request.method,
                "status": response.status_code,
                "ms": round((time.monotonic() - began) * 1000, 1),
            },
        )
        return response
