"""Customers: parties (person or company), identifications, contact points, addresses, relations, RM assignments.

Owns the golden record, its versions, `customer_overview`, the customer list, search and page. Does not own accounts
(`holdings`) or consent (`compliance`). Front door: `queries`, `services`, `policies.visible_to`.
"""
