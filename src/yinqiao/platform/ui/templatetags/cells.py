"""The rows of a list. A page has hundreds of cells, so they are put together here, not by template nodes.

Every text goes through `_clean` (or `format_html`); nothing else is marked as safe.
"""

from collections.abc import Callable
from html import escape
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.cells import Action, Cell, Kind
from yinqiao.platform.ui.table import Drawn, Row
from yinqiao.platform.ui.templatetags.ui import icon, tag

register = template.Library()
_POST: Final = '<button type="button" class="c-btn x {}" hx-post="{}" hx-swap="none">{}{}</button> '
_DIALOG: Final = '<button type="button" class="c-btn x {}" hx-get="{}" hx-target="#dialog" hx-swap="innerHTML">{}{}</button> '
_LINK: Final = '<a class="c-btn x {}" href="{}">{}{}</a> '
_EYE: Final = '<button type="button" hx-get="{}" hx-target="#dialog" hx-swap="innerHTML" aria-label="{}" title="{}">{}</button>'


@register.simple_tag
def rows(table: Drawn, *, is_panel: bool = False) -> SafeString:
    """Draw the rows of a list; those of a panel cannot be picked."""
    pick = _("Select the row") if table.is_selectable and not is_panel else ""
    lines = [_row(row, pick, tab=-1 if number else 0) for number, row in enumerate(table.rows)]
    return mark_safe("\n".join(lines))  # noqa: S308 - every part is escaped


def _row(row: Row, pick: str, *, tab: int) -> str:
    where = f' data-href="{_clean(row.url)}"' if row.url else ""
    box = (
        f'<td class="pick"><input type="checkbox" class="c-cb" name="id" value="{row.row_id}" form="bulk" data-pick'
        f' aria-label="{_clean(pick)}"></td>'
        if pick
        else ""
    )
    return f'<tr{where} tabindex="{tab}">{box}{"".join(map(_cell, row.cells))}</tr>'


def _cell(written: Cell) -> str:
    start = f'<td class="{_clean(written.css)}">' if written.css else "<td>"
    extra = written.extra
    more = f" {tag(str(extra.text), extra.tone, extra.icon)}" if extra is not None else ""
    draw = _DRAWN.get(written.kind, _plain)
    return f"{start}{draw(written)}{more}</td>"


def _clean(text: object) -> str:
    """Escape as `conditional_escape` does, without the detour that lets it take lazy texts: hundreds of times on a page."""
    if type(text) is str:
        return escape(text)
    return str(text) if hasattr(text, "__html__") else escape(str(text))


def _actions(written: Cell) -> str:
    return "".join(_action(action) for action in written.actions)


def _tier(written: Cell) -> str:
    return f'<span class="c-tier {_clean(written.tone)}">{_clean(written.text)}</span>'


def _tag(written: Cell) -> str:
    return tag(str(written.text), written.tone, written.icon) if written.tone else _plain(written)


def _masked(written: Cell) -> str:
    return masked(str(written.text), written.reveal)


def _plain(written: Cell) -> str:
    text = _clean(written.text)
    if written.icon:
        return tag(str(written.text), written.tone, written.icon)
    if written.url:
        return f'<a class="nm" href="{_clean(written.url)}">{text}</a>'
    if not (written.tone or written.full):
        return text
    tone = f' class="{_clean(written.tone)}"' if written.tone else ""
    full = f' title="{_clean(written.full)}"' if written.full else ""
    return f"<span{tone}{full}>{text}</span>"


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
