"""Who runs imports, who works on rows that were kept out. Administrators run imports and see no customer data (D41)."""

VIEW = "imports.view_board"
RUN = "imports.run_import"
QUARANTINE = "imports.work_quarantine"
CODES = "imports.edit_code_map"
SIGN = "imports.sign_reconciliation"
