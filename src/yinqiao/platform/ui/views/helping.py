"""Help: one entry in a small window beside its "?", the help centre with its search, the glossary, the pages that tell how."""

from itertools import groupby
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yinqiao.platform.ui import help as helping
from yinqiao.platform.ui.help import glossary, guides
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.page import Page, PageKind

MOST_HITS = 40


class HelpEntryPage(Page):
    """What one field or figure means: a fragment for the small window, a page for who opens its address."""

    kind = PageKind.DETAIL
    template_name = "ui/help/entry.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show it."""
        found = helping.entry(str(kwargs["key"]), actor=self.actor)
        word = glossary.term_called(found.term) if found.term else None
        return self.page({"title": found.title, "entry": found, "word": word})


class HelpCentre(Page):
    """Pages that tell how, what fields mean, words; all of it searched without an address that keeps the text."""

    template_name = "ui/help/centre.html"
    title: ClassVar[Text] = _("Help centre")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the contents."""
        context = {
            "guides": guides.guides(),
            "groups": helping.entries_for(self.actor),
            "words": len(glossary.terms()),
        }
        return self.page(context)


@require_POST
def hits(request: HttpRequest) -> HttpResponse:
    """Answer the search. The text comes in the body: somebody may type a customer's number by mistake."""
    text = request.POST.get("q", "").strip()[:100]
    found = helping.entries_for(actor_of(request), text=text) if text else []
    entries = [row for _source, rows in found for row in rows]
    context = {
        "query": text,
        "guides": guides.guides_with(text) if text else [],
        "entries": entries[:MOST_HITS],
        "words": glossary.terms_with(text)[:MOST_HITS] if text else [],
    }
    return render(request, "ui/help/hits.html", context)


class Glossary(Page):
    """All words, by topic."""

    template_name = "ui/help/glossary.html"
    title: ClassVar[Text] = _("Glossary")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them."""
        topics = [
            (topic, list(words)) for topic, words in groupby(glossary.terms(), lambda w: w.topic)
        ]
        return self.page({"topics": topics})


class GuidePage(Page):
    """One page that tells how."""

    kind = PageKind.DETAIL
    template_name = "ui/help/guide.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show it."""
        found = guides.guide(str(kwargs["slug"]))
        others = [one for one in guides.guides() if one.slug != found.slug]
        body = guides.as_html(found.text)
        return self.page({"title": found.title, "guide": found, "body": body, "others": others})
