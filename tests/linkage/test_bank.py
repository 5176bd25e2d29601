"""The linkage over the bank itself: sealed numbers by their index, suggestions once, the probabilistic rules only when signed."""

from datetime import date

import pytest

from yinqiao.access.tests.factories import forget
from yinqiao.customers import choices, services
from yinqiao.customers.linkage import linking
from yinqiao.customers.linkage import settings as linkage
from yinqiao.customers.models import LinkageEvaluation, Merge, Merged, Suggestion
from yinqiao.customers.tests.factories import (
    NOW,
    make_address,
    make_contact,
    make_customer,
    make_identification,
)
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.scope import scope_session

ACTOR = system_actor(name="linkage test")
OLD, NEW = "110105491231002", "11010519491231002X"


@pytest.fixture
def people(committed_db, settings, tmp_path):
    """Ids by what they are: one person under both forms of his certificate, a family's phone, neighbours of one name, a merged record, a firm twice."""
    forget()
    settings.HOME = tmp_path
    with scope_session(ACTOR):
        org = make_bank()["river"]
        found = {
            "new": make_customer("张小明", org=org, id_number=NEW, birth_on=date(1949, 12, 31)),
            "old": make_customer("張小明", org=org, birth_on=date(1949, 12, 31)),
            "mother": make_customer("林婉清", org=org, mobile="13800001234"),
            "son": make_customer("林浩", org=org, mobile="13800001234"),
            "twin": make_customer("林浩", org=org, mobile="13800001234"),
            "here": make_customer("王伟", org=org),
            "there": make_customer("王伟", org=org),
            "far": make_customer("王伟", org=org),
            "merged": make_customer("张小明", org=org, id_number=NEW),
            "firm": make_customer("北京字节跳动科技有限公司", org=org, kind=choices.Kind.COMPANY),
            "same firm": make_customer("字节跳动科技（北京）公司", org=org, kind=choices.Kind.COMPANY),
        }  # fmt: skip
        make_identification(found["old"], OLD, id_type=choices.IdType.OLD_ID_CARD)
        make_contact(found["twin"], "lin@bank.example", usage="EMAIL")
        make_address(found["here"], street="五四路 128 号 6 楼")
        make_address(found["there"], street="五四路一百二十八号6层")
        make_address(found["far"], street="古田路 1 号")
        survivor, member = found["new"], found["merged"]
        merge = Merge.objects.create(
            survivor_id=survivor.pk, member_id=member.pk, survivor_no=survivor.customer_no, member_no=member.customer_no,
            state=choices.MergeState.DONE, reason="同一人", maker_id=1, maker_name="甲", checker_id=2, checker_name="乙", asked_at=NOW, done_at=NOW,
        )  # fmt: skip
        Merged.objects.create(
            member_id=member.pk, survivor_id=survivor.pk, merge=merge, member_no=member.customer_no
        )
    return {name: customer.pk for name, customer in found.items()}


def sign(digest):
    LinkageEvaluation.objects.create(
        file_name="样本.parquet", file_digest="a" * 64, settings_digest=digest, records=9, true_pairs=3, precision=1, recall=1, f1=1, measured_at=NOW,
        submitted_by_id=1, submitted_by_name="甲", submitted_at=NOW, signed_by_id=2, signed_by_name="乙", signed_at=NOW,
    )  # fmt: skip


def suggestions():
    with scope_session(ACTOR):
        rows = Suggestion.objects.order_by("first_id", "second_id")
        return [
            (row.first_id, row.second_id, row.rule, sorted(row.keys), float(row.score))
            for row in rows
        ]


def test_duplicates_of_the_bank_are_suggested_once(people):
    run = linking.link_bank(actor=ACTOR, now=NOW, with_likelihood=False)
    assert suggestions() == [
        (people["new"], people["old"], "id+name", ["ID_NUMBER", "NAME"], 0.99),
        (people["son"], people["twin"], "?phone+name", ["MOBILE", "NAME"], 0.5),
        (people["here"], people["there"], "?address+name", ["ADDRESS", "NAME"], 0.5),
        (people["firm"], people["same firm"], "uscc", ["USCC"], 0.99),
    ]
    # The old certificate and the three streets of people called 王伟 in one district.
    assert (run.customers, run.new, run.opened) == (10, 4, 4)
    again = linking.link_bank(actor=ACTOR, now=NOW, with_likelihood=False)
    assert (again.found, again.new) == (run.found, 0)
    noted = AuditEntry.objects.filter(verb="customers.linkage-run")
    assert [row.detail["kind"] for row in noted.order_by("id")] == ["PERSON", "COMPANY"] * 2


def test_likelihood_waits_for_a_signature_of_these_settings(people):
    plan = linkage.plan_on(NOW.date(), with_likelihood=True)
    sign("b" * 64)
    with pytest.raises(services.LinkageUnsigned):
        linking.link_bank(actor=ACTOR, now=NOW, with_likelihood=True)
    assert suggestions() == []
    assert not AuditEntry.objects.filter(verb="customers.linkage-run").exists()
    sign(linkage.digest(plan))
    assert linking.link_bank(actor=ACTOR, now=NOW, with_likelihood=True).new == 4
