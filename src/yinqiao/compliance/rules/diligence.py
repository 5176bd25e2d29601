"""What is missing in a file, and how long an assessment holds."""

from datetime import date


def missing_items(text: str) -> tuple[str, ...]:
    """Split the source's list of missing elements."""
    return tuple(part.strip() for part in text.replace("；", ";").split(";") if part.strip())


def assessment_days_left(valid_to: date, on: date) -> int:
    """Return how many days an assessment still holds (0: today is the last; negative: expired)."""
    return (valid_to - on).days
