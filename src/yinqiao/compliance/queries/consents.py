"""Consents as people and platforms read them: the matrix of a customer, the register of texts, the feed of withdrawals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import BigIntegerField, Func, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from yinqiao.compliance import policies, rules
from yinqiao.compliance.choices import Channel, Purpose
from yinqiao.compliance.models import Consent, ConsentText, ConsentWithdrawal
from yinqiao.compliance.queries.facts import consent_facts
from yinqiao.compliance.rules import Usability
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.i18n.codes import label

# Consents that are asked for by themselves, never in one tick with others (PIPL 23, 29, 39).
SEPARATE: Final = frozenset({Purpose.SHARING, Purpose.SENSITIVE, Purpose.CROSS_BORDER})
# Where a channel means something; the other purposes are agreed to once.
_BY_CHANNEL: Final = (Purpose.MARKETING, Purpose.SERVICE)
LONGEST_FEED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What the customer's words to a purpose are worth in a channel. `standing` is a code of `Usability`, empty: never asked."""

    purpose: str
    channel: str
    channel_label: str
    standing: str
    label: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One purpose; `is_separate`: to be asked for by itself."""

    purpose: str
    label: str
    is_separate: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A version of a consent text."""

    id: int
    purpose: str
    purpose_label: str
    version: str
    title: str
    body: str
    valid_from: date
    valid_to: date | None
    is_in_force: bool
    published_by: str
    published_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a platform must stop: of whom, for what, in which channel (ANY: all), since when."""

    customer_id: int
    customer_no: str
    purpose: str
    channel: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalFeed:
    """Some withdrawals in their order, and the cursor from which to go on; `is_more`: there are further ones now."""

    items: tuple[Withdrawal, ...]
    cursor: str
    is_more: bool


def consent_matrix(*, actor: Actor, customer_id: int, now: datetime) -> tuple[MatrixRow, ...]:
    """Return purpose × channel as it stands now; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = list(Consent.objects.filter(customer_id=customer_id, ended_on__isnull=True))
    at = now.astimezone(clock.BANK_ZONE)
    return tuple(
        MatrixRow(
            purpose=purpose,
            label=label(Purpose, purpose),
            is_separate=purpose in SEPARATE,
            cells=tuple(
                _cell(
                    [row for row in rows if row.purpose == purpose],
                    purpose=purpose,
                    channel=channel,
                    at=at,
                )
                for channel in (Channel.values if purpose in _BY_CHANNEL else [Channel.ANY.value])
            ),
        )
        for purpose in Purpose.values
    )


def consent_texts(*, actor: Actor, on: date) -> list[TextRow]:
    """Return all versions, of each purpose the newest first."""
    require(actor, policies.VIEW_CONSENT, verb="compliance.consent-texts-listed")
    rows = ConsentText.objects.order_by("purpose", "-valid_from", "-pk")
    return [_text(row, on) for row in rows]


def texts_in_force(*, on: date) -> list[TextRow]:
    """Return the versions that customers can agree to on the day."""
    rows = ConsentText.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
    )
    return [_text(row, on) for row in rows.order_by("purpose", "-valid_from", "-pk")]


def withdrawals_since(*, actor: Actor, cursor: str, limit: int) -> WithdrawalFeed:
    """Return the withdrawals of customers in scope behind the cursor (empty: from the beginning), the oldest first.

    None is skipped: one becomes readable only when every transaction that began before it has ended. Raises InvalidInput for a cursor
    that none of these answers gave.
    """
    require(actor, policies.READ_WITHDRAWALS, verb="compliance.withdrawals-listed")
    xact, row_id = _place(cursor)
    rows = customer_policies.scoped(_settled(), actor).filter(
        Q(xact__gt=xact) | Q(xact=xact, pk__gt=row_id)
    )
    most = max(1, min(limit, LONGEST_FEED))
    found = list(rows.select_related("customer").order_by("xact", "pk")[: most + 1])
    kept = found[:most]
    return WithdrawalFeed(
        items=tuple(_withdrawal(row) for row in kept),
        cursor=f"{kept[-1].xact}.{kept[-1].pk}" if kept else cursor,
        is_more=len(found) > most,
    )


def _settled() -> QuerySet[ConsentWithdrawal]:
    """Keep what no running transaction can still come before; what this very transaction wrote is visible to it alone."""
    oldest = Func(Func(function="pg_current_snapshot"), function="pg_snapshot_xmin")
    own = Func(function="pg_current_xact_id_if_assigned")

    def number(value: Func) -> Cast:
        return Cast(Cast(value, TextField()), BigIntegerField())

    return ConsentWithdrawal.objects.filter(Q(xact__lt=number(oldest)) | Q(xact=number(own)))


def _place(cursor: str) -> tuple[int, int]:
    if not cursor:
        return 0, 0
    first, dot, second = cursor.partition(".")
    if not (dot and first.isascii() and first.isdigit() and second.isascii() and second.isdigit()):
        raise InvalidInput(_("This cursor was not given out here."))
    if max(len(first), len(second)) > 18:  # noqa: PLR2004 - what a bigint holds
        raise InvalidInput(_("This cursor was not given out here."))
    return int(first), int(second)


def _withdrawal(row: ConsentWithdrawal) -> Withdrawal:
    return Withdrawal(
        customer_id=row.customer_id,
        customer_no=row.customer.customer_no,
        purpose=row.purpose,
        channel=row.channel,
        withdrawn_at=row.withdrawn_at,
    )


def _cell(rows: Iterable[Consent], *, purpose: str, channel: str, at: datetime) -> Cell:
    words = [(row.channel, consent_facts(row)) for row in rows]
    standing = rules.standing(words, channel=channel, at=at)
    names = {
        Usability.USABLE: _("Granted"),
        Usability.WITHDRAWN: _("Withdrawn"),
        Usability.EXPIRED: _("Expired"),
        Usability.HISTORY_ONLY: _("History only"),
        None: _("Never asked"),
    }
    moments = [
        moment
        for where, facts in words
        if where in {channel, Channel.ANY}
        for moment in (facts.withdrawn_at if standing is Usability.WITHDRAWN else facts.granted_at,)
        if moment is not None
    ]
    return Cell(
        purpose=purpose,
        channel=channel,
        channel_label=label(Channel, channel),
        standing=standing.value if standing else "",
        label=names[standing],
        since=max(moments, default=None) if standing else None,
    )


def _text(row: ConsentText, on: date) -> TextRow:
    return TextRow(
        id=row.pk,
        purpose=row.purpose,
        purpose_label=label(Purpose, row.purpose),
        version=row.version,
        title=row.title,
        body=row.body,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_in_force=row.valid_from <= on and (row.valid_to is None or on <= row.valid_to),
        published_by=row.published_by_name,
        published_at=row.published_at,
        digest=row.body_digest,
    )
