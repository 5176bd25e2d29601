"""What people fill in about due diligence."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.choices import AmlGrade
from yinqiao.compliance.diligence.choices import (
    DifferenceAction,
    FileState,
    OwnerBasis,
    PartyType,
)
from yinqiao.compliance.diligence.queries import ItemRow
from yinqiao.compliance.diligence.rules import Document
from yinqiao.compliance.diligence.services import LONGEST_TEXT, ItemTold

_DAY: Final = {"type": "date"}
RETURN: Final = "return-"


def _date(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
    )


class FileFilterForm(forms.Form):
    """Which files the list shows."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All under way")),
            (FileState.COLLECTING, FileState.COLLECTING.label),
            (FileState.CHECKING, FileState.CHECKING.label),
            ("IN_REVIEW", _("Under business review")),
            (FileState.COMPLETE, FileState.COMPLETE.label),
            ("ALL", _("All")),
        ],
    )
    is_late = forms.BooleanField(label=_("Only past their day"), required=False)
    waited = forms.IntegerField(
        label=_("Waiting for days"), required=False, min_value=1, max_value=3650
    )
    org_id = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class OpenForm(forms.Form):
    """What the customer is."""

    party_type = forms.ChoiceField(label=_("Type of party"), choices=PartyType.choices)


class ItemForm(forms.Form):
    """What was supplied for one item: a choice or words, a document, a copy to be sealed."""

    option = forms.ChoiceField(label=_("What applies"))
    answer = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )
    number = forms.CharField(
        label=_("Number of the document"),
        required=False,
        max_length=40,
        help_text=_("Kept as a mask; in full it stands on the sealed copy alone."),
    )
    issuer = forms.CharField(label=_("Issued by"), required=False, max_length=120)
    issued_on = _date(_("Issued on"))
    expires_on = _date(_("Expires on"), help_text=_("Empty: without end."))
    copy = forms.FileField(
        label=_("Copy of the document"), required=False, help_text=_("PDF, PNG or JPEG.")
    )

    def __init__(
        self, *args: Any, row: ItemRow, options: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *options]
        if not options:
            del self.fields["option"]
        next(iter(self.fields.values())).help_text = row.why
        if not row.needs_document:
            for name in ("number", "issuer", "issued_on", "expires_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Return what was supplied as the service takes it; of the copy its size too."""
        data = self.cleaned_data
        copy = data.get("copy")
        told = ItemTold(
            answer=data.get("answer", ""),
            option=data.get("option", ""),
            document=Document(
                number=data.get("number", ""),
                issuer=data.get("issuer", ""),
                issued_on=data.get("issued_on"),
                expires_on=data.get("expires_on"),
            ),
            copy=copy,
            size=copy.size if copy else 0,
        )
        return {"told": told}


class CheckForm(forms.Form):
    """One line for each item: empty, it is in order; a note sends it back."""

    def __init__(self, *args: Any, rows: tuple[ItemRow, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            told = " · ".join(part for part in (row.answer, row.document, row.issuer) if part)
            self.fields[f"{RETURN}{row.id}"] = forms.CharField(
                label=row.title, required=False, max_length=200, help_text=told
            )


def returned_of(data: Mapping[str, object]) -> dict[int, str]:
    """Return by item what is wrong with it."""
    return {
        int(name.removeprefix(RETURN)): note.strip()
        for name, note in data.items()
        if isinstance(note, str) and note.strip()
    }


class GradeForm(forms.Form):
    """The decision of compliance."""

    grade = forms.ChoiceField(label=_("Money-laundering risk"), choices=AmlGrade.choices)
    reason = forms.CharField(
        label=_("Reason of the grade"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say also why the grade is another than the rules propose."),
    )


class OwnerForm(forms.Form):
    """A person to put on the register of a company."""

    owner_id = forms.TypedChoiceField(
        label=_("Person"),
        coerce=int,
        help_text=_("Whom the relations on record name. Others are entered as a relation first."),
    )
    basis = forms.ChoiceField(label=_("Ground"), choices=OwnerBasis.choices)
    evidence_no = forms.CharField(
        label=_("Where the proof lies"),
        max_length=64,
        help_text=_("Number of the articles, share register or declaration."),
    )
    checked_on = _date(_("Checked on"), required=True)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner_id"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = people


class EndForm(forms.Form):
    """Why it holds no more."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class DifferenceFilterForm(forms.Form):
    """Open, late or settled."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Not settled")),
            ("late", _("Past their day")),
            ("settled", _("Difference settled")),
        ],
    )


class SettleForm(forms.Form):
    """What was done about a difference."""

    action = forms.ChoiceField(label=_("How it was settled"), choices=DifferenceAction.choices)
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where the proof lies, or the number of the report."),
    )


class ChecklistForm(forms.Form):
    """A version of the checklist as text, from which day and why."""

    version = forms.CharField(
        label=_("Code of the version"), max_length=20, help_text=_("Such as 2026-12.")
    )
    valid_from = _date(_("In force from"), required=True)
    text = forms.CharField(
        label=_("Items by type of party"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 28}),
        help_text=_(
            "* begins an item that is required, - one that may be left out: code and title. Below it 适用 (自然人 个体工商户 企业 其他组织 信托), 深度 (一般 强化), 证件 with 有效期 if its end has to be told, 说明, 依据, 要素 (客户 地域 业务 产品 渠道), 选项 with code, points and words."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
