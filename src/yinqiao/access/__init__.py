"""Owns accounts, sign-in and sessions, roles with their permission sets, role assignments, grants and API tokens.

Builds the `Actor` that everything below and above reads; nobody else looks at users or sessions.
Does not own staff and posts (`organization`) nor the audit rows (`platform.audit`).
Front door: `services`, `queries`, `policies`, `events`, `choices`.
"""
