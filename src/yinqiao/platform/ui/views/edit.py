"""The edit page: a form, one service call, and three ways it can go wrong told apart: 422, 409 and refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, StaleVersion
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.page import Page, PageKind, see_other


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed while this form was open."""

    label: str
    theirs: str
    mine: str


class EditPage(Page):
    """A form over one object, or for a new one. The subclass gives `form_class`, `load`, `save` and `done_url`.

    The object's version travels in the form; `save` passes it to the service, which raises StaleVersion with
    ``extra["differences"]`` (``{field: (theirs, mine)}`` or a list of ``{"field", "theirs", "mine"}``), ``extra["version"]``
    and, if known, ``extra["changed_by"]``. InvalidInput.fields lands at the fields.
    """

    kind = PageKind.EDIT
    template_name = "ui/edit.html"
    fragment_template = "ui/edit_form.html"
    form_class: ClassVar[type[Form]]
    submit_label: ClassVar[Text] = ""
    toast_text: ClassVar[Text] = ""
    is_wide: ClassVar[bool] = False
    form_css: ClassVar[str] = ""

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the initial values and the version (None for a new object); raise NotFound outside the scope."""
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Call the one service; what it returns goes to `done_url`."""
        raise NotImplementedError

    def done_url(self, saved: object) -> str:
        """Return where the person goes after saving."""
        raise NotImplementedError

    def cancel_url(self) -> str:
        """Return where cancel leads; empty: no such link."""
        return ""

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Return (title, url) of the pages above this one."""
        return ()

    def extra(self) -> Mapping[str, object]:
        """Return more context."""
        return {}

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Build the form (override to pass choices that depend on the actor)."""
        return self.form_class(
            data, self.request.FILES if data is not None else None, initial=dict(initial)
        )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the form."""
        initial, version = self.load(**kwargs)
        return self._show(self.form(None, initial), version)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Check, save once, send on; show the form again with what was typed if that fails."""
        initial, _version = self.load(**kwargs)
        form = self.form(request.POST, initial)
        version = whole_number(request.POST.get("version", ""))
        if not form.is_valid():
            return self._show(form, version, status=InvalidInput.status)
        try:
            saved = self.save(now=clock.now(), data=form.cleaned_data, version=version, **kwargs)
        except InvalidInput as error:
            put_errors(form, error)
            return self._show(form, version, status=error.status)
        except StaleVersion as error:
            newer = error.extra.get("version", version)
            return self._show(form, cast("int | None", newer), status=error.status, conflict=error)
        toasts.toast(request, self.toast(saved), undo_url=self.undo_url(saved))
        return see_other(request, self.done_url(saved))

    def toast(self, saved: object) -> str:
        """Return what the person is told after it is done."""
        return str(self.toast_text or _("Saved."))

    def undo_url(self, saved: object) -> str:
        """Return what the undo button of the toast posts to; empty: it cannot be taken back."""
        return ""

    def _show(
        self,
        form: Form,
        version: int | None,
        *,
        status: int = 200,
        conflict: StaleVersion | None = None,
    ) -> HttpResponse:
        context = {
            "form": form,
            "version": version,
            "conflict": conflict,
            "differences": differences(form, conflict) if conflict else (),
            "submit_label": self.submit_label or _("Save"),
            "cancel_url": self.cancel_url(),
            "breadcrumbs": self.breadcrumbs(),
            "is_wide": self.is_wide,
            "form_css": self.form_css,
            **self.extra(),
        }
        return self.page(context, status=status)


def differences(form: Form, conflict: StaleVersion) -> tuple[Difference, ...]:
    """Return the fields that differ, labelled as in the form, theirs beside what was typed."""
    raw = conflict.extra.get("differences", ())
    items: list[tuple[str, object, object]] = []
    if isinstance(raw, Mapping):
        items = [(str(name), *_pair(value)) for name, value in raw.items()]
    elif isinstance(raw, Sequence) and not isinstance(raw, str):
        items = [_item(entry) for entry in raw]
    return tuple(
        Difference(_label(form, name), _shown(theirs), _shown(mine)) for name, theirs, mine in items
    )


def _item(entry: object) -> tuple[str, object, object]:
    if isinstance(entry, Mapping):
        return str(entry.get("field", "")), entry.get("theirs"), entry.get("mine")
    return str(entry), None, None


def _pair(value: object) -> tuple[object, object]:
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:  # noqa: PLR2004
        return value[0], value[1]
    return value, None


def _label(form: Form, name: str) -> str:
    return str(form[name].label) if name in form.fields else name


def _shown(value: object) -> str:
    return "—" if value is None or value == "" else str(value)


def put_errors(form: Form, error: InvalidInput) -> None:
    """Put what a service found wrong at the fields, and above the form what belongs to none."""
    known = {name: text for name, text in error.fields.items() if name in form.fields}
    for name, text in known.items():
        form.add_error(name, text)
    if len(known) < len(error.fields) or not known:
        form.add_error(None, error.message)
