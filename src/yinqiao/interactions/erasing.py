"""How long contacts, notes and tasks are kept: each so long after its own day."""

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register them: what hangs on a contact or a note before it."""
    erasure.offer(
        DataClass.CONTACT,
        "interactions_amendment",
        dated="(select k.happened_at::date from interactions_contact_record k where k.id = t.contact_record_id)",
    )
    erasure.offer(DataClass.CONTACT, "interactions_contact_record", dated="t.happened_at::date")
    erasure.offer(
        DataClass.CONTACT,
        "interactions_mention",
        dated="(select n.written_at::date from interactions_note n where n.id = t.note_id)",
    )
    erasure.offer(DataClass.CONTACT, "interactions_note", dated="t.written_at::date")
    erasure.offer(DataClass.CONTACT, "interactions_task", dated="t.closed_at::date")
    erasure.offer(DataClass.CONTACT, "interactions_document", dated="t.made_at::date")
    erasure.offer(DataClass.CONTACT, "interactions_history", dated="t.known_to::date")
    erasure.offer(DataClass.SENT, "interactions_sent_out", dated="t.at::date")
    erasure.offer(DataClass.SENT, "interactions_greeting", dated="t.day")
    erasure.contacts.add(
        "interactions",
        "(select max(t.happened_at)::date from interactions_contact_record t where t.customer_id = c.id)",
    )
