"""Who may do what about suitability. Looking needs the right to see consents and assessments."""

from typing import Final

TAKE_ASSESSMENT: Final = "compliance.take_assessment"
MARK_BUYER: Final = "compliance.mark_buyer"
VIEW_LICENCE: Final = "compliance.view_licence"
EDIT_LICENCE: Final = "compliance.edit_licence"
VIEW_QUESTIONNAIRE: Final = "compliance.view_questionnaire"
EDIT_QUESTIONNAIRE: Final = "compliance.edit_questionnaire"
APPROVE_QUESTIONNAIRE: Final = "compliance.approve_questionnaire"
KEEP_EVIDENCE: Final = "compliance.keep_evidence"
OPEN_EVIDENCE: Final = "compliance.open_evidence"
VERIFY_EVIDENCE: Final = "compliance.verify_evidence"
EXPORT_PACK: Final = "compliance.export_pack"
