"""What a select with ``data-search`` asks while a person types."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, JsonResponse

LONGEST: Final = 40


def searched_for(request: HttpRequest) -> str:
    """Return what was typed, cut to what any name may be long."""
    return request.GET.get("q", "").strip()[:LONGEST]


def choices_answer(choices: Iterable[tuple[str, str]]) -> JsonResponse:
    """Answer ``[{"value": …, "text": …}]``, in the order given."""
    return JsonResponse(
        [{"value": value, "text": text} for value, text in choices],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
    )
