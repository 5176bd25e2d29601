"""What checks and schedules are called on the status page; their names stand in logs and in `/readyz`."""

import re

from django.utils.translation import gettext as _


def check_title(name: str) -> str:
    """Return the title of a readiness check; its name if it has none."""
    titles = {
        "database": _("Database"),
        "migrations": _("Tables of this version"),
        "worker": _("Background worker"),
        "data": _("Core data"),
        "audit": _("Audit trail"),
        "keys": _("Encryption keys"),
    }
    return titles.get(name, name)


def check_detail(text: str) -> str:
    """Return what a check found in the words of the page; probes read the short English of `/readyz`."""
    whole = {
        "no data yet": _("No data yet"),
        "no key file": _("No key file"),
        "no key recorded": _("No key recorded"),
        "wrong key file": _("Wrong key file"),
        "never seen": _("Never seen"),
    }
    if text in whole:
        return whole[text]
    if stale := re.fullmatch(r"(\S+), stale", text):
        return _("%(day)s, out of date") % {"day": stale[1]}
    if missing := re.fullmatch(r"(\d+) to apply", text):
        return _("%(count)s steps to apply") % {"count": missing[1]}
    if seen := re.fullmatch(r"last seen (\S+)", text):
        return _("Last seen %(moment)s") % {"moment": seen[1]}
    return text


def schedule_title(name: str) -> str:
    """Return what a periodic job is for; its name if nobody described it."""
    titles = {
        "access.close_recertifications": _("Close recertifications that are over"),
        "audit.seal": _("Seal audit entries"),
        "audit.watch": _("Watch over the sealing of audit entries"),
        "audit.partitions": _("Make room for audit entries"),
        "customers.clean_exports": _("Delete expired exports"),
        "imports.clean_inbox": _("Delete uploads that were not loaded"),
        "jobs.clean": _("Delete finished jobs"),
        "oversight.nightly_verification": _("Verify the audit chain"),
        "rest.forget_answers": _("Forget kept API answers"),
        "diligence.compare_owners": _("Compare records of beneficial owners"),
        "diligence.run_clocks": _("Run the clocks of due diligence"),
        "insights.announce_runs": _("Announce evaluations of the rules"),
        "interactions.greet": _("Send greetings"),
        "interactions.greet_again": _("Send again greetings that failed"),
        "organization.carry_out_mergers": _("Carry out mergers of units"),
        "privacy.erase_outside": _("Take erased data out of the lake and off the disk"),
        "privacy.propose_retention": _("Count data over its time"),
        "sales.count_results": _("Count the results of opportunities"),
        "sales.escalate_opportunities": _("Pass up opportunities left untouched"),
        "advice.advise": _("Work out what is advised"),
        "advice.measure": _("Count what advice came to"),
        "leads.assign_pool": _("Give out leads of the pools"),
        "leads.assign_pool_of": _("Give out leads of a pool"),
        "leads.look_at_list": _("Compare a list of leads with the customers"),
        "leads.return_leads": _("Take back leads that are late"),
        "leads.forget_leads": _("Forget leads that came to nothing"),
        "sales.expire_opportunities": _("End opportunities that nobody took up"),
        "screening.screen_nightly": _("Screen whoever slipped through"),
        "viewing.draw_reveals": _("Draw looks in clear for the check"),
        "viewing.watch_looks": _("Look for odd looks at customers"),
        "workflow.expire_approvals": _("Expire approvals"),
    }
    return titles.get(name, name)
