"""What codes are called. A code that is not listed is shown as it is: sources send what no release has heard of yet."""

from django.db.models import TextChoices


def label(kind: type[TextChoices], code: str) -> str:
    """Return the name of a code."""
    return str(kind(code).label) if code in kind.values else code


def labels(kind: type[TextChoices]) -> dict[str, str]:
    """Return the names of all codes, translated once where a page needs them row by row."""
    return {choice.value: str(choice.label) for choice in kind}
