"""尽职调查: a file for each customer with its checklist, the risk grade behind a wall, clocks, beneficial owners on record.

Managers and branches see what is missing and by when; the grade and its reasons are for compliance alone (DOMAIN §4.3, §5).
"""
