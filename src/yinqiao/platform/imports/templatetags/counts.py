"""Counts written out: a reconciliation shows every digit, where lists elsewhere write ``64.0 万``."""

from django import template

register = template.Library()


@register.filter
def whole(value: int | None) -> str:
    """Write a count with separators; missing is a dash."""
    return "—" if value is None else f"{value:,}"
