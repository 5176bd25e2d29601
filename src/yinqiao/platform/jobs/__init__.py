"""Jobs on procrastinate: enqueued in the caller's transaction, effects keyed, our own sweep for dead workers, a poison limit.

Front door: `queue` (`job`, `defer`, `defer_many`, `once`), `schedules` (`Every`, `Daily`, `Monthly`), `inline.run_waiting` in tests.
Does not own: what jobs do. A room's `jobs.py` is imported at start.
"""
