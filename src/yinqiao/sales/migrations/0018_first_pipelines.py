"""The pipelines of a new bank, and a stage for every opportunity there is: that of its state, for a closed one the furthest it came to."""

from django.db import migrations

from yinqiao.platform.db import rls

CARE_KINDS = ["KYC_DUE", "ID_EXPIRE", "RISK_EXPIRE", "BIRTHDAY", "CONTACT_DUE", "LOW_SCORE"]
# code, title, is it for companies, does it sell, is it the default, kinds; stages: code, title, state, percent, days until it is slow, conditions
PIPELINES = [
    (
        "RETAIL_WEALTH", "零售财富流程", False, True, True, [],
        [
            ("LEAD", "线索", "ASSIGNED", 10, 3, []),
            ("CONTACTED", "已接触", "CONTACTED", 25, 5, []),
            ("NEEDS", "需求确认", "NEEDS", 45, 7, []),
            ("PROPOSED", "方案提供", "PROPOSED", 65, 7, ["OFFER"]),
            ("PROCESSING", "办理中", "PROCESSING", 85, 5, ["RECORDING", "CONFIRMED"]),
            ("WON", "已成交", "WON", 100, 0, []),
        ],
    ),
    (
        "RETAIL_LOAN", "零售信贷流程", False, True, False, ["LOAN_PREPAY", "REPRICE", "LIMIT_EXPIRY"],
        [
            ("LEAD", "线索", "ASSIGNED", 10, 3, []),
            ("CONTACTED", "已接触", "CONTACTED", 25, 5, []),
            ("NEEDS", "需求确认", "NEEDS", 40, 7, []),
            ("PROPOSED", "方案提供", "PROPOSED", 60, 7, ["AMOUNT"]),
            ("PROCESSING", "审批放款", "PROCESSING", 85, 10, ["CONFIRMED"]),
            ("WON", "已成交", "WON", 100, 0, []),
        ],
    ),
    (
        "RETAIL_CARD", "银行卡流程", False, True, False, ["CARD_DORMANT", "CARD_INACTIVE", "GAP_CARD"],
        [
            ("LEAD", "线索", "ASSIGNED", 10, 5, []),
            ("CONTACTED", "已接触", "CONTACTED", 30, 7, []),
            ("NEEDS", "需求确认", "NEEDS", 50, 7, []),
            ("PROCESSING", "申请办理", "PROCESSING", 80, 10, ["CONFIRMED"]),
            ("WON", "已成交", "WON", 100, 0, []),
        ],
    ),
    (
        "RETAIL_CARE", "客户维护流程", False, False, False, CARE_KINDS,
        [
            ("LEAD", "待联系", "ASSIGNED", 0, 3, []),
            ("CONTACTED", "已联系", "CONTACTED", 50, 7, []),
            ("PROCESSING", "办理中", "PROCESSING", 80, 10, []),
            ("WON", "已完成", "WON", 100, 0, []),
        ],
    ),
    (
        "CORPORATE", "对公综合流程", True, True, True, [],
        [
            ("LEAD", "线索", "ASSIGNED", 10, 5, []),
            ("CONTACTED", "已接触", "CONTACTED", 20, 10, []),
            ("NEEDS", "需求确认", "NEEDS", 35, 10, []),
            ("PROPOSED", "方案提供", "PROPOSED", 55, 10, ["AMOUNT", "OFFER"]),
            ("APPROVAL", "审批", "PROCESSING", 75, 15, ["NEED"]),
            ("SIGNING", "签约办理", "PROCESSING", 90, 10, ["CONFIRMED"]),
            ("WON", "已成交", "WON", 100, 0, []),
        ],
    ),
    (
        "CORPORATE_CREDIT", "对公授信流程", True, True, False, ["LIMIT_EXPIRY", "CORP_BILL", "REPRICE"],
        [
            ("LEAD", "线索", "ASSIGNED", 10, 5, []),
            ("CONTACTED", "已接触", "CONTACTED", 20, 10, []),
            ("NEEDS", "需求确认", "NEEDS", 30, 10, []),
            ("DILIGENCE", "尽职调查", "NEEDS", 45, 15, ["NEED", "AMOUNT"]),
            ("PROPOSED", "授信方案", "PROPOSED", 60, 10, ["AMOUNT"]),
            ("APPROVAL", "授信审批", "PROCESSING", 75, 20, ["NEED"]),
            ("SIGNING", "签约放款", "PROCESSING", 90, 15, ["CONFIRMED"]),
            ("WON", "已放款", "WON", 100, 0, []),
        ],
    ),
    (
        "CORPORATE_CARE", "对公维护流程", True, False, False,
        [*CARE_KINDS, "CORP_REGISTRATION", "CORP_COURT", "CORP_TAX"],
        [
            ("LEAD", "待联系", "ASSIGNED", 0, 3, []),
            ("CONTACTED", "已联系", "CONTACTED", 50, 7, []),
            ("PROCESSING", "办理中", "PROCESSING", 80, 10, []),
            ("WON", "已完成", "WON", 100, 0, []),
        ],
    ),
]  # fmt: skip

PLACE = """
with routes as (
    select k.kind, p.id as pipeline_id, p.is_company from (select distinct kind from sales_opportunity) k
    cross join lateral (select distinct on (is_company) id, is_company from sales_pipeline
        where kinds @> array[k.kind] or is_default order by is_company, is_default) p
),
reached as (
    select o.id, o.kind, c.kind = 'COMPANY' as is_company,
        case when o.state in ('LOST', 'EXPIRED', 'CLOSED') then coalesce(
                (select s.state from sales_step s where s.opportunity_id = o.id and s.state in ('CONTACTED', 'NEEDS', 'PROPOSED')
                    order by s.at desc, s.id desc limit 1), 'ASSIGNED')
            when o.state = 'NEW' then 'ASSIGNED' else o.state end as state
    from sales_opportunity o join customers_customer c on c.id = o.customer_id
)
update sales_opportunity o set expected_on = coalesce(o.happens_on, o.due_on), stage_since = o.touched_at, stage_id = coalesce(
    (select s.id from sales_stage s where s.pipeline_id = r.pipeline_id and s.state = w.state order by s.position limit 1),
    -- A pipeline without this state: the last stage before it.
    (select s.id from sales_stage s where s.pipeline_id = r.pipeline_id and s.state <> 'WON' and array_position(%(order)s, s.state)
        < array_position(%(order)s, w.state) order by s.position desc limit 1))
from reached w join routes r on (r.kind, r.is_company) = (w.kind, w.is_company)
where o.id = w.id
"""
ORDER = ["ASSIGNED", "CONTACTED", "NEEDS", "PROPOSED", "PROCESSING", "WON"]
RIGHTS = """
revoke update, delete on sales_evidence from yq_app;
revoke insert, delete on sales_pipeline from yq_app;
"""


def seed(apps, schema_editor) -> None:
    """Write the pipelines and place what there is."""
    pipeline_model, stage_model = (apps.get_model("sales", name) for name in ("Pipeline", "Stage"))
    for place, (code, title, is_company, is_sale, is_default, kinds, stages) in enumerate(
        PIPELINES, 1
    ):
        pipeline = pipeline_model.objects.create(
            code=code, title=title, is_company=is_company, is_sale=is_sale, is_default=is_default, kinds=kinds, position=place
        )  # fmt: skip
        stage_model.objects.bulk_create(
            stage_model(
                pipeline=pipeline,
                code=stage,
                title=name,
                position=number,
                state=state,
                probability=percent,
                slow_days=days,
                conditions=conditions,
            )  # fmt: skip
            for number, (stage, name, state, percent, days, conditions) in enumerate(stages, 1)
        )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select set_config('app.all', 'on', true)")
        cursor.execute(PLACE, {"order": ORDER})


class Migration(migrations.Migration):
    dependencies = [("sales", "0017_pipelines"), ("customers", "0002_protection")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunSQL(rls.protect_child("sales_evidence"), rls.unprotect("sales_evidence")),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
