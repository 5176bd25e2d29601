"""Who looked at whom (N5): days of looks, what is odd about them, customers whose page is watched, access in an emergency.

Only compliance reads what was found; an alert asks a question and accuses nobody. Front door: `services`, `queries`.
"""
