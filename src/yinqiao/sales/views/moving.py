"""A card moves on: what each stage asks for, the form of what is missing, one click where nothing is, and the way back."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.undoing import UndoPage, undo_address
from yinqiao.sales import policies, queries, services, ways
from yinqiao.sales.choices import Condition
from yinqiao.sales.pipeline_forms import StageForm
from yinqiao.sales.queries import Gate
from yinqiao.sales.services import BeforeMove, Brought
from yinqiao.sales.views.acts import ActPage
from yinqiao.sales.ways import StageInfo


class Gates(Page):
    """What each stage ahead of one opportunity still asks for, as the board shows it while its card is dragged."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer ``{stage id: [conditions that do not hold]}``; a stage that cannot be entered is not among them."""
        gates = queries.gates_of(actor=self.actor, opportunity_id=pk, now=clock.now())
        return JsonResponse(
            {
                "version": gates.version,
                "refusal": gates.refusal,
                "stages": {
                    str(gate.stage.id): [one.title for one in gate.missing] for gate in gates.ahead
                },
            }
        )


class Stage(ActPage):
    """推进: to a stage of the pipeline, with what it asks for. `to` in the address names the stage; without it the next one."""

    title = _("Move on")
    submit_label = _("Move on")
    template_name = "sales/stage.html"
    fragment_template = "sales/stage_form.html"
    gate: Gate | None

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Remember what the stage still asks for."""
        found = super().load(**kwargs)
        self.gates = queries.gates_of(actor=self.actor, opportunity_id=self.pk, now=clock.now())
        ahead = {gate.stage.id: gate for gate in self.gates.ahead}
        asked = whole_number(self.request.GET.get("to", ""))
        self.gate = ahead.get(asked) if asked is not None else next(iter(ahead.values()), None)
        return found

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Ask for what is missing only."""
        row = self.card.row
        asked = self.gate.asked if self.gate else frozenset()
        offered = (
            queries.proposable(actor=self.actor, row=row, now=clock.now())
            if Condition.OFFER in asked
            else []
        )
        initial = {
            "product": row.proposed_product_id,
            "amount": row.amount,
            "expected_on": row.expected_on,
        }
        return StageForm(data, offered=offered, asked=asked, initial=initial)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Move it; a stage that is not ahead is refused by the service."""
        brought = {name: value for name, value in data.items() if name != "note"}
        return services.move(
            actor=self.actor,
            now=now,
            opportunity_id=self.pk,
            version=version or 0,
            stage_id=self.gate.stage.id if self.gate else 0,
            brought=Brought(**brought),  # type: ignore[arg-type]  # the fields of the form are those of what is brought
            note=str(data["note"]),
        )

    def toast(self, saved: object) -> str:
        """Say where it stands now."""
        return moved_text(self.card.row.title, self.gate.stage if self.gate else None)

    def undo_url(self, saved: object) -> str:
        """The move can be taken back."""
        return _undo_of(self.pk, cast("BeforeMove", saved))

    def done_url(self, saved: object) -> str:
        """Back to the board it was dragged on, else to the opportunity."""
        return self.cancel_url()

    def cancel_url(self) -> str:
        """Back to where it came from."""
        if self.request.GET.get("from") == "board":
            way = ways.way_of(self.gates.stage.id).code
            return f"{reverse('sales:board')}?way={way}"
        return super().cancel_url()

    def extra(self) -> Mapping[str, object]:
        """The stages ahead, and what this one asks for."""
        return {
            **super().extra(),
            "ahead": [gate.stage for gate in self.gates.ahead],
            "target": self.gate.stage if self.gate else None,
            "missing": self.gate.missing if self.gate else [],
            "card": self.card,
            "refusal": self.gates.refusal,
            "empty_text": gettext("Nothing but the deal comes after this stage."),
            "in_dialog": self.request.headers.get("HX-Target") == "dialog",
        }


class Move(Page):
    """A card was dropped on a stage whose conditions all hold: one click, and the note at the foot takes it back."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Move it; the board is drawn anew by who asked."""
        stage_id, version = (
            whole_number(request.POST.get(name, "")) or 0 for name in ("stage", "version")
        )
        card = queries.opportunity_card(actor=self.actor, opportunity_id=pk, now=clock.now())
        before = services.move(
            actor=self.actor, now=clock.now(), opportunity_id=pk, version=version, stage_id=stage_id
        )
        text = moved_text(card.row.title, ways.stage_of(stage_id))
        toasts.toast(request, text, undo_url=_undo_of(pk, before))
        response = HttpResponse(status=204)
        toasts.hand_over(request, response)
        return response


class MoveUndo(UndoPage):
    """Take a move back from the note."""

    permission = policies.WORK

    def take_back(self, pk: int, *, now: datetime, before: Mapping[str, object]) -> None:
        """One service call."""
        was = BeforeMove(
            version=int(str(before["version"])),
            stage_id=int(str(before["stage_id"])),
            stage_since=datetime.fromisoformat(str(before["stage_since"])),
            state=str(before["state"]),
            touched_at=datetime.fromisoformat(str(before["touched_at"])),
        )
        services.take_back_move(actor=self.actor, now=now, opportunity_id=pk, before=was)


def moved_text(title: str, stage: StageInfo | None) -> str:
    """Say what was moved where."""
    return gettext("“{title}” stands at {stage} now.").format(
        title=title, stage=stage.title if stage else ""
    )


def _undo_of(pk: int, before: BeforeMove) -> str:
    """Return what takes a move back."""
    was = {
        "version": before.version,
        "stage_id": before.stage_id,
        "stage_since": before.stage_since.isoformat(),
        "state": str(before.state),
        "touched_at": before.touched_at.isoformat(),
    }
    return undo_address(reverse("sales:move-undo", args=[pk]), was)
