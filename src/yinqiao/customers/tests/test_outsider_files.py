"""Files of relations whose other party is no customer: she is written down with her number sealed; what makes no sense is kept out with its reason."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from django.db import connections, transaction

from yinqiao.customers import importing, share_sums
from yinqiao.customers.models import Outsider, Relation
from yinqiao.customers.tests.test_main_periods import batch, framed, load, rows, told
from yinqiao.organization.tests.factories import make_org
from yinqiao.platform.crypto import fields, index

CARD = "11010519491231002X"
FIRM, WANG = "9100000000", "6100000001"
_TYPES = {
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "other_birth_on": pl.Date,
    "other_id_expires_on": pl.Date,
    "is_verified": pl.Boolean,
}


@pytest.fixture
def bank(committed_db):
    make_org("总行", code="001")
    loader = connections["loader"]
    load(loader, importing.PERSON, framed([{"customer_no": WANG, "name": "王小明", "org_code": "001"}]), batch(1))  # fmt: skip
    load(loader, importing.COMPANY, framed([{"customer_no": FIRM, "name": "恒瑞新材料", "org_code": "001"}]), batch(1))  # fmt: skip
    return loader


def line(**given):
    """A holder of the firm, unless told otherwise."""
    return {
        "from_customer_no": None,
        "to_customer_no": FIRM,
        "relation_type": "SHAREHOLDER",
        "share_percent": None,
        "valid_from": None,
        "valid_to": None,
        "is_verified": True,
        "other_kind": "PERSON",
        "other_name": "赵外行",
        "other_id_type": None,
        "other_id_number": None,
        "other_id_expires_on": None,
        "other_sex": None,
        "other_birth_on": None,
        "other_nationality": None,
        **given,
    }


def hold(bank, *lines, number=2, source="CORE"):
    text = ("from_customer_no", "to_customer_no", "other_id_type", "other_id_number", "other_sex", "other_nationality", "other_kind")  # fmt: skip
    frame = framed(list(lines)).with_columns(
        *(pl.col(name).cast(kind) for name, kind in _TYPES.items()),
        *(pl.col(name).cast(pl.String) for name in text),
        pl.col("share_percent").cast(pl.Decimal(9, 6)),
    )
    return load(bank, importing.OUTSIDER_RELATION, frame, batch(number, source))


def parties():
    return list(Outsider.objects.using("loader").order_by("pk"))


def relations():
    return list(Relation.objects.using("loader").order_by("pk"))


def test_a_holder_who_is_no_customer_is_written_down_with_her_number_sealed(bank):
    result = hold(bank, line(share_percent="30", other_id_type="ID_CARD", other_id_number=CARD, other_nationality="CHN"))  # fmt: skip
    assert (result.inserted, told(result)) == (1, [])
    (party,), (relation,) = parties(), relations()
    assert fields.decrypt("customers.outsider", party.pk, bytes(party.number_token)) == CARD
    assert bytes(party.number_index) == index.blind("customers.identification", CARD)
    assert party.number_masked == "110***********002X"
    # The card tells the rest.
    assert (party.name, party.kind, party.sex, party.birth_on) == ("赵外行", "PERSON", "F", date(1949, 12, 31))  # fmt: skip
    assert (relation.outsider_id, relation.is_from_outsider, relation.other_id) == (party.pk, True, None)  # fmt: skip
    assert (relation.other_name, relation.percent) == ("赵外行", Decimal(30))
    (number,) = rows(bank, "select customer_no from customers_customer c join customers_relation r on r.customer_id = c.id")  # fmt: skip
    assert number == (FIRM,)
    assert CARD not in relation.source_key
    assert "赵" not in relation.source_key


@pytest.mark.parametrize(
    "written", ["１１０１０５１９４９１２３１００２ｘ", " 110105 19491231 002x"]
)
def test_a_number_is_one_however_it_is_written(bank, written):
    hold(bank, line(other_id_type="ID_CARD", other_id_number=written, share_percent="30"))
    (party,) = parties()
    assert bytes(party.number_index) == index.blind("customers.identification", CARD)
    assert (party.sex, party.birth_on) == ("F", date(1949, 12, 31))


def test_a_customer_may_be_tied_to_a_firm_that_is_none(bank):
    hold(bank, line(from_customer_no=WANG, to_customer_no=None, relation_type="LEGAL_REPRESENTATIVE", other_kind="COMPANY", other_name="外地商行"))  # fmt: skip
    (party,), (relation,) = parties(), relations()
    assert (relation.is_from_outsider, relation.outsider_id) == (False, party.pk)
    assert (party.kind, party.number_masked, bytes(party.number_token)) == ("COMPANY", "", b"")


@pytest.mark.parametrize(
    ("given", "column", "code"),
    [
        ({"from_customer_no": WANG}, "to_customer_no", "OUTSIDER_BOTH"),
        ({"to_customer_no": None}, "from_customer_no", "OUTSIDER_NEITHER"),
        ({"to_customer_no": "404"}, "to_customer_no", "UNKNOWN_REFERENCE"),
        ({"other_id_number": CARD}, "other_id_type", "OUTSIDER_ID_TYPE"),
        ({"other_birth_on": date(2030, 1, 1)}, "other_birth_on", "OUTSIDER_BIRTH"),
        ({"relation_type": "SPOUSE"}, "relation_type", "OUTSIDER_RELATION"),
    ],
)
def test_what_makes_no_sense_is_kept_out_and_the_rest_goes_in(bank, given, column, code):
    result = hold(bank, line(**given), line(other_name="钱外行"))
    assert [(item.line, item.column, item.code) for item in result.rejected] == [(1, column, code)]
    assert [party.name for party in parties()] == ["钱外行"]


def test_shares_of_who_is_none_count_with_those_of_customers(bank):
    hold(bank, line(share_percent="60"))
    stake = {"from_customer_no": WANG, "to_customer_no": FIRM, "relation_type": "SHAREHOLDER", "share_percent": "50", "valid_from": None, "valid_to": None}  # fmt: skip
    frame = framed([stake]).with_columns(
        pl.col("share_percent").cast(pl.Decimal(9, 6)),
        pl.col("valid_from", "valid_to").cast(pl.Date),
    )
    result = load(bank, importing.RELATION, frame, batch(3))
    assert told(result) == [(1, "share_percent", share_sums.OVER, share_sums.MESSAGE)]
    again = hold(bank, line(share_percent="60"), line(other_name="钱外行", share_percent="40.5"), number=4)  # fmt: skip
    assert told(again) == [(2, "share_percent", share_sums.OVER, share_sums.MESSAGE)]
    assert [relation.percent for relation in relations()] == [Decimal(60)]


def test_what_a_full_file_names_no_more_ends_with_its_party_and_comes_back(bank):
    hold(bank, line(), line(other_name="钱外行"))
    hold(bank, line(other_name="钱外行"), number=3)
    assert [party.ended_on is None for party in parties()] == [False, True]
    assert [relation.ended_on is None for relation in relations()] == [False, True]
    hold(bank, line(), line(other_name="钱外行"), number=4)
    assert [party.ended_on is None for party in parties()] == [True, True]
    assert len(relations()) == 2


def test_files_of_customers_and_of_who_is_none_do_not_end_each_other(bank):
    hold(bank, line())
    ties = {"from_customer_no": WANG, "to_customer_no": FIRM, "relation_type": "LEGAL_REPRESENTATIVE", "share_percent": None, "valid_from": None, "valid_to": None}  # fmt: skip
    frame = framed([ties]).with_columns(
        pl.col("share_percent").cast(pl.Decimal(9, 6)),
        pl.col("valid_from", "valid_to").cast(pl.Date),
    )
    load(bank, importing.RELATION, frame, batch(3))
    hold(bank, line(), number=4)
    assert [relation.ended_on for relation in relations()] == [None, None]


def test_a_change_is_taken_over_and_taken_back(bank):
    hold(bank, line(share_percent="30"))
    hold(bank, line(share_percent="35", other_nationality="HKG"), number=3)
    (party,), (relation,) = parties(), relations()
    assert (party.nationality, party.version, relation.percent) == ("HKG", 2, Decimal(35))
    with transaction.atomic(using="loader"):
        importing.OUTSIDER_RELATION.undo(batch=batch(3), table="customers.outsider_relation", connection=bank)  # fmt: skip
    assert (relations()[0].percent, parties()[0].nationality) == (Decimal(30), "")


def test_parties_end_with_a_load_that_is_taken_back_and_come_again(bank):
    hold(bank, line())
    with transaction.atomic(using="loader"):
        importing.OUTSIDER_RELATION.undo(batch=batch(2), table="customers.outsider_relation", connection=bank)  # fmt: skip
    assert [party.ended_on is None for party in parties()] == [False]
    hold(bank, line(), number=5)
    assert [(party.ended_on, relation.outsider_id) for party, relation in zip(parties(), relations(), strict=True)] == [(None, parties()[0].pk)]  # fmt: skip


def test_whom_staff_completed_no_file_changes(bank):
    hold(bank, line())
    (party,) = parties()
    Outsider.objects.using("loader").filter(pk=party.pk).update(source="CRM", source_key=f"crm-{party.pk}", sex="F")  # fmt: skip
    hold(bank, line(valid_from=date(2020, 1, 1), other_sex="M"), number=3)
    (same,), (relation,) = parties(), relations()
    assert (same.sex, relation.outsider_id, relation.valid_from) == ("F", party.pk, date(2020, 1, 1))  # fmt: skip
