"""A browser as somebody, and the panels of a customer's page."""

from django.contrib.auth import get_user_model
from django.test import Client

from yinqiao.access.tests.factories import sign_in

FRAGMENT = {"HX-Request": "true"}
PANELS = (
    "customers:summary",
    "customers:profile",
    "customers:reach",
    "customers:ties",
    "customers:ties-summary",
    "customers:history",
    "holdings:panel",
    "holdings:summary",
    "holdings:transactions",
    "holdings:movements",
    "holdings:flows",
    "holdings:maturities",
    "analytics:trend",
    "insights:head",
    "insights:tags",
    "insights:tag-desk",
    "interactions:note-new",
    "interactions:story",
    "compliance:grade",
    "compliance:panel",
    "compliance:summary",
    "compliance:consents",
    "diligence:panel",
)


def as_(actor) -> Client:
    client = Client(raise_request_exception=True)
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client
