"""Audit search, one entry, one customer, one person, the chain: pages and API."""
