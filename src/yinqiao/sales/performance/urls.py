"""Routes of performance."""

from typing import Final

from django.urls import URLPattern

app_name: Final = "performance"
urlpatterns: list[URLPattern] = []
