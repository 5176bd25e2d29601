"""A list is made, its faulty lines mended, asked to go out, taken back, exported; each a form and one service call."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers.queries import CustomerFilter
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.queries import views_of
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.products import queries as products
from yinqiao.sales.campaign_lists import policies, queries, rules, services, tables
from yinqiao.sales.campaign_lists.choices import Result
from yinqiao.sales.campaign_lists.forms import AskForm, ListForm, MendForm
from yinqiao.sales.campaign_lists.queries import ListCard
from yinqiao.sales.campaign_lists.rules import Code, Numbered
from yinqiao.sales.campaign_lists.services import ListDetails, Made

CUSTOMERS = "customers:list"
# A file of two million numbers is no list of this bank; the server's memory is its limit.
MOST_BYTES = 32 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")


class Make(EditPage):
    """新建名单: on one screen, from a file or a filter."""

    permission = policies.MAKE
    title = cast("str", gettext_lazy("New list"))
    submit_label = gettext_lazy("Make the list")
    is_wide = True

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With the products on sale and one's own views of the customer list."""
        today = clock.bank_date(clock.now())
        shelf = products.shelf(wanted=products.ShelfFilter(on_sale_only=True), on=today)
        offered = [(row.id, row.name) for row in products.product_rows(shelf.order_by("name"))]
        views = [(row.query, row.name) for row in views_of(actor=self.actor, page=CUSTOMERS)]
        files = self.request.FILES if data is not None else None
        return ListForm(data, files, initial=dict(initial), offered=offered, views=views)

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> Made:
        """Read file, codes and quotas, then write it down."""
        numbers = _numbers(data.get("file"))
        details = ListDetails(
            name=data["name"],
            goal=data["goal"],
            due_on=data["due_on"],
            codes=_codes(data),
            purpose=data["purpose"],
            product_id=data["product"],
            script=data["script"],
            per_manager=data["per_manager"],
            quotas=_quotas(data["quotas"]),
            numbers=numbers or (),
            wanted=_wanted(data) if numbers is None else None,
        )
        return services.make_list(actor=self.actor, now=now, details=details)

    def toast(self, saved: object) -> str:
        """Say how many stand on it."""
        made = cast("Made", saved)
        said = _("{names} names taken. They are being checked.").format(names=made.names)
        if made.faults:
            said += _(" {faults} lines are to be mended.").format(faults=made.faults.total())
        return said

    def done_url(self, saved: object) -> str:
        """To the list."""
        return reverse("campaign_lists:detail", args=[cast("Made", saved).list_id])

    def cancel_url(self) -> str:
        """Back to the lists."""
        return reverse("campaign_lists:list")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the lists."""
        return [(_("Campaign lists"), self.cancel_url())]


class ListAct(EditPage):
    """A form about one list, which stands above it."""

    permission = policies.MAKE
    template_name = "campaign_lists/act.html"
    form_class: ClassVar[type[Form]] = AskForm
    card: ListCard

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound out of sight."""
        self.card = queries.list_card(actor=self.actor, list_id=self.pk, now=clock.now())
        return {}, self.card.row.version

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("campaign_lists:detail", args=[self.pk])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("campaign_lists:detail", args=[self.pk])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The lists and the list."""
        lists = (_("Campaign lists"), reverse("campaign_lists:list"))
        return [lists, (self.card.row.name, self.cancel_url())]

    def extra(self) -> Mapping[str, object]:
        """What it is about."""
        return {"card": self.card, "state": tables.state_tag(self.card.row)}


class Ask(ListAct):
    """提交审批."""

    title = gettext_lazy("Ask to send it out")
    submit_label = gettext_lazy("Ask for approval")
    toast_text: ClassVar[Text] = gettext_lazy("Asked for. Somebody else decides.")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.ask_to_send(
            actor=self.actor,
            now=now,
            list_id=self.pk,
            version=version or 0,
            reason=str(data["reason"]),
        )


class Recall(ListAct):
    """撤回."""

    title = gettext_lazy("Recall the list")
    submit_label = gettext_lazy("Recall the list")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Take the open names off every desk."""
        return services.recall_list(
            actor=self.actor,
            now=now,
            list_id=self.pk,
            version=version or 0,
            reason=str(data["reason"]),
        )

    def toast(self, saved: object) -> str:
        """Say how many names were taken back."""
        return _("Recalled: {number} names are off the desks. What was done stays.").format(
            number=saved
        )


class Export(ListAct):
    """申请导出."""

    permission = policies.VIEW
    title = gettext_lazy("Export the list")
    submit_label = gettext_lazy("Ask for approval")
    toast_text: ClassVar[Text] = gettext_lazy("Asked for. Somebody else decides.")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.ask_for_export(
            actor=self.actor, now=now, list_id=self.pk, reason=str(data["reason"])
        )


class Mend(ListAct):
    """修正问题行: the lines of the file that are no names, each to be corrected or dropped."""

    title = gettext_lazy("Lines to be mended")
    submit_label = gettext_lazy("Check again")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """A field for each line; an empty one drops it."""
        label = _("Line {line}: {said}")
        return MendForm(
            data,
            faults=[
                (one.id, label.format(line=one.line, said=one.said), one.text)
                for one in self.card.faults
            ],
        )

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> Any:
        """Keep the form for what it reads."""
        self.load()
        self.filled = cast("MendForm", self.form(request.POST, {}))
        self.filled.is_valid()
        return super().post(request, *args, **kwargs)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Take what was mended."""
        return services.mend_lines(
            actor=self.actor,
            now=now,
            list_id=self.pk,
            version=version or 0,
            texts=self.filled.texts(),
        )

    def toast(self, saved: object) -> str:
        """Say how many are still no names."""
        if saved:
            return _("{number} lines are still to be mended.").format(number=saved)
        return _("All lines are mended.")


def _numbers(file: Any) -> list[Numbered] | None:
    """Read the file as UTF-8 or GB18030; None where there is none."""
    if file is None:
        return None
    if file.size > MOST_BYTES:
        said = _("The file is larger than 32 MB. Make several lists of it.")
        raise InvalidInput(said, fields={"file": said})
    content = file.read()
    for encoding in ENCODINGS:
        try:
            return rules.read_numbers(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    said = _("The file is no text. Save it as CSV and try again.")
    raise InvalidInput(said, fields={"file": said})


def _codes(data: Mapping[str, Any]) -> list[Code]:
    labels = {result: str(data.get(str(result).lower()) or "") for result in Result}
    try:
        return rules.read_codes(labels)
    except ValueError:
        said = _(
            "One to nine codes, each once, with a comma between them; not only of those not reached."
        )
        raise InvalidInput(said, fields={"agreed": said}) from None


def _quotas(text: str) -> dict[str, int]:
    try:
        return rules.read_quotas(text)
    except ValueError:
        said = _("One unit a line: its code, a space, a number; each unit once.")
        raise InvalidInput(said, fields={"quotas": said}) from None


def _wanted(data: Mapping[str, Any]) -> CustomerFilter:
    """Return the filter: a saved view, narrowed by what was chosen beside it."""
    view = QueryDict(data.get("view") or "").dict()
    narrowed = {name: data[name] for name in ("kind", "tier") if data[name]}
    if not view and not narrowed:
        said = _("Choose a file, or say who stands on the list.")
        raise InvalidInput(said, fields={"file": said})
    view.pop("q", None)
    return CustomerFilter.of({**view, **narrowed})
