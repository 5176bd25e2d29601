"""What a parameter may be set to: its definition's least, most, choices and check, told in a sentence."""

from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.platform.registry import ParameterDefinition


def limits_of(definition: ParameterDefinition) -> str:
    """Return the limits as a person reads them; empty if there are none."""
    if definition.choices:
        return _("One of: %(values)s.") % {"values": ", ".join(definition.choices)}
    if definition.least is not None and definition.most is not None:
        limits = {"least": definition.least, "most": definition.most}
        return _("Between %(least)s and %(most)s.") % limits
    return ""


def problem_with(definition: ParameterDefinition, value: object) -> str:
    """Return why `value` cannot be taken, or nothing."""
    if definition.choices and str(value) not in definition.choices:
        return limits_of(definition)
    if not _is_within(definition, value):
        return limits_of(definition)
    return definition.check(value) if definition.check else ""


def _is_within(definition: ParameterDefinition, value: object) -> bool:
    if definition.least is None or definition.most is None:
        return True
    return definition.least <= Decimal(str(value)) <= definition.most
