"""Events published upward: written to the outbox in the transaction of the change, delivered after commit, at least once.

Front door: `bus.event` (decorator), `bus.subscribe`, `outbox.put`. A handler's effect happens once (keyed by handler and event).
"""
