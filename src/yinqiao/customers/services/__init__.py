"""Writes of customers."""

from yinqiao.customers.services.access_requests import apply_access, request_access
from yinqiao.customers.services.addresses import (
    AddressDetails,
    add_address,
    edit_address,
    end_address,
)
from yinqiao.customers.services.contacts import (
    ContactDetails,
    add_contact,
    edit_contact,
    end_contact,
)
from yinqiao.customers.services.correction_desk import (
    ClearValues,
    OwnCorrection,
    close_correction,
    close_fulfilled,
    confirm_correction,
    refuse_correction,
    reveal_correction,
    send_correction,
)
from yinqiao.customers.services.correction_rows import CorrectionClosed
from yinqiao.customers.services.corrections import request_correction, withdraw_correction
from yinqiao.customers.services.exports import (
    JOB as EXPORT_JOB,
)
from yinqiao.customers.services.exports import (
    KIND as EXPORT_KIND,
)
from yinqiao.customers.services.exports import (
    LARGE_KIND as EXPORT_LARGE_KIND,
)
from yinqiao.customers.services.exports import (
    ExportContent,
    ExportDamaged,
    ExportGone,
    ExportLimit,
    ExportOrder,
    apply_export,
    clean_exports,
    fail_export,
    fetch_export,
    finish_export,
    refuse_export,
    request_export,
)
from yinqiao.customers.services.external import (
    ExternalDetails,
    attach_item,
    withdraw_item,
)
from yinqiao.customers.services.faults import report_unreachable
from yinqiao.customers.services.life import (
    DependantDetails,
    LifeEventDetails,
    add_dependant,
    add_life_event,
    end_dependant,
    end_life_event,
)
from yinqiao.customers.services.profile import change_field, update_profile
from yinqiao.customers.services.reveals import (
    ApprovalNeeded,
    QuotaSpent,
    apply_reveal,
    clear_mobiles,
    release_contact_point,
    request_reveal,
    reveal_contact,
    reveal_identification,
    take_reveal,
)

EXPORT_KINDS = frozenset({EXPORT_KIND, EXPORT_LARGE_KIND})
__all__ = [
    "EXPORT_JOB",
    "EXPORT_KIND",
    "EXPORT_KINDS",
    "EXPORT_LARGE_KIND",
    "AddressDetails",
    "ApprovalNeeded",
    "ClearValues",
    "ContactDetails",
    "CorrectionClosed",
    "DependantDetails",
    "ExportContent",
    "ExportDamaged",
    "ExportGone",
    "ExportLimit",
    "ExportOrder",
    "ExternalDetails",
    "LifeEventDetails",
    "OwnCorrection",
    "QuotaSpent",
    "add_address",
    "add_contact",
    "add_dependant",
    "add_life_event",
    "apply_access",
    "apply_export",
    "apply_reveal",
    "attach_item",
    "change_field",
    "clean_exports",
    "clear_mobiles",
    "close_correction",
    "close_fulfilled",
    "confirm_correction",
    "edit_address",
    "edit_contact",
    "end_address",
    "end_contact",
    "end_dependant",
    "end_life_event",
    "fail_export",
    "fetch_export",
    "finish_export",
    "refuse_correction",
    "refuse_export",
    "release_contact_point",
    "report_unreachable",
    "request_access",
    "request_correction",
    "request_export",
    "request_reveal",
    "reveal_contact",
    "reveal_correction",
    "reveal_identification",
    "send_correction",
    "take_reveal",
    "update_profile",
    "withdraw_correction",
    "withdraw_item",
]
