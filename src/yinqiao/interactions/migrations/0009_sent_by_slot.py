"""Nothing goes out without a slot of the gate: the database itself refuses it (contract 6)."""

from django.db import migrations

ADD = (
    "alter table interactions_sent_out add constraint sent_out_reserved"
    " foreign key (key) references compliance_contact_slot (key);"
)
DROP = "alter table interactions_sent_out drop constraint sent_out_reserved;"


class Migration(migrations.Migration):
    dependencies = [("interactions", "0008_documents"), ("compliance", "0004_contact_gate")]
    operations = [migrations.RunSQL(ADD, DROP)]
