"""Who sees compliance data."""

VIEW_CONSENT = "compliance.view_consent"
VIEW_SENSITIVE_ACCESS = "compliance.view_sensitive_access"
VIEW_DUE_DILIGENCE = "compliance.view_due_diligence"
