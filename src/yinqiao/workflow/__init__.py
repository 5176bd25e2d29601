"""Workflow: approvals (maker ≠ checker, one step, expiry, batch). Kinds are registered by the rooms that ask.

Owns who asked, who decides and until when. Does not own what a grant does: `apply` of the kind runs in the decision's transaction.
Front door: `services.request_approval`, `queries.granted`, `events.ApprovalDecided`, `policies`.
"""
