"""The page of sensitive access."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance import policies, queries, tables
from yinqiao.compliance.forms import SensitiveAccessForm
from yinqiao.compliance.queries import AccessLine, AccessWanted
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.list import EmptyState, ListPage


class SensitiveAccess(ListPage[AuditEntry, AccessLine]):
    """敏感访问: who saw what in clear, newest first, and whose leave is in force. Read only; looking leaves its own entry."""

    permission = policies.VIEW_SENSITIVE_ACCESS
    template_name = "compliance/sensitive_access.html"
    title = cast("str", _("Sensitive access"))
    table = tables.SENSITIVE_ACCESS
    filter_form = SensitiveAccessForm
    default_order = "-occurred_at"
    empty = EmptyState(
        _("Nobody has seen anything in clear"),
        _(
            "Looks at numbers in clear, downloads of exports and access to foreign customers appear here."
        ),
        "eye",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show it, then write the look down, once and not for each page."""
        response = super().get(request, *args, **kwargs)
        if "cursor" not in request.GET and response.status_code == HTTPStatus.OK:
            record_read(
                actor=self.actor,
                verb="compliance.sensitive-access-listed",
                detail=self._filters(self._form(request.GET)),
            )
        return response

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[AuditEntry]:
        """By person, customer, act and days."""
        wanted = AccessWanted(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.sensitive_access(actor=self.actor, wanted=wanted))

    def present(self, rows: list[AuditEntry]) -> list[AccessLine]:
        """One page as read models."""
        return queries.access_lines(rows, actor=self.actor)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Whose leave is in force now."""
        return {"grants": queries.standing_grants(actor=self.actor, now=clock.now())}
