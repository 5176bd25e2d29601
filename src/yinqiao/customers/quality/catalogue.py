"""The rules of data quality: what each looks at, in SQL that measuring the whole bank and listing a few customers share.

A rule speaks of a living customer (`{c}`, a row of customers_customer) and, where it looks at another table, of one row `q` of flags
that this table gives of the customer. Values travel as parameters; `%(day)s` is the day to whose end the data reaches.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from yinqiao.customers.choices import QualityDimension

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Fix(StrEnum):
    """What a manager can fill in at once; without one the source system has the last word."""

    NONE = ""
    MOBILE = "mobile"
    ADDRESS = "address"
    OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True)
class Flags:
    """Columns that a table (or a query in brackets) gives of one customer, as aggregates over its living rows `t`; `src` is the source of the preferred one."""

    table: str
    live: str
    columns: Mapping[str, str]

    def select(self, where: str, *, grouped: bool) -> str:
        """Return the query of the flags: of every customer (`grouped`, with customer_id), or of those rows that `where` names."""
        told = [f"{sql} as {name}" for name, sql in self.columns.items()]
        head = ["t.customer_id", *told] if grouped else told
        tail = " group by t.customer_id" if grouped else ""
        conditions = " and ".join(part for part in (self.live, where) if part) or "true"
        return f"select {', '.join(head)} from {self.table} t where {conditions}{tail}"  # noqa: S608 - names declared here


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Of those it `applies` to (SQL), it finds fault with those that `fails` (SQL).

    `target` in percent and `owner` are as delivered; the bank's stand in the parameters. `place` orders a manager's tasks; 0: it makes
    none. `is_told_across` marks a comparison with customers beyond the reader's scope.
    """

    key: str
    dimension: QualityDimension
    title: "StrPromise"
    field: str
    flags: str
    applies: str
    fails: str
    target: str
    owner: str
    place: int = 0
    fix: Fix = Fix.NONE
    can_confirm: bool = False
    is_told_across: bool = False


ALIVE: Final = (
    "{c}.ended_on is null and {c}.status not in ('PROSPECT', 'CLOSED', 'DECEASED')"
    " and not exists (select 1 from customers_merged x where x.member_id = {c}.id)"
)
_FIRST: Final = "(array_agg({sql} order by t.is_primary desc, t.id))[1]"
_KNOWN: Final = "max((t.known_from at time zone 'Asia/Shanghai')::date)"
_CN_MOBILE: Final = r"'^1[3-9][0-9]\*{{4}}[0-9]{{4}}$'"
_CARD: Final = r"'^[0-9]{{3}}\*{{11}}[0-9]{{3}}[0-9X]$'"
_USCC: Final = "'^[0-9A-HJ-NPQRTUWXY]{{18}}$'"
MOBILES: Final = "mobiles"
CERTIFICATES: Final = "certificates"
ADDRESSES: Final = "addresses"
COMPANIES: Final = "companies"
MEMBERS: Final = "members"


def _apart(value: str, where: str = "true") -> str:
    """Return SQL: several sources tell, and no value is told by two of them."""
    return (
        f"count(distinct t.source) filter (where {where}) > 1 and count(distinct {value}) filter (where {where})"
        f" = count(distinct (t.source, {value})) filter (where {where})"
    )


_SOURCES: Final = "count(distinct t.source)"
# What a record that went into another said of her; unsaid is no difference.
_MEMBERS: Final = (
    "(select x.survivor_id as customer_id, m.source, m.name <> s.name as name_apart,"
    " coalesce(m.birth_on <> s.birth_on, false) as birth_apart, m.birth_on is not null and s.birth_on is not null as has_births"
    " from customers_merged x join customers_customer m on m.id = x.member_id join customers_customer s on s.id = x.survivor_id)"
)
FLAGS: Final[Mapping[str, Flags]] = MappingProxyType(
    {
        MOBILES: Flags(
            "customers_contact_point",
            "t.ended_on is null and t.kind = 'MOBILE'",
            {
                "n": "count(*)",
                "src": _FIRST.format(sql="t.source"),
                # Numbers are sealed: their form is told by the mask, which only a whole number of eleven digits gets.
                "wrong": f"bool_or(t.value_masked !~ {_CN_MOBILE.format()})",
                "dead": "bool_and(exists (select 1 from customers_number_fault f where f.contact_point_id = t.id and f.settled_at is null))",
                "shared": "bool_or((select count(distinct o.customer_id) from customers_contact_point o where o.value_index = t.value_index"
                " and o.kind = 'MOBILE' and o.ended_on is null) > %(sharing)s)",
                "seen": "max(coalesce(t.updated_on, (t.known_from at time zone 'Asia/Shanghai')::date))",
                "sources": _SOURCES,
                "apart": _apart("t.value_index"),
            },
        ),
        CERTIFICATES: Flags(
            "customers_identification",
            "t.ended_on is null",
            {
                "n": "count(*)",
                "src": _FIRST.format(sql="t.source"),
                "expires": _FIRST.format(sql="t.expires_on"),
                "wrong": f"bool_or(t.id_type = 'ID_CARD' and t.number_masked !~ {_CARD.format()})",
                # The 17th digit of an ID card tells the sex: odd is male.
                "odd": _FIRST.format(
                    sql=f"case when t.id_type = 'ID_CARD' and t.number_masked ~ {_CARD.format()}"
                    " then substr(t.number_masked, 17, 1)::int end"
                ),
                "shared": "bool_or(exists (select 1 from customers_identification o where o.number_index = t.number_index"
                " and o.id_type = t.id_type and o.customer_id <> t.customer_id and o.ended_on is null))",
                "sources": "count(distinct t.source) filter (where t.id_type = 'ID_CARD')",
                "apart": _apart("t.number_index", "t.id_type = 'ID_CARD'"),
            },
        ),
        ADDRESSES: Flags(
            "customers_address",
            "t.ended_on is null",
            {
                "src": _FIRST.format(sql="t.source"),
                "whole": "bool_or(t.city <> '' and t.street_masked <> '')",
                "seen": _KNOWN,
                "sources": "count(distinct t.source) filter (where t.kind = 'HOME' and t.city <> '')",
                "apart": _apart("t.city", "t.kind = 'HOME' and t.city <> ''"),
            },
        ),
        COMPANIES: Flags(
            "customers_company",
            "",
            {
                "src": "null::text",
                "uscc": "max(t.uscc)",
                "industry": "max(t.industry)",
                "shared": "bool_or(t.uscc <> '' and exists (select 1 from customers_company o where o.uscc = t.uscc"
                " and o.customer_id <> t.customer_id and not exists (select 1 from customers_merged x where x.member_id = o.customer_id)))",
            },
        ),
        MEMBERS: Flags(
            _MEMBERS,
            "",
            {
                "src": "null::text",
                "n": "count(*)",
                "name_apart": "bool_or(t.name_apart)",
                "births": "bool_or(t.has_births)",
                "birth_apart": "bool_or(t.birth_apart)",
            },
        ),
    }
)
_PERSON: Final = "{c}.kind = 'PERSON'"
_COMPANY: Final = "{c}.kind = 'COMPANY'"
_AGE: Final = "extract(year from age(%(day)s::date, {c}.birth_on))"
# What is older than this, and nobody said since that it still holds, is stale.
_STALE: Final = (
    "greatest(q.seen, (select max(a.answered_on) from customers_field_answer a where a.customer_id = {{c}}.id and a.rule = '{rule}'"
    " and a.answer = 'CONFIRMED')) < %(day)s::date - make_interval(months => %({months})s)"
)
_RETAIL: Final = "零售金融部"
_CORPORATE: Final = "公司金融部"
_OPERATIONS: Final = "运营管理部"
_DATA: Final = "数据管理部"
_C, _A, _U, _S, _T = (
    QualityDimension.COMPLETE,
    QualityDimension.ACCURATE,
    QualityDimension.UNIQUE,
    QualityDimension.CONSISTENT,
    QualityDimension.TIMELY,
)
# One rule a line: read across.
# fmt: off
RULES: Final[tuple[Rule, ...]] = (
    Rule("mobile_filled", _C, _("A mobile number is on record"), "mobile", MOBILES, _PERSON, "coalesce(q.n, 0) = 0", "95", _RETAIL, place=1, fix=Fix.MOBILE),
    Rule("certificate_filled", _C, _("A certificate is on record"), "identification", CERTIFICATES, _PERSON, "coalesce(q.n, 0) = 0", "95", _OPERATIONS),
    Rule("address_filled", _C, _("An address with city and street is on record"), "address", ADDRESSES, "true", "not coalesce(q.whole, false)", "95", _RETAIL, place=4, fix=Fix.ADDRESS),
    Rule("occupation_filled", _C, _("The occupation is on record"), "occupation", "", _PERSON, "{c}.occupation in ('', 'UNKNOWN')", "95", _RETAIL, place=3, fix=Fix.OCCUPATION),
    Rule("birth_filled", _C, _("Date of birth and sex are on record"), "birth_on", "", _PERSON, "{c}.birth_on is null or {c}.sex = 'U'", "95", _OPERATIONS),
    Rule("uscc_filled", _C, _("The credit code is on record"), "uscc", COMPANIES, _COMPANY, "coalesce(q.uscc, '') = ''", "95", _CORPORATE),
    Rule("industry_filled", _C, _("The industry is on record"), "industry", COMPANIES, _COMPANY, "coalesce(q.industry, '') = ''", "95", _CORPORATE),
    Rule("mobile_form", _A, _("Mobile numbers have eleven digits"), "mobile", MOBILES, _PERSON + " and {c}.nationality in ('', 'CHN') and q.n > 0", "q.wrong", "99", _RETAIL),
    Rule("mobile_reachable", _A, _("The customer can be reached at a mobile number"), "mobile", MOBILES, _PERSON + " and q.n > 0", "q.dead", "99", _RETAIL),
    Rule("certificate_form", _A, _("ID cards have eighteen characters"), "identification", CERTIFICATES, _PERSON + " and q.n > 0", "q.wrong", "99", _OPERATIONS),
    Rule("certificate_sex", _A, _("Sex agrees with the ID card"), "sex", CERTIFICATES, _PERSON + " and q.odd is not null and {c}.sex in ('M', 'F')", "(q.odd %% 2 = 1) <> ({c}.sex = 'M')", "99", _OPERATIONS),
    Rule("birth_plausible", _A, _("The date of birth can be true"), "birth_on", "", _PERSON + " and {c}.birth_on is not null", "{c}.birth_on > %(day)s::date or " + _AGE + " > %(oldest)s or coalesce({c}.opened_on < {c}.birth_on, false)", "99", _OPERATIONS),
    Rule("occupation_age", _A, _("The occupation goes with the age"), "occupation", "", _PERSON + " and {c}.birth_on is not null and {c}.occupation in ('STUDENT', 'RETIRED', 'MINOR')", "case {c}.occupation when 'STUDENT' then " + _AGE + " > %(student)s when 'RETIRED' then " + _AGE + " < %(retired)s else " + _AGE + " >= %(adult)s end", "99", _RETAIL, place=5, fix=Fix.OCCUPATION),
    Rule("uscc_form", _A, _("Credit codes have eighteen characters"), "uscc", COMPANIES, _COMPANY + " and q.uscc <> ''", f"q.uscc !~ {_USCC}", "99", _CORPORATE),
    Rule("certificate_single", _U, _("One certificate, one customer"), "identification", CERTIFICATES, "q.n > 0", "q.shared", "100", _DATA, is_told_across=True),
    Rule("uscc_single", _U, _("One credit code, one customer"), "uscc", COMPANIES, _COMPANY + " and q.uscc <> ''", "q.shared", "100", _DATA, is_told_across=True),
    Rule("mobile_single", _U, _("Few customers share a mobile number"), "mobile", MOBILES, "q.n > 0", "q.shared", "99", _DATA, is_told_across=True),
    Rule("mobile_agree", _S, _("Sources agree on the mobile number"), "mobile", MOBILES, "q.sources > 1", "q.apart", "99.9", _DATA),
    Rule("certificate_agree", _S, _("Sources agree on the ID card"), "identification", CERTIFICATES, "q.sources > 1", "q.apart", "99.9", _DATA),
    Rule("address_agree", _S, _("Sources agree on the city of the home"), "address", ADDRESSES, "q.sources > 1", "q.apart", "99.9", _DATA),
    Rule("name_agree", _S, _("Records that became one agree on the name"), "name", MEMBERS, "q.n > 0", "q.name_apart", "99.9", _DATA),
    Rule("birth_agree", _S, _("Records that became one agree on the date of birth"), "birth_on", MEMBERS, _PERSON + " and q.births", "q.birth_apart", "99.9", _DATA),
    Rule("certificate_valid", _T, _("The certificate in use has not expired"), "identification", CERTIFICATES, _PERSON + " and q.expires is not null", "q.expires < %(day)s::date", "99", _OPERATIONS, place=2),
    Rule("mobile_fresh", _T, _("The mobile number was confirmed in time"), "mobile", MOBILES, _PERSON + " and q.n > 0", _STALE.format(rule="mobile_fresh", months="mobile_months"), "90", _RETAIL, place=6, fix=Fix.MOBILE, can_confirm=True),
    Rule("address_fresh", _T, _("The address was confirmed in time"), "address", ADDRESSES, "q.whole", _STALE.format(rule="address_fresh", months="address_months"), "90", _RETAIL, place=7, fix=Fix.ADDRESS, can_confirm=True),
)
# fmt: on
BY_KEY: Final[Mapping[str, Rule]] = MappingProxyType({rule.key: rule for rule in RULES})
TASKS: Final = tuple(sorted((rule for rule in RULES if rule.place), key=lambda rule: rule.place))
"""Rules whose findings become a manager's tasks, in their order."""
FINDINGS: Final[Mapping[str, "StrPromise"]] = MappingProxyType(
    {
        "mobile_filled": _("No mobile number"),
        "certificate_valid": _("Certificate has expired"),
        "occupation_filled": _("No occupation"),
        "address_filled": _("No whole address"),
        "occupation_age": _("Occupation does not go with the age"),
        "mobile_fresh": _("Mobile number long unconfirmed"),
        "address_fresh": _("Address long unconfirmed"),
    }
)
"""What a task says."""
DIFFERENCES: Final = tuple(rule for rule in RULES if rule.dimension == QualityDimension.CONSISTENT)
"""Rules that compare what sources say of one field (主数据差异)."""
FIELD_TITLES: Final[Mapping[str, "StrPromise"]] = MappingProxyType(
    {
        "name": _("Full name"),
        "mobile": _("Mobile"),
        "identification": _("Certificate"),
        "address": _("Address"),
        "occupation": _("Occupation"),
        "birth_on": _("Date of birth"),
        "sex": _("Sex"),
        "uscc": _("Unified social credit code"),
        "industry": _("Industry"),
    }
)
