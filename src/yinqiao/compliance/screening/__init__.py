"""Screening of customers against lists of sanctioned parties (特别预防措施名单): lists, matcher, hits, cases.

Only compliance reads it (DOMAIN §5): no other page, API, export, log or search tells of it. Front door: `services`, `queries`.
"""
