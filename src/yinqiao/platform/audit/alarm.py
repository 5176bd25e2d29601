"""Whether the trail is sealed and anchored in time (P24).

Entries are written in the transaction of what they tell of, so none is lost while seals or anchors wait; but until they are made,
nobody could prove it. The policy is the bank's: YINQIAO_AUDIT_DOWN=go-on (the default) goes on and gives the alarm, =stop refuses
every write until the trail is sealed again.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.audit import anchors, chain
from yinqiao.platform.errors import DomainError
from yinqiao.platform.kept import Kept

# The alarm must be given within 60 s: what is kept here and the watch come on top.
LATE: Final = timedelta(seconds=30)
STOP: Final = "stop"
_OLDEST = "select min(occurred_at) from audit_entry where (txid, id) > (%s, %s)"
log = logging.getLogger(__name__)


class AuditDown(DomainError):
    """The trail cannot be sealed, and the bank's policy is to write nothing then."""

    code = "AUDIT_DOWN"
    status = 503


def sentence(*, now: datetime, using: str = "auditor") -> str:
    """Return what is wrong with sealing or anchoring, "" if nothing is."""
    try:
        anchors.last_seq()
    except OSError as error:
        return _("The place of the audit anchors cannot be read: {error}").format(
            error=error.strerror or type(error).__name__
        )
    with connections[using].cursor() as cursor:
        cursor.execute(_OLDEST, chain.last_place(using=using))
        oldest = cursor.fetchone()[0]
    if oldest is None or now - oldest <= LATE:
        return ""
    return _("Audit entries wait to be sealed since {since}").format(
        since=f"{oldest.astimezone(clock.BANK_ZONE):%Y-%m-%d %H:%M:%S}"
    )


_kept: Kept[str] = Kept(lambda: sentence(now=clock.now()), seconds=5)


def present() -> str:
    """Return what is wrong, as known some seconds ago."""
    return _kept.get()


def watch() -> None:
    """Put the alarm into the log, where the bank's monitoring reads it."""
    said = sentence(now=clock.now())
    if said:
        log.error("audit alarm", extra={"alarm": said})


def refuse_unsealed() -> None:
    """Raise AuditDown where the policy is to stop and the trail cannot be sealed."""
    if settings.AUDIT_DOWN != STOP:
        return
    try:
        said = present()
    except DatabaseError as error:
        said = type(error).__name__
    if said:
        raise AuditDown(
            _("Nothing can be changed now: the audit trail cannot be sealed. {reason}").format(
                reason=said
            )
        )
