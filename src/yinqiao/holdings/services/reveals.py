"""Account and card numbers in clear: only after another person agreed, for some hours, each look in the audit."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import services as customers
from yinqiao.customers.queries import require_customer
from yinqiao.holdings.models import Account, Card
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto import fields
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound


def request_account_reveal(
    *, actor: Actor, now: datetime, customer_id: int, account_id: int, reason: str
) -> int:
    """Ask to see an account number; return the approval's id."""
    row = _account(actor, customer_id, account_id)
    label = _("the account {number}").format(number=row.number_masked)
    ref = ObjectRef("holdings.account", row.pk)
    return customers.request_reveal(
        actor=actor, now=now, customer_id=customer_id, ref=ref, label=label, reason=reason
    )


def reveal_account(*, actor: Actor, now: datetime, customer_id: int, account_id: int) -> Secret:
    """Return the account number; raise ApprovalNeeded without a grant in force."""
    row = _account(actor, customer_id, account_id)
    customers.take_reveal(
        actor=actor, now=now, customer_id=customer_id, ref=ObjectRef("holdings.account", row.pk)
    )
    return Secret(fields.decrypt("holdings.account", row.pk, row.number_token))


def request_card_reveal(
    *, actor: Actor, now: datetime, customer_id: int, card_id: int, reason: str
) -> int:
    """Ask to see a card number; return the approval's id."""
    row = _card(actor, customer_id, card_id)
    label = _("the card {number}").format(number=row.number_masked)
    ref = ObjectRef("holdings.card", row.pk)
    return customers.request_reveal(
        actor=actor, now=now, customer_id=customer_id, ref=ref, label=label, reason=reason
    )


def reveal_card(*, actor: Actor, now: datetime, customer_id: int, card_id: int) -> Secret:
    """Return the card number; raise ApprovalNeeded without a grant in force."""
    row = _card(actor, customer_id, card_id)
    customers.take_reveal(
        actor=actor, now=now, customer_id=customer_id, ref=ObjectRef("holdings.card", row.pk)
    )
    return Secret(fields.decrypt("holdings.card", row.pk, row.number_token))


def _account(actor: Actor, customer_id: int, account_id: int) -> Account:
    require_customer(actor=actor, customer_id=customer_id)
    row = Account.objects.filter(pk=account_id, customer_id=customer_id).first()
    if row is None:
        raise NotFound(_("There is no such account."))
    return row


def _card(actor: Actor, customer_id: int, card_id: int) -> Card:
    require_customer(actor=actor, customer_id=customer_id)
    row = Card.objects.filter(pk=card_id, customer_id=customer_id).first()
    if row is None:
        raise NotFound(_("There is no such card."))
    return row
