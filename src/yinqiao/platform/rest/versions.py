"""Versions of objects as strong entity tags: ``ETag: "3"`` on reading, ``If-Match: "3"`` on changing.

Settled: without If-Match 428; with one that names an older version 412 with code STALE_VERSION and the fields that differ.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError

_TAG = re.compile(r'"([0-9]{1,9})"\Z')


class VersionNeeded(DomainError):
    """A change must name the version it was made on."""

    code = "VERSION_NEEDED"
    status = 428


class VersionUnreadable(DomainError):
    """If-Match is not one strong entity tag of ours."""

    code = "VERSION_UNREADABLE"
    status = 400


def put(response: HttpResponse, version: int) -> None:
    """Write the version into the answer."""
    response.headers["ETag"] = f'"{version}"'


def asked_for(request: HttpRequest, *, is_needed: bool) -> int | None:
    """Return the version in If-Match; raise VersionNeeded if it is missing and needed. ``*`` is refused: it overwrites blindly."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        if is_needed:
            raise VersionNeeded(_("Send the ETag of what you have read as If-Match."))
        return None
    found = _TAG.match(text)
    if found is None:
        raise VersionUnreadable(_('If-Match must be one ETag as it was sent, such as "3".'))
    return int(found.group(1))
