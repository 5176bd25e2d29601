"""Files follow the scope of their customer, grades stand behind a wall of their own; the first checklist."""

from datetime import UTC, date, datetime

from django.db import migrations

from yinqiao.platform.db import rls

OF_CUSTOMERS = ("diligence_file", "diligence_registered_owner", "diligence_owner_difference")
OF_FILES = ("diligence_file_item", "diligence_reminder")
ALL_OR_FILE = (
    "(select current_setting('app.all', true)) = 'on'"
    " or exists (select 1 from diligence_file f where f.id = {table}.file_id)"
)
WALL = f"(select current_setting('app.diligence', true)) = 'on' and ({ALL_OR_FILE})"


def with_file(table):
    condition = ALL_OR_FILE.format(table=table)
    return (
        f"alter table {table} enable row level security;\n"
        f"alter table {table} force row level security;\n"
        f"create policy customer_scope on {table} to yq_app using ({condition}) with check ({condition});\n"
        f"create policy loader_all on {table} to yq_loader, yq_owner using (true) with check (true);\n"
        f"create policy auditor_none on {table} to yq_auditor using (false);\n"
    )


GRADES = """
alter table diligence_grading enable row level security;
alter table diligence_grading force row level security;
create policy diligence_wall on diligence_grading to yq_app using ({wall}) with check ({wall});
create policy owner_all on diligence_grading to yq_owner using (true) with check (true);
revoke all on diligence_grading from yq_auditor, yq_loader;
""".format(wall=WALL.format(table="diligence_grading"))
NO_GRADES = """
drop policy if exists diligence_wall on diligence_grading; drop policy if exists owner_all on diligence_grading;
alter table diligence_grading disable row level security;
"""
# Decisions and what was told stay as they were; a register is ended, never emptied.
LEDGER = """
revoke update, delete on diligence_grading, diligence_reminder, diligence_checklist, diligence_checklist_item from yq_app;
revoke delete on diligence_file, diligence_file_item, diligence_registered_owner, diligence_owner_difference from yq_app;
"""

RULE = "《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）"
OWNERS = "《受益所有人信息管理办法》（人民银行令〔2025〕第12号）"
# Read by the branch: no word of grades.
BANK = "本行制度：客户尽职调查"
P, S, C, O, T = "PERSON", "SOLE_TRADER", "COMPANY", "OTHER_ORG", "TRUST"
EVERYBODY, BOTH, DEEPER = (P, S, C, O, T), ("CDD", "EDD"), ("EDD",)
# code, title, why, source, party types, kinds, document?, options, factor
ITEMS = (
    ("identity", "有效身份证件", "核对本人与证件，登记种类、号码和有效期限", RULE, (P, S), BOTH, True, (), ""),
    ("licence", "营业执照或登记证书", "核实主体资格，登记名称、号码和有效期限", RULE, (S, C, O), BOTH, True, (), ""),
    ("trust_deed", "信托文件", "核实信托的设立依据与期限", RULE, (T,), BOTH, True, (), ""),
    ("representative", "法定代表人或负责人身份证件", "核对代表机构行事的人", RULE, (C, O), BOTH, True, (), ""),
    ("agent", "授权办理业务人员", "登记姓名、授权范围与联系方式的核实情况", RULE, (C, O, T), BOTH, False, (), ""),
    ("trust_parties", "委托人、受托人与受益人", "登记信托当事人及能够最终有效控制的人", RULE, (T,), BOTH, False, (), ""),
    ("occupation", "职业与工作单位", "自然人基本信息，风险评估的依据", RULE, (P, S), BOTH, False, (), ""),
    ("address", "住所地或经常居住地", "基本信息；法人填住所与实际经营地", RULE, EVERYBODY, BOTH, False, (), ""),
    ("scope", "经营范围或业务范围", "了解主营业务是否与账户用途相符", RULE, (S, C, O), BOTH, False, (), ""),
    ("purpose", "建立业务关系的目的", "了解客户办理业务的意图与预计交易", RULE, EVERYBODY, BOTH, False, (), ""),
    ("owners", "受益所有人识别情况", "说明识别方法与凭证，结果登记在受益所有人登记册", OWNERS, (C, T), BOTH, False, (), ""),
    ("structure", "股权或控制结构", "结构越复杂，识别越须深入", BANK, (C, T), BOTH, False,
     (("SIMPLE", "单层、自然人直接持有", 10), ("LAYERED", "多层持有", 50), ("OPAQUE", "含信托、代持或境外特殊目的公司", 90)), "CUSTOMER"),
    ("position", "担任重要公职情况", "本人、特定关系人或实际控制人是否担任", RULE, (P, S, C, T), BOTH, False,
     (("NONE", "未担任", 10), ("DOMESTIC", "境内担任", 60), ("FOREIGN_OFFICIAL", "境外或国际组织担任", 100)), "CUSTOMER"),
    ("region", "居住或主要经营地区", "了解客户的居住地或经营地", BANK, EVERYBODY, BOTH, False,
     (("HOME", "境内", 10), ("NEAR", "港澳台", 30), ("ABROAD", "境外", 60), ("RISKY", "风险提示所列国家或地区", 100)), "REGION"),
    ("business", "行业或职业类别", "了解客户的行业或职业", BANK, EVERYBODY, BOTH, False,
     (("ORDINARY", "一般", 10), ("CASH", "现金密集型", 60), ("RISKY", "贵金属珠宝、典当、博彩、虚拟资产等", 90)), "BUSINESS"),
    ("products", "拟办理的业务", "了解客户拟办理的业务", BANK, EVERYBODY, BOTH, False,
     (("BASIC", "存款、理财、贷款等一般业务", 10), ("ABROAD", "跨境汇款与外汇业务", 50), ("PRIVATE", "私人银行、大额现金或信托类", 70)), "PRODUCT"),
    ("channel", "建立关系的渠道", "了解以何种方式建立关系", BANK, EVERYBODY, BOTH, False,
     (("COUNTER", "柜面或上门面见", 10), ("REMOTE", "非面对面", 40), ("PROXY", "由他人代办", 70)), "CHANNEL"),
    ("funds", "资金来源", "说明主要资金来源并附佐证", RULE, EVERYBODY, DEEPER, False, (), ""),
    ("wealth", "财富来源", "说明主要资产的形成过程", RULE, (P, S), DEEPER, False, (), ""),
    ("trading", "主要交易对手与交易背景", "了解交易是否与经营相符", RULE, (S, C, O, T), DEEPER, False, (), ""),
    ("visit", "面谈或实地查访情况", "由客户经理以外的人参加，写明时间、地点与结论", RULE, EVERYBODY, DEEPER, False, (), ""),
)  # fmt: skip


def publish(apps, schema_editor):
    using = schema_editor.connection.alias
    checklist = (
        apps.get_model("diligence", "Checklist")
        .objects.using(using)
        .create(
            version="2026-01",
            valid_from=date(2000, 1, 1),
            published_at=datetime(2026, 1, 1, tzinfo=UTC),
            published_by_name="反洗钱中心",
        )
    )
    item = apps.get_model("diligence", "ChecklistItem")
    item.objects.using(using).bulk_create(
        item(
            checklist=checklist,
            place=place,
            code=code,
            title=title,
            why=why,
            source=source,
            party_types=list(party_types),
            kinds=list(kinds),
            needs_document=needs_document,
            options=[list(option) for option in options],
            factor=factor,
        )
        for place, (code, title, why, source, party_types, kinds, needs_document, options, factor) in enumerate(ITEMS)
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("diligence", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *[
            migrations.RunSQL(rls.protect_child(table), rls.unprotect(table))
            for table in OF_CUSTOMERS
        ],
        *[migrations.RunSQL(with_file(table), rls.unprotect(table)) for table in OF_FILES],
        migrations.RunSQL(GRADES, NO_GRADES),
        migrations.RunPython(publish, migrations.RunPython.noop),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
    ]
