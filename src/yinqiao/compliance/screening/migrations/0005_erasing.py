"""Cases go at the end of their time: the loader role takes rows out by number and learns nothing of what they say."""

from django.db import migrations

ERASING = """
grant select (id, case_id), delete on screening_case_step to yq_loader;
grant select (id, case_id, path), delete on screening_case_file to yq_loader;
grant select (id, customer_id), delete on screening_case to yq_loader;
grant select (customer_id), delete on screening_screened to yq_loader;
"""
KEPT = """
revoke all on screening_case_step, screening_case_file, screening_case, screening_screened from yq_loader;
revoke all (id, case_id) on screening_case_step from yq_loader;
revoke all (id, case_id, path) on screening_case_file from yq_loader;
revoke all (id, customer_id) on screening_case from yq_loader;
revoke all (customer_id) on screening_screened from yq_loader;
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0004_outsiders")]
    operations = [migrations.RunSQL(ERASING, KEPT)]
