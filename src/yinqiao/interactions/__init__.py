"""Interactions: one timeline of everything that touched the customer: contact records, visit notes, tasks.

Owns contact history, notes and tasks, native ones and those migrated from another system (their source says so: a migrated
row is history). Does not own consent or contact holds (`compliance`). Front door: `queries`, `policies`.
"""
