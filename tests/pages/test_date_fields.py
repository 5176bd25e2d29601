"""A browser reads the value of a date field as 2026-11-29 only, whatever the language of the page."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.utils import translation

import yinqiao

ROOT = Path(yinqiao.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
    for path in ROOT.rglob("forms.py")
    if "tests" not in path.parts
)


def date_fields():
    """Return every date field of every form declared in a module `forms`."""
    found = []
    for name in MODULES:
        for shape in vars(import_module(name)).values():
            if isinstance(shape, type) and issubclass(shape, forms.Form):
                found += [
                    (f"{name}.{shape.__name__}.{field_name}", field)
                    for field_name, field in shape.base_fields.items()
                    if isinstance(field.widget, forms.DateInput)
                ]
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_date_field_shows_its_day_in_the_form_that_browsers_read(language):
    fields = date_fields()
    assert len(fields) > 6
    with translation.override(language):
        shown = {
            name: field.widget.get_context("day", date(2026, 11, 29), {})["widget"]
            for name, field in fields
        }
    wrong = {
        name: widget["value"]
        for name, widget in shown.items()
        if (widget["type"], widget["value"]) not in {("date", "2026-11-29"), ("month", "2026-11")}
    }
    assert wrong == {}
