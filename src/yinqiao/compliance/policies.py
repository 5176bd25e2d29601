"""Who sees compliance data, who contacts customers, who stops and opens marketing."""

VIEW_CONSENT = "compliance.view_consent"
VIEW_SENSITIVE_ACCESS = "compliance.view_sensitive_access"
VIEW_DUE_DILIGENCE = "compliance.view_due_diligence"
RESERVE_CONTACT = "compliance.reserve_contact"
PLACE_HOLD = "compliance.place_hold"
LIFT_HOLD = "compliance.lift_hold"
