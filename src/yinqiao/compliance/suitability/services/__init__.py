"""Writes of suitability."""

from yinqiao.compliance.suitability.services.checking import (
    EvidenceReport,
    verify_evidence,
)
from yinqiao.compliance.suitability.services.evidence import (
    EvidenceBroken,
    EvidenceDetails,
    keep_evidence,
    most_bytes,
    open_evidence,
)
from yinqiao.compliance.suitability.services.licences import (
    LicenceDetails,
    LicenceStands,
    record_licence,
    withdraw_licence,
)
from yinqiao.compliance.suitability.services.marks import (
    LONGEST_REASON,
    MarkDetails,
    MarkStands,
    end_mark,
    set_mark,
)
from yinqiao.compliance.suitability.services.pack_tickets import (
    PackGone,
    PackTicket,
    draw_ticket,
    open_ticket,
)
from yinqiao.compliance.suitability.services.packing import (
    PackAsked,
    PackOrder,
    PackSection,
    pack_evidence,
    pack_sections,
)
from yinqiao.compliance.suitability.services.papers import (
    LONGEST_TEXT,
    PAPER_KIND,
    PaperDetails,
    PaperFixed,
    apply_publication,
    reopen_paper,
    request_publication,
    write_paper,
)
from yinqiao.compliance.suitability.services.sittings import (
    AssessmentRefused,
    Confirmation,
    NoQuestionnaire,
    SecondConfirmationNeeded,
    SentAssessment,
    SittingOver,
    abandon_sitting,
    answer_sitting,
    confirm_sitting,
    start_sitting,
    take_assessment,
)

__all__ = [
    "LONGEST_REASON",
    "LONGEST_TEXT",
    "PAPER_KIND",
    "AssessmentRefused",
    "Confirmation",
    "EvidenceBroken",
    "EvidenceDetails",
    "EvidenceReport",
    "LicenceDetails",
    "LicenceStands",
    "MarkDetails",
    "MarkStands",
    "NoQuestionnaire",
    "PackAsked",
    "PackGone",
    "PackOrder",
    "PackSection",
    "PackTicket",
    "PaperDetails",
    "PaperFixed",
    "SecondConfirmationNeeded",
    "SentAssessment",
    "SittingOver",
    "abandon_sitting",
    "answer_sitting",
    "apply_publication",
    "confirm_sitting",
    "draw_ticket",
    "end_mark",
    "keep_evidence",
    "most_bytes",
    "open_evidence",
    "open_ticket",
    "pack_evidence",
    "pack_sections",
    "record_licence",
    "reopen_paper",
    "request_publication",
    "set_mark",
    "start_sitting",
    "take_assessment",
    "verify_evidence",
    "withdraw_licence",
    "write_paper",
]
