"""What was found out about a person is kept its term after the last that was done, also where no relation ever was (PBOC/NFRA/CSRC Order 2025-11)."""

from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from tests.identity.rows import TODAY, make_row, model_of
from yinqiao.compliance.privacy import services
from yinqiao.compliance.privacy.queries import terms as terms_of
from yinqiao.compliance.privacy.services import rows
from yinqiao.compliance.privacy.services.rows import LOADER, Tally, Terms
from yinqiao.customers.models import Customer, Identification
from yinqiao.customers.tests.factories import make_customer, make_merged
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform.actor import system_actor
from yinqiao.platform.db.scope import scope_session

BANK = system_actor(name="proof test")
LONG_AGO, LATELY = datetime(2015, 6, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
WALL = "select set_config('app.screening', 'on', true), set_config('app.diligence', 'on', true)"
CASES = {
    "undecided": ("OPEN", None),
    "confirmed": ("CONFIRMED", LONG_AGO),
    "cleared lately": ("CLEARED", LATELY),
    "cleared long ago": ("CLEARED", LONG_AGO),
    "closed, undecided": ("ESCALATED", None),
}
FILES = {"file lately": LATELY, "file long ago": LONG_AGO}
KEPT = {"undecided", "confirmed", "cleared lately", "closed, undecided", "file lately", "survivor"}


@pytest.fixture
def people(committed_db, settings, tmp_path):
    """Prospects not spoken to for ten years and a customer who left as long ago, some looked into, one not."""
    settings.HOME = tmp_path
    with scope_session(BANK):
        org = make_bank()["river"]
        found = {}
        for name in (*CASES, *FILES, "plain", "survivor"):
            status = "CLOSED" if name.startswith("closed") else "PROSPECT"
            found[name] = make_customer(name, org=org, status=status, id_number="110105199003072938")  # fmt: skip
        Customer.objects.update(known_from=LONG_AGO)
        with connection.cursor() as cursor:
            cursor.execute(WALL)
        for name, (state, decided_at) in CASES.items():
            case = make_row(model_of("screening_case"), found[name])
            type(case).objects.filter(pk=case.pk).update(state=state, decided_at=decided_at)
            make_row(model_of("screening_case_step"), case, column="case_id")
        for name, at in FILES.items():
            file = make_row(model_of("diligence_file"), found[name])
            type(file).objects.filter(pk=file.pk).update(state_since=LONG_AGO)
            item = make_row(model_of("diligence_file_item"), file, column="file_id")
            type(item).objects.filter(pk=item.pk).update(given_at=at)
            make_row(model_of("compliance_evidence"), found[name])
        # The case stays with the record that it was about.
        make_merged(found["undecided"], found["survivor"])
    return found


def erase():
    terms = Terms(terms_of.terms_on(TODAY), 12, TODAY)
    found = rows.ended(connections[LOADER], held=(), after=0)
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], found, terms=terms, tally=Tally())


def names_of(table, owner="customer_id"):
    with connections[LOADER].cursor() as cursor:
        cursor.execute(
            f"select c.name from {table} t join customers_customer c on c.id = t.{owner}"
        )
        return {name for (name,) in cursor.fetchall()}


def test_who_is_looked_into_stays_until_its_term_after_the_decision(people):
    erase()
    assert names_of("screening_case") == KEPT - {"file lately", "survivor"}
    assert names_of("diligence_file") == {"file lately"}
    assert names_of("customers_customer", "id") >= KEPT
    assert "plain" not in names_of("customers_customer", "id")
    # A case about nobody who can be told apart proves nothing.
    owners = Identification.objects.using(LOADER).values_list("customer__name", flat=True)
    assert set(owners) == KEPT
    # Copies are kept as long as the longest of what they prove.
    assert names_of("compliance_evidence") >= {"file lately"}


def test_whoever_answers_the_person_does_not_learn_of_it(people):
    with scope_session(BANK):
        ends = {
            name: services.relation_end(actor=BANK, customer_id=people[name].pk, today=TODAY)
            for name in ("confirmed", "file lately", "survivor", "plain")
        }
    assert ends["plain"] is not None
    assert set(ends.values()) == {ends["plain"]}
