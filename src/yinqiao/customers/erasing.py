"""How long this room's rows are kept, and what of them stays (DOMAIN §13)."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass

_CHILDREN: Final = (
    "customers_number_fault",
    "customers_identification",
    "customers_contact_point",
    "customers_address",
    "customers_assignment",
    "customers_registry_event",
    "customers_party_role",
    "customers_correction_request",
    "customers_history",
)
_DECLARED: Final = (
    "customers_employment",
    "customers_finance_figure",
    "customers_external_item",
    "customers_life_event",
    "customers_dependant",
)


def offer() -> None:
    """Register what is erased and what stays; the record itself goes last, when nothing hangs on it any more."""
    # What the customer told beyond what the law asks for serves marketing and advice.
    erasure.offer(DataClass.PROFILE, *_DECLARED)
    erasure.offer(DataClass.IDENTITY, *_CHILDREN)
    erasure.offer(DataClass.IDENTITY, "customers_relation", owners=("customer_id", "other_id"))
    # Who stands on a register that is kept for ever stays with it.
    erasure.offer(DataClass.IDENTITY, "customers_outsider", is_named=True)
    for table in (
        "customers_company",
        "customers_figures",
        "customers_overview",
        "customers_restriction",
    ):
        erasure.offer(DataClass.IDENTITY, table, key="customer_id")
    erasure.offer(DataClass.IDENTITY, "customers_merged", owners=("member_id",), key="member_id")
    erasure.offer(DataClass.IDENTITY, "customers_merge_row", owners=("survivor_id",))
    erasure.offer(DataClass.CONSENT, "customers_automation_refusal")
    erasure.offer(DataClass.LOG, "customers_reveal", dated="t.revealed_at::date")
    erasure.offer(DataClass.LOG, "access_accessgrant", dated="t.until::date")
    erasure.offer(DataClass.LOG, "customers_field_grant", dated="t.until::date")
    erasure.offer(DataClass.IDENTITY, "customers_field_answer")
    erasure.keep(
        _("numbers of records only: the story of a merge stays told"),
        "customers_suggestion",
        "customers_merge",
    )
    erasure.keep(_("the trail is never rewritten; it holds masks and digests"), "audit_entry")
