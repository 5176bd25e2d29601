"""A refused page: what is raised, and what stays in the audit on the second connection."""

import pytest

from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.ui.requests import SignInNeeded
from yinqiao.platform.ui.tests.people import make_actor, make_request
from yinqiao.platform.ui.tests.test_views import GuardedPage

pytestmark = pytest.mark.usefixtures("shell_settings")


def test_a_page_asks_for_sign_in_then_for_its_permission(committed_db: None):
    with pytest.raises(SignInNeeded):
        GuardedPage.as_view()(make_request())
    with pytest.raises(PermissionRefused) as refusal:
        GuardedPage.as_view()(make_request(actor=make_actor("other.view_thing")))
    shown = GuardedPage.as_view()(make_request(actor=make_actor("samples.view_sample")))
    assert refusal.value.extra == {"permission": "samples.view_sample"}
    assert shown.content == b"shown"
