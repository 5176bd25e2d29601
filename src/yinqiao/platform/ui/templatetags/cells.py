"""The cells of a list. A page has hundreds of them, so each is put together here, not by a template of its own."""

from collections.abc import Callable
from typing import Final

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.cells import Action, Cell, Kind
from yinqiao.platform.ui.table import Row
from yinqiao.platform.ui.templatetags.ui import icon, tag

register = template.Library()
_POST: Final = '<button type="button" class="c-btn x {}" hx-post="{}" hx-swap="none">{}{}</button> '
_DIALOG: Final = '<button type="button" class="c-btn x {}" hx-get="{}" hx-target="#dialog" hx-swap="innerHTML">{}{}</button> '
_LINK: Final = '<a class="c-btn x {}" href="{}">{}{}</a> '
_EYE: Final = '<button type="button" hx-get="{}" hx-target="#dialog" hx-swap="innerHTML" aria-label="{}" title="{}">{}</button>'


@register.simple_tag
def cells(row: Row) -> SafeString:
    """Draw the cells of a row of a list."""
    return SafeString("".join(map(_cell, row.cells)))


def _cell(written: Cell) -> str:
    start = format_html('<td class="{}">', written.css) if written.css else "<td>"
    extra = written.extra
    more = f" {tag(str(extra.text), extra.tone, extra.icon)}" if extra is not None else ""
    draw = _DRAWN.get(written.kind, _plain)
    return f"{start}{draw(written)}{more}</td>"


def _actions(written: Cell) -> str:
    return "".join(_action(action) for action in written.actions)


def _tier(written: Cell) -> str:
    return format_html('<span class="c-tier {}">{}</span>', written.tone, written.text)


def _tag(written: Cell) -> str:
    return tag(str(written.text), written.tone, written.icon) if written.tone else _plain(written)


def _masked(written: Cell) -> str:
    return masked(str(written.text), written.reveal)


def _plain(written: Cell) -> str:
    if written.icon:
        return tag(str(written.text), written.tone, written.icon)
    if written.url:
        return format_html('<a class="nm" href="{}">{}</a>', written.url, written.text)
    marks = [f' {name}="{{}}"' for name, value in _marks(written) if value]
    if not marks:
        return conditional_escape(str(written.text))
    values = [value for _name, value in _marks(written) if value]
    return format_html("<span" + "".join(marks) + ">{}</span>", *values, written.text)


def _marks(written: Cell) -> tuple[tuple[str, str], ...]:
    return (("class", written.tone), ("title", written.full))


@register.simple_tag
def masked(value: str, reveal_url: str = "", label: str = "") -> SafeString:
    """Draw a masked value; with `reveal_url` a button that asks for the reason and shows the clear value from the server."""
    text = value or formats.MISSING
    if not reveal_url:
        return format_html('<span class="c-mask"><span>{}</span></span>', text)
    label = label or _("Show in clear: asks for a reason and is logged")
    eye = format_html(_EYE, reveal_url, label, label, icon("eye", "s"))
    return format_html('<span class="c-mask"><span>{}</span>{}</span>', text, eye)


def _action(action: Action) -> SafeString:
    shape = _POST if action.is_post else _DIALOG if action.is_dialog else _LINK
    mark = icon(action.icon, "s") if action.icon else ""
    return format_html(shape, action.tone, action.url, mark, action.text)


_DRAWN: Final[dict[Kind, Callable[[Cell], str]]] = {
    Kind.ACTION: _actions,
    Kind.TIER: _tier,
    Kind.TAG: _tag,
    Kind.MASKED: _masked,
}
