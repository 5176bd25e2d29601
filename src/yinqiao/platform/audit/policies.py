"""Who reads the audit trail."""

VIEW = "audit.view_audit"
VERIFY = "audit.verify_chain"
