"""Scripts that go out with what they check: the standard library alone, no import of ours."""
