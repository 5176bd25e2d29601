"""Writes of compliance: the gate of contact, its outcomes, holds; lists to screen against come into force here, too."""

from yinqiao.compliance.diligence.rules import Document as DiligenceDocument
from yinqiao.compliance.diligence.services import (
    ItemTold,
    OwnerTold,
    grade_customer,
    register_owner,
)
from yinqiao.compliance.diligence.services import check_file as check_diligence_file
from yinqiao.compliance.diligence.services import compare_all as compare_owners_of_all
from yinqiao.compliance.diligence.services import open_file as open_diligence_file
from yinqiao.compliance.diligence.services import submit_file as submit_diligence_file
from yinqiao.compliance.diligence.services import supply_item as supply_diligence_item
from yinqiao.compliance.privacy.services import (
    AssessmentDetails,
    HoldPlacement,
    ask_for_signature,
    draft_assessment,
    place_legal_hold,
    propose_run,
)
from yinqiao.compliance.screening.services import ListOrder, SameVersion, load_list
from yinqiao.compliance.services.automation import refuse_automation
from yinqiao.compliance.services.consents import (
    ConsentGiven,
    ConsentKeyTaken,
    ConsentTakenBack,
    grant_consent,
    withdraw_consent,
)
from yinqiao.compliance.services.feed import tell_imported_withdrawals
from yinqiao.compliance.services.holds import AlreadyLifted, HoldOrder, lift_hold, place_hold
from yinqiao.compliance.services.losses import hold_after_loss, lift_after_error
from yinqiao.compliance.services.records import MadeContact, record_contact
from yinqiao.compliance.services.requests import (
    LegalHold,
    RequestMade,
    StepNotNext,
    StepTaken,
    receive_request,
    step_request,
)
from yinqiao.compliance.services.slots import (
    ContactOver,
    ContactRefused,
    KeyTaken,
    Reservation,
    close_contact,
    reserve_contact,
)
from yinqiao.compliance.services.texts import ConsentWording, publish_text
from yinqiao.compliance.suitability.services import (
    Confirmation,
    EvidenceDetails,
    EvidenceReport,
    LicenceDetails,
    MarkDetails,
    PackAsked,
    PackSection,
    PaperDetails,
    SentAssessment,
    answer_sitting,
    confirm_sitting,
    end_mark,
    keep_evidence,
    pack_evidence,
    pack_sections,
    record_licence,
    request_publication,
    set_mark,
    start_sitting,
    take_assessment,
    verify_evidence,
    withdraw_licence,
    write_paper,
)
from yinqiao.compliance.viewing.services import check_reveal, draw_missing, watcher

__all__ = [
    "AlreadyLifted",
    "AssessmentDetails",
    "Confirmation",
    "ConsentGiven",
    "ConsentKeyTaken",
    "ConsentTakenBack",
    "ConsentWording",
    "ContactOver",
    "ContactRefused",
    "DiligenceDocument",
    "EvidenceDetails",
    "EvidenceReport",
    "HoldOrder",
    "HoldPlacement",
    "ItemTold",
    "KeyTaken",
    "LegalHold",
    "LicenceDetails",
    "ListOrder",
    "MadeContact",
    "MarkDetails",
    "OwnerTold",
    "PackAsked",
    "PackSection",
    "PaperDetails",
    "RequestMade",
    "Reservation",
    "SameVersion",
    "SentAssessment",
    "StepNotNext",
    "StepTaken",
    "answer_sitting",
    "ask_for_signature",
    "check_diligence_file",
    "check_reveal",
    "close_contact",
    "compare_owners_of_all",
    "confirm_sitting",
    "draft_assessment",
    "draw_missing",
    "end_mark",
    "grade_customer",
    "grant_consent",
    "hold_after_loss",
    "keep_evidence",
    "lift_after_error",
    "lift_hold",
    "load_list",
    "open_diligence_file",
    "pack_evidence",
    "pack_sections",
    "place_hold",
    "place_legal_hold",
    "propose_run",
    "publish_text",
    "receive_request",
    "record_contact",
    "record_licence",
    "refuse_automation",
    "register_owner",
    "request_publication",
    "reserve_contact",
    "set_mark",
    "start_sitting",
    "step_request",
    "submit_diligence_file",
    "supply_diligence_item",
    "take_assessment",
    "tell_imported_withdrawals",
    "verify_evidence",
    "watcher",
    "withdraw_consent",
    "withdraw_licence",
    "write_paper",
]
