"""Row-level security as migration SQL: the second wall behind `visible_to` (contract 3).

The settings are read once per statement (sub-select = InitPlan), never per row: a per-row function was 750 times slower.
"""

_ROOT = """
    (select current_setting('app.all', true)) = 'on'
    or {org} = any ((select nullif(current_setting('app.orgs', true), ''))::bigint[])
    or {rm} = any ((select nullif(current_setting('app.rms', true), ''))::bigint[])
    or {id} = any ((select nullif(current_setting('app.customers', true), ''))::bigint[])
    or {line} = any ((select nullif(current_setting('app.lines', true), ''))::text[])
"""
_CHILD = "(select current_setting('app.all', true)) = 'on' or exists (select 1 from customers_customer c where c.id = {table}.{column})"


def _policy(table: str, condition: str) -> str:
    return (
        f"alter table {table} enable row level security;\n"
        f"alter table {table} force row level security;\n"
        f"create policy customer_scope on {table} to yq_app using ({condition}) with check ({condition});\n"
        f"create policy loader_all on {table} to yq_loader, yq_owner using (true) with check (true);\n"
        f"create policy auditor_none on {table} to yq_auditor using (false);\n"
    )


def root_condition(
    *, org: str = "org_id", rm: str = "main_rm_id", pk: str = "id", line: str = "business_line"
) -> str:
    """Return the condition of `protect_root` by itself, for a view that keeps the same wall."""
    return _ROOT.format(org=org, rm=rm, id=pk, line=line)


def protect_root(
    table: str,
    *,
    org: str = "org_id",
    rm: str = "main_rm_id",
    pk: str = "id",
    line: str = "business_line",
) -> str:
    """Return the SQL that limits `table` (the customer table or a row copy of it) to the session's scope."""
    return _policy(table, _ROOT.format(org=org, rm=rm, id=pk, line=line))


def protect_child(table: str, *, column: str = "customer_id") -> str:
    """Return the SQL that shows a row of `table` only with its customer (looked up by primary key)."""
    return _policy(table, _CHILD.format(table=table, column=column))


def protect_pair(table: str, *, first: str, second: str) -> str:
    """Return the SQL that shows a row of `table` only to who sees both customers that it names."""
    seen = " and ".join(
        f"exists (select 1 from customers_customer c where c.id = {table}.{column})"  # noqa: S608 - names of our columns
        for column in (first, second)
    )
    return _policy(table, f"(select current_setting('app.all', true)) = 'on' or ({seen})")


def protect(table: str, condition: str) -> str:
    """Return the SQL that shows the rows of `table` for which `condition` holds: of what belongs to no customer."""
    return _policy(table, condition)


def unprotect(table: str) -> str:
    """Return the SQL that takes the policies off again."""
    return (
        f"drop policy if exists customer_scope on {table}; drop policy if exists loader_all on {table};"
        f"drop policy if exists auditor_none on {table}; alter table {table} disable row level security;"
    )
