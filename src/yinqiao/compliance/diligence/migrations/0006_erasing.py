"""Grades and calls go at the end of their time: the loader role takes rows out by number and learns nothing of what they say."""

from django.db import migrations

ERASING = """
grant select (id, file_id), delete on diligence_grading to yq_loader;
grant select (id, customer_id), delete on diligence_grading_call to yq_loader;
"""
KEPT = """
revoke all on diligence_grading, diligence_grading_call from yq_loader;
revoke all (id, file_id) on diligence_grading from yq_loader;
revoke all (id, customer_id) on diligence_grading_call from yq_loader;
"""


class Migration(migrations.Migration):
    dependencies = [("diligence", "0005_checklists_by_the_bank")]
    operations = [migrations.RunSQL(ERASING, KEPT)]
