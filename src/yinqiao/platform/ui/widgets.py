"""Plain form controls drawn without templates (`FORM_RENDERER`).

Django draws each option of a select, and each attribute, by a template of its own: the filter of one list took longer than its rows.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, Final

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]
_FOLDER: Final = "django/forms/widgets/"
_INPUTS: Final = (
    "checkbox",
    "date",
    "email",
    "hidden",
    "input",
    "number",
    "password",
    "search",
    "tel",
    "text",
    "time",
    "url",
)


class PlainRenderer(TemplatesSetting):
    """Draws inputs and selects as Django's templates do, and everything else by its template."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Return the control as HTML."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return SafeString(super().render(template_name, context, request))
        return SafeString(draw(context["widget"]))  # every part is escaped


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_clean(widget["value"])}"'
    kind, name = _clean(widget["type"]), _clean(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>'


def _select(widget: Widget) -> str:
    options = "".join(_options(widget))
    return f'<select name="{_clean(widget["name"])}"{_attributes(widget)}>{options}\n</select>'


def _options(widget: Widget) -> Iterator[str]:
    for group, choices, _index in widget["optgroups"]:
        if group:
            yield f'\n  <optgroup label="{_clean(group)}">'
        for choice in choices:
            value, label = _clean(choice["value"]), _clean(choice["label"])
            yield f'\n  <option value="{value}"{_attributes(choice)}>{label}</option>'
        if group:
            yield "\n  </optgroup>"


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_clean(name)}" if value is True else f' {_clean(name)}="{_clean(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _clean(text: object) -> str:
    return str(text) if hasattr(text, "__html__") else escape(str(text))


_DRAWN: Final[Mapping[str, Callable[[Widget], str]]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}select.html": _select,
}
