"""Permissions of analytics; the customer scope is that of `customers.policies`."""

PRINT_REPORT = "analytics.print_report"
