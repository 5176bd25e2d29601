"""Database seams: object references, the scope of a session, reserved ids, row-level security, month partitions."""
