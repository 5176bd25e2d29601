"""Write a note in a dialog, and follow a call to one."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.interactions import queries, services
from yinqiao.interactions.choices import Readers
from yinqiao.interactions.services import notes
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import render_page, see_other

STORY = "{}?tab=interactions-timeline"


class NoteForm(forms.Form):
    """What is noted, who may read it, who is called to it."""

    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=notes.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        help_text=gettext_lazy(
            "Numbers of persons and cards in the text are masked when it is saved."
        ),
    )
    readers = forms.ChoiceField(
        label=gettext_lazy("Who may read it"),
        choices=Readers.choices,
        initial=Readers.TEAM,
        widget=forms.RadioSelect,
    )
    called = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Call colleagues (@)"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They hear of it under the bell and may read the note."),
    )

    def __init__(self, data: QueryDict | None = None, *, people: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["called"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = people
        if not people:
            del self.fields["called"]


def new_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form (GET, a dialog); write the note (POST) and show the timeline."""
    actor, now = actor_of(request), clock.now()
    people = queries.note_readers(actor=actor, customer_id=pk, now=now)
    form = NoteForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = services.NoteDraft(data["text"], data["readers"], data.get("called", ()))
        try:
            services.write_note(actor=actor, now=now, customer_id=pk, draft=draft)
        except InvalidInput as error:
            for name, text in error.fields.items():
                form.add_error(name if name in form.fields else None, text)
        else:
            toasts.toast(request, _("The note is on the timeline."))
            return see_other(request, STORY.format(reverse("customers:detail", args=[pk])))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_page(
        request, "interactions/note.html", {"title": _("New note"), "form": form}, status=status
    )


def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a call: it is seen from now on, and the timeline of its customer opens."""
    customer_id = services.see_note(actor=actor_of(request), now=clock.now(), note_id=pk)
    return HttpResponseRedirect(STORY.format(reverse("customers:detail", args=[customer_id])))
