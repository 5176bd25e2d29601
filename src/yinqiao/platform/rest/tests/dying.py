"""A process that answers one request and dies on the way: `python -m yinqiao.platform.rest.tests.dying POINT`."""

import json
import os
import signal
import sys
from importlib import import_module

import django

POINTS = ("effect", "kept", "committed")


def main(point: str) -> None:
    """Send the request of the tests through the sample site; SIGKILL at `point`.

    Points: the effect done and the answer not kept, the answer kept and nothing committed, all committed and nothing sent.
    """
    django.setup()
    idempotency = import_module("yinqiao.platform.rest.idempotency")
    test = import_module("django.test")
    sample = import_module("yinqiao.platform.rest.tests.sample")
    keep = idempotency._keep

    def watched(*arguments: object) -> None:
        die_at("effect")
        keep(*arguments)
        die_at("kept")

    def die_at(place: str) -> None:
        if place == point:
            os.kill(os.getpid(), signal.SIGKILL)

    idempotency._keep = watched
    site = {
        "ROOT_URLCONF": sample.__name__,
        "MIDDLEWARE": sample.MIDDLEWARE,
        "LANGUAGE_CODE": "en",
    }
    with test.override_settings(**site):
        client = test.Client(
            headers={"Authorization": "Bearer full", "Idempotency-Key": sys.argv[2]}
        )
        client.post("/api/v1/things", json.dumps({"key": "a"}), content_type="application/json")
        die_at("committed")


if __name__ == "__main__":
    main(sys.argv[1])
