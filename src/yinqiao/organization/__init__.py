"""Owns the organization tree with its history, business lines, staff with their posts, and the bank's calendar.

Does not own accounts, roles and permissions (`access`), nor which customer a manager looks after (`customers`).
Holds no customer data. Front door: `services`, `queries`, `policies`, `events`, `choices`.
"""
