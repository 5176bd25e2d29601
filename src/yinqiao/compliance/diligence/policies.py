"""Who fills files of due diligence, who checks them, who grades, who agrees to a relation of the highest risk."""

FILL = "compliance.fill_diligence"
CHECK = "compliance.check_diligence"
GRADE = "compliance.grade_diligence"
APPROVE = "compliance.approve_diligence"
CLOCK = "compliance.run_diligence_clocks"
"""Held by jobs alone."""
