"""Who sees screening and who works it: nobody but compliance (DOMAIN §4.3, §5)."""

VIEW_SCREENING = "compliance.view_screening"
WORK_SCREENING = "compliance.work_screening"
LOAD_LIST = "compliance.load_list"
SCREEN = "compliance.screen"
"""Held by jobs alone."""
