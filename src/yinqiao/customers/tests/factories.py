"""Synthetic customers with valid numbers, for tests of this room and of rooms above.

Rows are written through the application role under the whole-bank scope; a test then sets the scope of its actor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from django.db import connection

from yinqiao.access.tests.factories import actor_of, give_role, make_account, make_user
from yinqiao.customers import choices, overview, rules
from yinqiao.customers.models import (
    Address,
    Assignment,
    Company,
    ContactPoint,
    Customer,
    Employment,
    Figures,
    FinanceFigure,
    Identification,
    Merge,
    Merged,
    NumberFault,
    Outsider,
    PartyRole,
    Relation,
    Reveal,
)
from yinqiao.lib import pinyin
from yinqiao.organization.tests.factories import make_bank, make_org, make_staff
from yinqiao.platform.actor import Actor, CustomerScope
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.scope import set_scope
from yinqiao.platform.masking.rules import FieldClass, mask

if TYPE_CHECKING:
    from yinqiao.organization.models import Org, Staff

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
KNOWN_FROM = NOW - timedelta(days=30)
TODAY = date(2026, 11, 22)
BIRTH = date(1980, 3, 14)
_numbers = count(1)


_open_walls = 0


@contextmanager
def whole_bank() -> Iterator[None]:
    """Write as the batch would: no wall. Within another it asks the database nothing."""
    global _open_walls  # noqa: PLW0603 - one test at a time
    if not _open_walls:
        set_scope(CustomerScope(is_all=True))
    _open_walls += 1
    try:
        yield
    finally:
        _open_walls -= 1


def act_as(actor: Actor) -> Actor:
    """Let the database show what the actor may see, as the middleware does; return the actor."""
    set_scope(actor.scope)
    return actor


def make_customer(
    name: str = "王小明",
    *,
    org: "Org",
    rm: "Staff | int | None" = None,
    kind: str = choices.Kind.PERSON,
    birth_on: date | None = BIRTH,
    sex: str = choices.Sex.MALE,
    status: str = choices.Status.ACTIVE,
    source: str = "CORE",
    business_line: str = "RETAIL",
    mobile: str = "",
    id_number: str = "",
    city: str = "",
    **figures: str,
) -> Customer:
    """Make a customer with its overview row; with `rm` also the assignment, with `mobile` and `id_number` those rows.

    `figures` are those of the batch: aum (the averages follow it), lum, tier, risk_grade.
    """
    number = next(_numbers)
    reading = pinyin.romanise(name)
    with whole_bank():
        row = Customer.objects.create(
            customer_no=f"61{number:08}",
            kind=kind,
            party_type=choices.PartyType.RETAIL
            if kind == choices.Kind.PERSON
            else choices.PartyType.CORP,
            name=name,
            name_grams=pinyin.name_grams(name),
            pinyin=reading.full,
            initials=reading.initials,
            sort_key=reading.sort_key,
            sex=sex if kind == choices.Kind.PERSON else choices.Sex.UNKNOWN,
            birth_on=birth_on if kind == choices.Kind.PERSON else None,
            nationality="CHN",
            status=status,
            org=org,
            main_rm_id=_staff_id(rm),
            business_line=business_line,
            opened_on=date(2015, 6, 1),
            source=source,
            source_key=f"customer-{number}",
            known_from=KNOWN_FROM,
        )
        if kind == choices.Kind.COMPANY:
            Company.objects.create(
                customer=row,
                uscc="91350100M000100Y43",
                industry="C27",
                scale="SMALL",
                registered_capital=Decimal(5_000_000),
            )
        if rm is not None:
            make_assignment(row, rm)
        if mobile:
            make_contact(row, mobile)
        if id_number:
            make_identification(row, id_number)
        if city:
            make_address(row, city=city)
        aum = figures.get("aum", "0")
        Figures.objects.create(
            customer_id=row.pk,
            data_on=TODAY,
            **{"aum": aum, "aum_month_average": aum, "aum_year_average": aum, **figures},
        )
        overview.refresh_customers(connection, [row.pk])
    return row


def set_risk_grade(customer: Customer, grade: str) -> None:
    """Let the batch find another grade (C1-C5) in force, or none."""
    with whole_bank():
        Figures.objects.filter(customer_id=customer.pk).update(risk_grade=grade)
        overview.refresh_customers(connection, [customer.pk])


def declare(company: Customer, **values: object) -> None:
    """Let a company declare its size (`annual_revenue`, `employees`)."""
    with whole_bank():
        Company.objects.filter(customer_id=company.pk).update(**values)


def _staff_id(staff: "Staff | int | None") -> int | None:
    return staff if staff is None or isinstance(staff, int) else staff.pk


def make_reveal(actor: Actor, customer: Customer, *, on: date, reason: str) -> Reveal:
    """Let a person have seen a phone number in clear on a day at ten."""
    with whole_bank():
        return Reveal.objects.create(
            staff_id=actor.staff_id,
            revealed_on=on,
            revealed_at=datetime(on.year, on.month, on.day, 2, tzinfo=UTC),
            customer=customer,
            field="customers.contact",
            row_id=1,
            reason=reason,
        )


def make_contact(
    customer: Customer,
    value: str = "13800001234",
    *,
    usage: str = choices.ContactUsage.MOBILE,
    source: str = "CORE",
    is_primary: bool = True,
    is_do_not_disturb: bool = False,
) -> ContactPoint:
    """Give a contact point, sealed and indexed as the loader does."""
    kinds = {
        "EMAIL": choices.ContactKind.EMAIL,
        "HOME_PHONE": choices.ContactKind.LANDLINE,
        "WORK_PHONE": choices.ContactKind.LANDLINE,
        "WECOM": choices.ContactKind.WECOM,
    }
    classes = {"EMAIL": FieldClass.EMAIL, "WECOM": FieldClass.OTHER_ID}
    with whole_bank():
        row_id = reserve_ids("customers_contact_point", 1)[0]
        row = ContactPoint.objects.create(
            id=row_id,
            customer=customer,
            kind=kinds.get(usage, choices.ContactKind.MOBILE),
            usage=usage,
            value_token=fields.encrypt("customers.contact", row_id, value),
            value_index=index.blind("customers.contact", rules.contact_key(value)),
            value_masked=mask(value, classes.get(usage, FieldClass.PHONE)),
            is_primary=is_primary,
            is_verified=True,
            is_do_not_disturb=is_do_not_disturb,
            source=source,
            source_key=f"contact-{row_id}",
            known_from=KNOWN_FROM,
        )
        overview.refresh_customers(connection, [customer.pk])
    return row


def find_faulty(contact: ContactPoint, reason: str = choices.FaultReason.EMPTY) -> None:
    """Let somebody find out that a number does not lead to the customer."""
    with whole_bank():
        NumberFault.objects.create(
            customer_id=contact.customer_id,
            contact_point_id=contact.pk,
            reason=reason,
            reported_at=NOW,
        )


def make_identification(
    customer: Customer,
    number: str = "11010519491231002X",
    *,
    id_type: str = choices.IdType.ID_CARD,
    expires_on: date | None = date(2034, 8, 16),
) -> Identification:
    """Give a certificate."""
    with whole_bank():
        row_id = reserve_ids("customers_identification", 1)[0]
        field_class = (
            FieldClass.ID_NUMBER if id_type == choices.IdType.ID_CARD else FieldClass.OTHER_ID
        )
        return Identification.objects.create(
            id=row_id,
            customer=customer,
            id_type=id_type,
            number_token=fields.encrypt("customers.identification", row_id, number),
            number_index=index.blind("customers.identification", rules.identification_key(number)),
            number_masked=mask(number, field_class),
            issued_on=date(2014, 8, 16),
            expires_on=expires_on,
            issuer="某市公安局",
            is_primary=True,
            is_verified=True,
            source="CORE",
            source_key=f"identification-{row_id}",
            known_from=KNOWN_FROM,
        )


def make_address(
    customer: Customer,
    *,
    city: str = "福州市",
    street: str = "五四路 128 号 6 楼",
    kind: str = choices.AddressKind.HOME,
    source: str = "CORE",
) -> Address:
    """Give an address."""
    with whole_bank():
        row_id = reserve_ids("customers_address", 1)[0]
        row = Address.objects.create(
            id=row_id,
            customer=customer,
            kind=kind,
            province="福建省",
            city=city,
            district="鼓楼区",
            street_token=fields.encrypt("customers.address", row_id, street),
            street_masked=mask(street, FieldClass.ADDRESS),
            postcode="350001",
            is_primary=True,
            source=source,
            source_key=f"address-{row_id}",
            known_from=KNOWN_FROM,
        )
        overview.refresh_customers(connection, [customer.pk])
    return row


def make_relation(
    customer: Customer,
    other: Customer | None,
    *,
    kind: str = choices.RelationKind.SPOUSE,
    percent: str | None = None,
    other_name: str = "",
) -> Relation:
    """`customer` is the KIND of `other`, or of an outsider by name."""
    with whole_bank():
        return Relation.objects.create(
            customer=customer,
            other=other,
            other_name=other_name,
            kind=kind,
            percent=percent,
            is_verified=True,
            source="CORE",
            source_key=f"relation-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


def make_merged(member: Customer, survivor: Customer) -> Merged:
    """Write down that a record went into another; no rows follow."""
    with whole_bank():
        merge = Merge.objects.create(
            survivor_id=survivor.pk,
            member_id=member.pk,
            reason="同一人",
            maker_id=1,
            maker_name="甲",
            asked_at=NOW,
        )
        return Merged.objects.create(member_id=member.pk, survivor_id=survivor.pk, merge=merge)


def make_assignment(
    customer: Customer,
    staff: "Staff | int",
    *,
    role: str = choices.AssignmentRole.MAIN,
    share: str = "100",
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Assignment:
    """Let a person manage or assist."""
    with whole_bank():
        return Assignment.objects.create(
            customer=customer,
            staff_id=_staff_id(staff),
            role=role,
            share=share,
            valid_from=valid_from,
            valid_to=valid_to,
            source="CORE",
            source_key=f"assignment-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


def make_role(
    customer: Customer,
    kind: str = choices.PartyRoleKind.STAFF,
    *,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
    ended_on: date | None = None,
) -> PartyRole:
    """Make the customer staff, a related party … of the bank, as the source brings it."""
    with whole_bank():
        return PartyRole.objects.create(
            customer=customer,
            kind=kind,
            valid_from=valid_from,
            valid_to=valid_to,
            ended_on=ended_on,
            source="CORE",
            source_key=f"role-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


def make_employment(
    customer: Customer,
    employer_name: str = "澜江恒瑞新材料有限公司",
    *,
    annual_income: str = "240000",
) -> Employment:
    """Give an employer."""
    with whole_bank():
        return Employment.objects.create(
            customer=customer,
            employer_name=employer_name,
            position="工程师",
            annual_income=annual_income,
            valid_from=date(2018, 1, 1),
            source="CORE",
            source_key=f"employment-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


def make_finance(
    customer: Customer,
    kind: str,
    amount: str,
    *,
    item: str = "PROPERTY",
    as_of: date = date(2026, 6, 30),
    basis: str = "DECLARED",
) -> FinanceFigure:
    """Give a declared figure."""
    with whole_bank():
        return FinanceFigure.objects.create(
            customer=customer,
            kind=kind,
            item=item,
            amount=amount,
            basis=basis,
            as_of=as_of,
            source="CORE",
            source_key=f"finance-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


class Bank:
    """Units; `rm` and `other_rm` in two branches with a customer each (`own`, `foreign`); other people when they are asked for."""

    def __init__(self) -> None:
        self.orgs = make_bank()
        self.rm = self._person("relationship_manager", "river", "陈思远")
        self.other_rm = self._person("relationship_manager", "hill", "沈越")
        self.own = make_customer(
            "林婉清",
            org=self.orgs["river"],
            rm=self.rm.staff_id,
            mobile="13800001234",
            id_number="11010519491231002X",
            aum="12864000.00",
            tier="PRIVATE",
            risk_grade="C3",
            city="福州市",
            sex="F",
        )
        self.foreign = make_customer(
            "顾长风",
            org=self.orgs["hill"],
            rm=self.other_rm.staff_id,
            mobile="13900005678",
            id_number="440306199001010014",
            aum="320000.00",
            tier="BASIC_WEALTH",
            city="厦门市",
        )

    @cached_property
    def head(self) -> Actor:
        """The head of the first branch."""
        return self._person("branch_head", "east", "周行长")

    @cached_property
    def other_head(self) -> Actor:
        """The head of the other branch."""
        return self._person("branch_head", "west", "吴行长")

    @cached_property
    def teller(self) -> Actor:
        """At the counter of the first customer's unit."""
        return self._person("teller", "river", "郑柜员")

    @cached_property
    def agent(self) -> Actor:
        """On the phone, for the whole bank."""
        return self._person("service_agent", "head", "何坐席")

    @cached_property
    def compliance(self) -> Actor:
        """For the whole bank, without clearances."""
        return self._person("compliance_officer", "head", "林合规")

    @cached_property
    def president(self) -> Actor:
        """For the whole bank, amounts in clear."""
        return self._person("deputy_president", "head", "高行长")

    @cached_property
    def steward(self) -> Actor:
        """The data steward, in a department beside the branches as in every bank."""
        return actor_of(make_account("data_steward", org=self.department, name="罗数据"))

    @cached_property
    def other_steward(self) -> Actor:
        """A data steward whom the bank gave the other branch alone, by hand."""
        user = make_user(make_staff("邓数据", org=self.department))
        give_role(user, "data_steward", scope="ORG_AND_BELOW", org=self.orgs["west"])
        return actor_of(user)

    @cached_property
    def department(self) -> "Org":
        """Operations of the head office; no customer belongs there."""
        return make_org("运营管理部", parent=self.orgs["head"], kind="DEPARTMENT")

    def _person(self, role: str, unit: str, name: str) -> Actor:
        return actor_of(make_account(role, org=self.orgs[unit], name=name))


def outsider_numbers():
    """Return the numbers of the parties who are no customers, in the order in which they were entered."""
    with whole_bank():
        return [-pk for pk in Outsider.objects.order_by("pk").values_list("pk", flat=True)]


def make_held(
    company: Customer, *, number: str, percent: str, kind: str = choices.RelationKind.SHAREHOLDER
) -> Relation:
    """Somebody who is no customer and has this document holds a share of the company."""
    with whole_bank():
        pk = reserve_ids("customers_outsider", 1)[0]
        outsider = Outsider.objects.create(
            pk=pk,
            customer=company,
            kind=choices.Kind.PERSON,
            name="赵外行",
            id_type=choices.IdType.ID_CARD,
            number_token=fields.encrypt("customers.outsider", pk, number),
            number_index=index.blind("customers.identification", number),
            number_masked=mask(number, FieldClass.ID_NUMBER),
            source="CRM",
            source_key=f"crm-{pk}",
            known_from=KNOWN_FROM,
        )
        return Relation.objects.create(
            customer=company,
            outsider=outsider,
            other_name=outsider.name,
            is_from_outsider=True,
            kind=kind,
            percent=percent,
            source="CRM",
            source_key=f"relation-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )
