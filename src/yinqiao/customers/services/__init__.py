"""Writes of customers."""

from yinqiao.customers.identity.linkage import (
    KIND as LINKAGE_KIND,
)
from yinqiao.customers.identity.linkage import (
    Evaluation,
    apply_signature,
    submit_evaluation,
    withdraw_signature,
)
from yinqiao.customers.identity.merging import (
    KIND as MERGE_KIND,
)
from yinqiao.customers.identity.merging import (
    apply_merge,
    refuse_merge,
    request_merge,
    undo_merge,
)
from yinqiao.customers.identity.refusals import (
    AlreadyMerged,
    LaterMerge,
    MergeClosed,
    SideGone,
    UndoOver,
)
from yinqiao.customers.identity.reviewing import (
    BATCH_LIMIT as MERGE_BATCH_LIMIT,
)
from yinqiao.customers.identity.reviewing import (
    Answered,
    reject_suggestion,
    request_many,
    suggest_by_hand,
)
from yinqiao.customers.identity.suggesting import (
    PAIRS,
    LinkageUnsigned,
    Suggested,
    linkage_is_signed,
    suggest,
)
from yinqiao.customers.identity.taking import KIND as MERGE_FIELD_KIND
from yinqiao.customers.identity.taking import apply_other, ask_for_other
from yinqiao.customers.services.access_requests import apply_access, request_access
from yinqiao.customers.services.addresses import (
    AddressDetails,
    add_address,
    edit_address,
    end_address,
)
from yinqiao.customers.services.alike import DuplicateCustomer
from yinqiao.customers.services.completing import complete_outsider
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
    show_password,
)
from yinqiao.customers.services.external import (
    ExternalDetails,
    attach_item,
    withdraw_item,
)
from yinqiao.customers.services.faults import report_unreachable
from yinqiao.customers.services.field_grants import (
    MOST_CUSTOMERS,
    FieldsOrder,
    apply_fields,
    request_fields,
    revoke_fields,
)
from yinqiao.customers.services.life import (
    DependantDetails,
    LifeEventDetails,
    add_dependant,
    add_life_event,
    end_dependant,
    end_life_event,
)
from yinqiao.customers.services.limits import (
    NotRefused,
    RefusalTold,
    accept_automation,
    lift_restriction,
    refuse_automation,
    restrict_customer,
)
from yinqiao.customers.services.main_managers import MainMove, move_mains, release_assistant
from yinqiao.customers.services.outsiders import OutsiderDetails, OutsiderFacts
from yinqiao.customers.services.profile import change_field, update_profile
from yinqiao.customers.services.prospects import (
    ProspectDetails,
    check_entry,
    enter_prospect,
)
from yinqiao.customers.services.relation_details import RelationDetails, RelationPeriod
from yinqiao.customers.services.relation_requests import (
    RELATION_KIND,
    apply_relation,
    refuse_relation,
)
from yinqiao.customers.services.relations import add_relation, change_relation, end_relation
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
from yinqiao.customers.services.roles import PartyRoleDetails, end_role, set_role

EXPORT_KINDS = frozenset({EXPORT_KIND, EXPORT_LARGE_KIND})
__all__ = [
    "EXPORT_JOB",
    "EXPORT_KIND",
    "EXPORT_KINDS",
    "EXPORT_LARGE_KIND",
    "LINKAGE_KIND",
    "MERGE_BATCH_LIMIT",
    "MERGE_FIELD_KIND",
    "MERGE_KIND",
    "MOST_CUSTOMERS",
    "PAIRS",
    "RELATION_KIND",
    "AddressDetails",
    "AlreadyMerged",
    "Answered",
    "ApprovalNeeded",
    "ClearValues",
    "ContactDetails",
    "CorrectionClosed",
    "DependantDetails",
    "DuplicateCustomer",
    "Evaluation",
    "ExportContent",
    "ExportDamaged",
    "ExportGone",
    "ExportLimit",
    "ExportOrder",
    "ExternalDetails",
    "FieldsOrder",
    "LaterMerge",
    "LifeEventDetails",
    "LinkageUnsigned",
    "MainMove",
    "MergeClosed",
    "NotRefused",
    "OutsiderDetails",
    "OutsiderFacts",
    "OwnCorrection",
    "PartyRoleDetails",
    "ProspectDetails",
    "QuotaSpent",
    "RefusalTold",
    "RelationDetails",
    "RelationPeriod",
    "SideGone",
    "Suggested",
    "UndoOver",
    "accept_automation",
    "add_address",
    "add_contact",
    "add_dependant",
    "add_life_event",
    "add_relation",
    "apply_access",
    "apply_export",
    "apply_fields",
    "apply_merge",
    "apply_other",
    "apply_relation",
    "apply_reveal",
    "apply_signature",
    "ask_for_other",
    "attach_item",
    "change_field",
    "change_relation",
    "check_entry",
    "clean_exports",
    "clear_mobiles",
    "close_correction",
    "close_fulfilled",
    "complete_outsider",
    "confirm_correction",
    "edit_address",
    "edit_contact",
    "end_address",
    "end_contact",
    "end_dependant",
    "end_life_event",
    "end_relation",
    "end_role",
    "enter_prospect",
    "fail_export",
    "fetch_export",
    "finish_export",
    "lift_restriction",
    "linkage_is_signed",
    "move_mains",
    "refuse_automation",
    "refuse_correction",
    "refuse_export",
    "refuse_merge",
    "refuse_relation",
    "reject_suggestion",
    "release_assistant",
    "release_contact_point",
    "report_unreachable",
    "request_access",
    "request_correction",
    "request_export",
    "request_fields",
    "request_many",
    "request_merge",
    "request_reveal",
    "restrict_customer",
    "reveal_contact",
    "reveal_correction",
    "reveal_identification",
    "revoke_fields",
    "send_correction",
    "set_role",
    "show_password",
    "submit_evaluation",
    "suggest",
    "suggest_by_hand",
    "take_reveal",
    "undo_merge",
    "update_profile",
    "withdraw_correction",
    "withdraw_item",
    "withdraw_signature",
]
