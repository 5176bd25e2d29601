"""Who may see: beside the trail of who looked, the auditor asks who could."""

from collections.abc import Mapping
from typing import ClassVar, Final, cast

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from yinqiao.access import queries
from yinqiao.access.forms import HolderFilter
from yinqiao.access.queries import HolderLine
from yinqiao.access.tables import HOLDERS
from yinqiao.platform import clock
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.ui.paging import SequenceSource
from yinqiao.platform.ui.views.list import EmptyState, ListPage

# The question that is asked first; the permission is one of a room above.
OPENING: Final = "customers.view_customer"


class HolderListPage(ListPage[HolderLine, HolderLine]):
    """Everybody who holds one permission today."""

    permission = audit.VIEW
    title = cast("str", gettext_lazy("Who may see"))
    table = HOLDERS
    filter_form = HolderFilter
    default_order = "position"
    unit = cast("str", gettext_lazy("holders"))
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("Nobody may do this"),
        gettext_lazy("No account in use holds a role that brings this permission."),
        "user-question",
    )

    def source(self, filters: Mapping[str, object]) -> SequenceSource[HolderLine]:
        """Return them by user name."""
        wanted = str(filters.get("permission") or OPENING)
        rows = queries.holders(permission=wanted, now=clock.now())
        return SequenceSource(
            rows, key=lambda row: row.position, value=lambda row, _field: row.position
        )

    def _form(self, query: QueryDict) -> Form | None:
        asked = query.copy()
        asked.setdefault("permission", OPENING)
        return super()._form(asked)
