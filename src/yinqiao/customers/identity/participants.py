"""What follows a customer of this room's own tables into another record, and what keeps its customer."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.customers import share_sums
from yinqiao.customers.identity import record, team
from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Change, Shape, Take

HISTORY: Final = "customers_history"


def _own(table: str, *owners: str) -> Shape:
    return Shape(table, owners or ("customer_id",), history=HISTORY)


def _has(table: str, condition: str) -> str:
    """Return SQL: the survivor has a live row of `table`, called `s`, for which `condition` holds."""
    return f"exists (select 1 from {table} s where s.customer_id = p.survivor_id and s.ended_on is null and {condition})"


def _second_primary(table: str, condition: str = "true") -> Mapping[str, str]:
    """A row that comes to a record with a primary one of its own is no longer primary."""
    has = _has(table, f"s.is_primary and {condition}")
    return {"is_primary": f"t.is_primary and not {has}"}


_CONTACT = _own("customers_contact_point")
_SAME_NUMBER = "s.kind = t.kind and s.value_index = t.value_index"
_CERTIFICATE = _own("customers_identification")
_ADDRESS = _own("customers_address")
_RELATION = _own("customers_relation", "customer_id", "other_id")
_LIVE = "t.ended_on is null"


def offer() -> None:
    """Register them."""
    # The managers before the record, which takes its main manager from them.
    moves.offer("customers.assignment", _("Managers"), *team.STEPS, order=10)
    moves.offer("customers.customer", _("The record itself"), *record.STEPS, order=20)
    moves.offer(
        "customers.identification",
        _("Certificates"),
        Take(
            _CERTIFICATE,
            stays=f"{_LIVE} and "
            + _has(
                "customers_identification",
                "s.id_type = t.id_type and s.number_index = t.number_index",
            ),
            changes=_second_primary("customers_identification"),
        ),
        order=30,
    )
    moves.offer(
        "customers.contact",
        _("Contact points"),
        # Who does not want to be called at a number said so for it, whichever record it stood on.
        Change(
            _CONTACT,
            chosen="t.customer_id = p.survivor_id and t.ended_on is null and not t.is_do_not_disturb and exists (select 1 from"
            " customers_contact_point s where s.customer_id = p.member_id and s.ended_on is null and s.is_do_not_disturb and"
            f" {_SAME_NUMBER})",
            changes={"is_do_not_disturb": "true"},
        ),
        Take(
            _CONTACT,
            stays=f"{_LIVE} and {_has('customers_contact_point', _SAME_NUMBER)}",
            changes=_second_primary("customers_contact_point", "s.kind = t.kind"),
        ),
        order=30,
    )
    moves.offer(
        "customers.number_fault",
        _("Numbers out of order"),
        Take(
            Shape("customers_number_fault"),
            stays="exists (select 1 from customers_contact_point k where k.id = t.contact_point_id and k.customer_id = p.member_id)",
        ),
        order=31,
    )
    moves.offer(
        "customers.address",
        _("Addresses"),
        Take(_ADDRESS, changes=_second_primary("customers_address")),
        order=30,
    )
    moves.offer(
        "customers.relation",
        _("Relations"),
        Take(
            _RELATION,
            stays="t.other_id = p.survivor_id or "
            f"({_LIVE} and ({_has('customers_relation', 's.kind = t.kind and s.other_id = t.other_id')}"
            f" or {_has('customers_relation', share_sums.is_told_twice('s', 't'))}))",
        ),
        Take(
            _RELATION,
            column="other_id",
            stays=f"t.customer_id in (p.survivor_id, p.member_id) or ({_LIVE} and exists (select 1 from customers_relation s"
            " where s.customer_id = t.customer_id and s.kind = t.kind and s.other_id = p.survivor_id and s.ended_on is null))",
        ),
        order=40,
    )
    for key, title in (
        ("employment", _("Employers")),
        ("finance_figure", _("Declared income and wealth")),
        ("life_event", _("Life events")),
        ("dependant", _("Family members")),
        ("external_item", _("External information")),
    ):
        moves.offer(f"customers.{key}", title, Take(_own(f"customers_{key}")), order=50)
    moves.offer(
        "customers.outsider",
        _("Related parties that are no customers"),
        Take(_own("customers_outsider")),
        order=41,
    )
    moves.offer(
        "customers.automation_refusal",
        _("Refusal of automated decisions"),
        Take(
            Shape("customers_automation_refusal"),
            stays="t.ended_at is null and exists (select 1 from customers_automation_refusal s"
            " where s.customer_id = p.survivor_id and s.ended_at is null)",
        ),
        order=50,
    )
    _offer_roles()
    _keep()


def _offer_roles() -> None:
    """A role that the survivor has already in the same time stays where it is, and tells nothing more."""
    same = "s.kind = t.kind and s.valid_from < coalesce(t.valid_to, date '9999-12-31') and coalesce(s.valid_to, date '9999-12-31') > t.valid_from"
    stays = f"{_LIVE} and {_has('customers_party_role', same)}"
    moves.offer(
        "customers.party_role",
        _("Roles at the bank"),
        Take(_own("customers_party_role"), stays=stays),
        order=50,
    )


def _keep() -> None:
    moves.keep("read through the identity map", "customers_history", "customers_registry_event")
    moves.keep(
        "about the number of the record itself",
        "customers_correction_request",
        "customers_reveal",
        "customers_restriction",
        "customers_field_grant",
        "access_accessgrant",
    )
    moves.keep("written down anew from the record", "customers_overview")
    moves.keep(
        "the story of the merge itself",
        "customers_suggestion",
        "customers_merge",
        "customers_merge_row",
    )
    moves.keep("who looked at whom is never rewritten", "audit_entry")
