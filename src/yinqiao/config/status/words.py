"""What checks and schedules are called on the status page; their names stand in logs and in `/readyz`."""

from django.utils.translation import gettext as _


def check_title(name: str) -> str:
    """Return the title of a readiness check; its name if it has none."""
    titles = {
        "database": _("Database"),
        "migrations": _("Tables of this version"),
        "worker": _("Background worker"),
        "data": _("Core data"),
        "audit": _("Audit trail"),
    }
    return titles.get(name, name)


def schedule_title(name: str) -> str:
    """Return what a periodic job is for; its name if nobody described it."""
    titles = {
        "audit.seal": _("Seal audit entries"),
        "audit.watch": _("Watch over the sealing of audit entries"),
        "audit.partitions": _("Make room for audit entries"),
        "customers.clean_exports": _("Delete expired exports"),
        "imports.clean_inbox": _("Delete uploads that were not loaded"),
        "jobs.clean": _("Delete finished jobs"),
        "oversight.nightly_verification": _("Verify the audit chain"),
        "rest.forget_answers": _("Forget kept API answers"),
        "workflow.expire_approvals": _("Expire approvals"),
    }
    return titles.get(name, name)
