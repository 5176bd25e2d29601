"""撤销: what stood before goes with the note, signed for its address, and is given back by whoever clicks within minutes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import Page, PageKind

_SALT: Final = "yinqiao.undo"
# The note is gone after seconds; Ctrl Z from a page left open is not meant to work for long.
_SECONDS: Final = 600


def undo_address(address: str, before: Mapping[str, object]) -> str:
    """Return what the undo of a note posts to: the address of an `UndoPage`, with what stood before, JSON-plain."""
    return f"{address}?was={signing.dumps(before, salt=_SALT + address)}"


class UndoPage(Page):
    """Takes back what was just done, from the note at the foot; the subclass gives `take_back`."""

    kind = PageKind.ACTION
    http_method_names = ["post"]

    def take_back(self, pk: int, *, now: datetime, before: Mapping[str, object]) -> None:
        """Let stand again what stood before."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it once; an address that we did not write, or an old one, is refused."""
        try:
            before = signing.loads(
                request.GET.get("was", ""), salt=_SALT + request.path, max_age=_SECONDS
            )
        except signing.BadSignature:
            raise InvalidInput(_("This can be taken back within ten minutes only.")) from None
        self.take_back(pk, now=clock.now(), before=before)
        toasts.toast(request, _("Undone."))
        return HttpResponse(status=204)
