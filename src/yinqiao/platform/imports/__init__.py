"""Files become rows: profiles, decoding, checks, quarantine, resume, undo, run board.

Owns: how a file is read, checked, counted and recorded. Does not own: what a row means (rooms register targets) nor which
files a source sends (profiles live in `integrations`).
Front door: `services`, `queries`, `ports` (for targets), `profile` (for profiles), `events`.
"""
