"""Who works retention, legal holds, impact assessments."""

VIEW_RETENTION = "privacy.view_retention"
PROPOSE_RETENTION = "privacy.propose_retention"
APPROVE_RETENTION = "privacy.approve_retention"
# Held by the jobs alone.
ERASE = "privacy.erase"
VIEW_LEGAL_HOLD = "privacy.view_legal_hold"
EDIT_LEGAL_HOLD = "privacy.edit_legal_hold"
VIEW_ASSESSMENT = "privacy.view_assessment"
EDIT_ASSESSMENT = "privacy.edit_assessment"
SIGN_ASSESSMENT = "privacy.sign_assessment"
