"""The walls around consents, assessments and due diligence."""

from django.db import migrations

from yinqiao.platform.db import rls

CHILDREN = (
    "compliance_risk_assessment",
    "compliance_consent",
    "compliance_due_diligence",
    "compliance_history",
)


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN
    ]
