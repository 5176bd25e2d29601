"""The two large aggregations of the facts in hand-written SQL: the same figures, from the same files, on the same engine, and nothing else."""

from datetime import date, timedelta

from yinqiao.analytics import rules

_SPENT = {
    "dining": ("DINING",),
    "shopping": ("SHOPPING", "GROCERY"),
    "travel": ("TRAVEL", "ENTERTAINMENT"),
    "transport": ("TRANSPORT", "MOTORING"),
    "education": ("EDUCATION", "CHILDREN"),
    "medical": ("MEDICAL",),
    "housing": ("RENT", "HOUSING", "UTILITIES"),
    "insurance": ("INSURANCE",),
}
_COURSE = """
with newest as (select account_id, balance_on, cast(regexp_extract(filename, '([0-9-]{{10}})/[^/]*$', 1) as date) as batch, cast(balance * 100 as bigint) as cents
        from read_parquet('{balance}', filename = true) where balance_on <= date '{on}'),
    spans as (select account_id, cents, balance_on as start,
        coalesce(lead(balance_on) over (partition by account_id order by balance_on, batch), date '{on}' + 1) as stop from newest),
    measured as (select account_id, {measures} from spans group by account_id)
select customer_id, {sums} from measured join read_parquet('{account}') using (account_id) group by customer_id
"""
_FLOWS = """
with rows as (select customer_id, posted_on, category, channel, amount,
        direction = 'C' and category not in ('INVESTMENT', 'DEPOSIT') as is_in, direction = 'D' and category not in ('INVESTMENT', 'DEPOSIT') as is_out,
        category not in ('INTEREST', 'FEE', 'TAX') as is_active
    from read_parquet('{transaction}') where posted_on between date '{on}' - 396 and date '{on}')
select customer_id, {sums} from rows group by customer_id
"""


def course(on: date, **places: str) -> str:
    """Return the SQL of balances at the ends of months and of their averages, by customer."""
    ends = rules.month_ends(on, 12)
    averages = [(rules.month_start(end), end) for end in ends[:3]]
    averages += [(rules.month_start(on), on), (rules.year_start(on), on)]
    days = [
        f"sum(cents * greatest(least(stop, date '{last}' + 1) - greatest(start, date '{first}'), 0)) / {(last - first).days + 1}"
        for first, last in averages
    ]
    points = [
        f"sum(cents) filter (where start <= date '{day}' and stop > date '{day}')"
        for day in [on, *ends]
    ]
    measures = [f"{text} as m{number}" for number, text in enumerate([*points, *days])]
    sums = ", ".join(f"sum(m{number})" for number in range(len(measures)))
    return _COURSE.format(on=on, measures=", ".join(measures), sums=sums, **places)


def flows(on: date, **places: str) -> str:
    """Return the SQL of money in and out, activity and spending, by customer."""
    months = [on, *rules.month_ends(on, 3)]
    spans = [(rules.month_start(end), end) for end in months[:2]]
    spans += [(rules.month_start(months[-1]), months[1])]
    spans += [(on - timedelta(days=days - 1), on) for days in (90, 1)]
    sums = [f"sum(amount) filter (where {mark} and {_within(*span)})" for span in spans for mark in ("is_in", "is_out")]  # fmt: skip
    week, quarter, half = (_within(on - timedelta(days=days - 1), on) for days in (7, 90, 180))
    sums += [
        f"sum(amount) filter (where is_out and {week})",
        f"max(amount) filter (where is_in and {week})",
        f"max(amount) filter (where is_out and {week})",
        f"count(*) filter (where is_active and {quarter})",
        f"count(*) filter (where is_active and {half})",
        "max(posted_on) filter (where is_active)",
        f"count(*) filter (where is_active and channel in ('MOBILE_BANK', 'ONLINE_BANK', 'CORPORATE_ONLINE', 'WECOM') and {quarter})",
    ]
    everything = (*(name for names in _SPENT.values() for name in names), "TELECOM")
    sums += [f"sum(amount) filter (where is_out and category in {_listed(names)} and {quarter})" for names in (*_SPENT.values(), everything)]  # fmt: skip
    return _FLOWS.format(on=on, sums=", ".join(sums), **places)


def _within(first: date, last: date) -> str:
    return f"posted_on between date '{first}' and date '{last}'"


def _listed(names: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"
