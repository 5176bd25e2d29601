"""What managers do about findings: say that a value still holds, or that the customer was asked. Values themselves are changed elsewhere."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.choices import FieldAnswerKind
from yinqiao.customers.models import FieldAnswer
from yinqiao.customers.quality import tasks
from yinqiao.customers.services import rows
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput


@use_case("customers.field-answered", permission=policies.EDIT)
def answer_field(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    rule: str,
    answer: FieldAnswerKind,
) -> FieldAnswer:
    """Keep the newest word about a field of a customer, with the day.

    CONFIRMED holds for the time that the bank sets for this field, ASKED lets the task rest for some days. Raises NotFound outside the
    scope and for a rule without tasks, InvalidInput for a confirmation of what cannot be confirmed (a gap has nothing to confirm).
    """
    found = tasks.task_rule(rule)
    if answer == FieldAnswerKind.CONFIRMED and not found.can_confirm:
        raise InvalidInput(_("There is nothing to confirm here. Fill in the field."))
    customer = rows.locked_customer(actor, customer_id)
    earlier = FieldAnswer.objects.filter(customer=customer, rule=rule).first()
    row, _is_new = FieldAnswer.objects.update_or_create(
        customer=customer,
        rule=rule,
        defaults={
            "answer": answer,
            "answered_on": clock.bank_date(now),
            "answered_by_id": actor.staff_id,
            "answered_by_name": actor.name,
        },
    )
    unit.audit(
        ObjectRef("customers.customer", customer.pk),
        old={"rule": rule, "answer": earlier.answer, "on": earlier.answered_on} if earlier else {},
        new={"rule": rule, "answer": row.answer, "on": row.answered_on},
    )
    return row
