"""Where the file of licences goes."""

from yinqiao.compliance.suitability.choices import LicenceKind
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable

STAFF = Lookup("staff_no", "organization_staff", "staff_no", "staff_id", message="查无此员工号")
SALES_LICENCE = MasterTable(
    name="compliance.sales_licence",
    title="销售资格",
    table="compliance_sales_licence",
    key=("licence_no", "kind"),
    values=(
        Column("kind", "code", required=True, choices=LicenceKind),
        Column("licence_no", required=True),
        Column("valid_from", "date", required=True),
        Column("valid_to", "date"),
        Column("withdrawn_on", "date"),
        Column("withdraw_reason"),
    ),
    lookups=(STAFF,),
)
TARGETS = (SALES_LICENCE,)
