"""线索: people and companies who showed an interest and are no customers yet; captured, looked at, scored, given out, worked, converted."""
