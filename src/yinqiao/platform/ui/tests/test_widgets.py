"""Controls drawn without templates are those of Django's own, and escaped."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from yinqiao.platform.ui.widgets import PlainRenderer

NASTY = "a\"<'&"
ATTRIBUTES = {"class": "c-input s", "data-x": NASTY, "autofocus": True, "required": False}
CHOICES = [("", "全部"), (NASTY, "<b>&"), ("组&", [(7, "七"), (8, "八")])]
WIDGETS = [
    forms.TextInput,
    forms.SearchInput,
    forms.HiddenInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.PasswordInput,
    forms.DateInput,
    forms.CheckboxInput,
]


def flat(html: str) -> str:
    return re.sub(r">\s+<", "><", str(html)).strip()


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
@pytest.mark.parametrize("value", ["", None, NASTY, "王五", 0, 12])
def test_inputs(widget: type[forms.Widget], value: object):
    drawn = [
        flat(widget(attrs=ATTRIBUTES).render("a&b", value, renderer=renderer))
        for renderer in (PlainRenderer(), DjangoTemplates())
    ]
    assert drawn[0] == drawn[1]
    assert "<'" not in drawn[0]


@pytest.mark.parametrize("value", ["", None, NASTY, "7", 8, "none of them"])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
def test_selects(widget: type[forms.Select], value: object):
    drawn = [
        flat(widget(attrs=ATTRIBUTES, choices=CHOICES).render("unit", value, renderer=renderer))
        for renderer in (PlainRenderer(), DjangoTemplates())
    ]
    assert drawn[0] == drawn[1]
    assert "<b>" not in drawn[0]


def test_other_controls_are_drawn_by_their_templates():
    drawn = forms.Textarea().render("note", "<p>", renderer=PlainRenderer())
    assert "&lt;p&gt;" in drawn
