"""What the walks through all pages and operations share: who may open what by the reviewed files, and what an answer gives away."""

import re
from pathlib import Path

import yaml
from django.test import Client

from tests.security import bank
from yinqiao.access.tests.factories import sign_in
from yinqiao.config.api import api
from yinqiao.platform.testing import routes
from yinqiao.platform.ui.access import PUBLIC, SIGNED_IN
from yinqiao.platform.ui.pages import PageKind

HERE = Path(__file__).parent
EXPECTED = yaml.safe_load((HERE / "routes.yaml").read_text())
MATRIX = HERE.parents[1] / "src/yinqiao/access/tests/matrix.yaml"
HOLDERS = yaml.safe_load(MATRIX.read_text())["permissions"]
OBJECT_ARGUMENTS = ("pk", "customer_id", "customer", "account_id")
# Ends the session that the walker asks with.
NOT_WRITTEN = {"access:sign-out", "access:password"}
# Asked of a customer by number, and told of nothing but the staff: the auditor has no scope.
NOT_ABOUT_CUSTOMERS = {"customers:could-read", "sales:stage-setting"}
FRAGMENT = {"HX-Request": "true"}
REFUSED = {403, 404}
API = "/api/v1/"
# Somebody might hope that a refused method passes under another name.
DISGUISES = {"X-HTTP-Method-Override": "GET", "X-Forwarded-Method": "GET", "X-Original-URL": "/"}


class Known(dict):
    """Values for addresses; 1 for what is not planted."""

    def __missing__(self, name):
        return 1


def walked_pages():
    return [entry for entry in routes.pages() if entry.kind is not PageKind.ACTION]


def may_open(role, permission):
    """Tell by the reviewed files alone whether `role` may open what asks for `permission`."""
    return permission in {PUBLIC, SIGNED_IN} or role in HOLDERS[permission]


def is_about_customers(entry):
    return entry.url_name.split(":")[0] in {
        "customers",
        "holdings",
        "compliance",
        "interactions",
        "insights",
        "sales",
    }


def client_for(user):
    client = Client(raise_request_exception=False)
    sign_in(client, user)
    return client


def leaks(body):
    text = body.decode("utf-8", "replace")
    flat = re.sub(r"[\s\-]", "", text)
    return [name for name, value in bank.CANARIES.items() if value in text or value in flat]


def operations():
    """Give name, method and permission of every operation."""
    return [
        (f"{method.upper()} {path.removeprefix(API)}", method, entry["x-permission"])
        for path, item in api.document["paths"].items()
        for method, entry in item.items()
    ]
