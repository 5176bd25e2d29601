"""Evidence is kept as it came, opened with a trace, changed by nobody; what was changed all the same is found."""

import argparse
import io
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import commands, queries
from yinqiao.compliance.suitability import services
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.suitability.rules import Policy
from yinqiao.compliance.suitability.services import (
    EvidenceBroken,
    EvidenceDetails,
)
from yinqiao.compliance.suitability.tests.factories import license_all
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import NOW, TODAY, act_as
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.products.tests.factories import make_product

PDF = b"%PDF-1.7\n" + b"agreed " * 20_000


def keep(bank, data=PDF, *, actor=None, kind="APPLICATION", customer=None, **told):
    details = EvidenceDetails(kind, "投保单", **{"happened_on": TODAY, **told})
    return services.keep_evidence(
        actor=act_as(actor or bank.rm),
        now=NOW,
        customer_id=(customer or bank.own).pk,
        details=details,
        file=io.BytesIO(data) if data is not None else None,
        size=len(data or b""),
    )


def folder(settings):
    return sorted(Path(settings.HOME).glob("evidence/*/*"))


def test_a_file_is_sealed_and_its_digests_stand_in_row_and_trail(bank, settings):
    pk = keep(bank)
    row = Evidence.objects.get()
    sm3 = Hash(SM3())
    sm3.update(PDF)
    digests = (sha256(PDF).hexdigest(), sm3.finalize().hex(), len(PDF))
    assert (row.sha256, row.sm3, row.size) == digests
    (path,) = folder(settings)
    assert b"agreed" not in path.read_bytes()
    entry = AuditEntry.objects.get(verb="compliance.evidence-kept")
    assert (entry.new["sha256"], entry.new["sm3"], entry.object_id) == (*digests[:2], pk)
    found, blocks = services.open_evidence(
        actor=act_as(bank.compliance), now=NOW, customer_id=bank.own.pk, evidence_id=pk
    )
    assert (b"".join(blocks), found.media_type) == (PDF, "application/pdf")
    assert AuditEntry.objects.filter(verb="compliance.evidence-opened").count() == 1


@pytest.mark.parametrize(
    ("data", "told", "field"),
    [
        (b"MZ\x90\x00 not a document", {}, "file"),
        (None, {}, "file"),
        (PDF, {"kind": "X"}, "kind"),
        (PDF, {"happened_on": TODAY + timedelta(days=1)}, "happened_on"),
        (PDF, {"product_id": 999_999}, "product_id"),
        (None, {"external_no": "R-1", "external_sha256": "xyz"}, "external_sha256"),
    ],
)
def test_what_is_no_evidence_is_refused_and_leaves_nothing(bank, settings, data, told, field):
    with pytest.raises(InvalidInput) as refused:
        keep(bank, data, **told)
    assert list(refused.value.fields) == [field]
    assert (Evidence.objects.count(), folder(settings)) == (0, [])


def test_only_in_scope_and_with_the_right(bank, settings):
    with pytest.raises(NotFound):
        keep(bank, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        keep(bank, actor=bank.compliance)
    pk = keep(bank)
    with pytest.raises(PermissionRefused):
        services.open_evidence(
            actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, evidence_id=pk
        )
    assert len(folder(settings)) == 1


def test_nobody_changes_or_deletes_it_in_the_database(bank):
    keep(bank)
    row = Evidence.objects.get()
    for change in (lambda: Evidence.objects.update(title="x"), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Evidence.objects.get().title == "投保单"


def verify(bank):
    return services.verify_evidence(actor=act_as(bank.compliance), now=NOW)


def test_a_changed_a_missing_and_a_stray_file_are_found(bank, settings, capsys):
    first, second = keep(bank), keep(bank, b"%PDF-1.4 second")
    keep(bank, None, external_no="REC-20261122-0001", external_sha256="a" * 64)
    report = verify(bank)
    assert (report.checked, report.is_intact) == (3, True)

    paths = {row.pk: Path(settings.HOME) / row.path for row in Evidence.objects.exclude(path="")}
    sealed = bytearray(paths[first].read_bytes())
    sealed[len(sealed) // 2] ^= 1
    paths[first].write_bytes(sealed)
    paths[second].unlink()
    (paths[second].parent / "999-ff.sealed").write_bytes(b"slipped in")
    report = verify(bank)
    assert sorted(report.faults) == [(first, "changed"), (second, "missing")]
    assert [path.endswith("999-ff.sealed") for path in report.strays] == [True]
    with pytest.raises(EvidenceBroken):
        services.open_evidence(
            actor=act_as(bank.compliance), now=NOW, customer_id=bank.own.pk, evidence_id=first
        )

    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(["evidence", "verify"])
    assert arguments.run(arguments) == 1
    assert f"evidence {first}: changed" in capsys.readouterr().out


def application(**told):
    return Policy(
        **{"kind": "PARTICIPATING", "age": 40, "household_income": Decimal(100_000), **told}
    )


def test_vector_11_the_declaration_comes_before_the_application_is_kept(bank, settings):
    told = application(single_premium=Decimal(400_001))
    with pytest.raises(InvalidInput) as refused:
        keep(bank, policy=told)
    assert refused.value.fields == {
        "has_declaration": "须签署投保声明：趸交保费超过家庭年收入的规定倍数。"
    }
    assert (Evidence.objects.count(), folder(settings)) == (0, [])
    keep(bank, policy=application(single_premium=Decimal(400_000)))
    keep(bank, policy=told, has_declaration=True)
    assert [row.facts["declaration"] for row in Evidence.objects.order_by("pk")] == [
        [],
        ["SINGLE_PREMIUM"],
    ]


def test_vector_6_the_written_confirmations_open_a_fund_for_whoever_asks_for_it(bank):
    license_all(bank.rm.staff_id)
    make_assessment(bank.own, "C2", assessed_on=date(2026, 11, 1), valid_to=date(2027, 10, 31))
    fund = make_product(product_class="FUND", risk_grade="R3")

    def ask(*, now=NOW, is_wish=True):
        found = queries.suitability(
            actor=act_as(bank.rm),
            customer_id=bank.own.pk,
            product_ids=[fund.pk],
            now=now,
            is_customer_initiated=is_wish,
        )[fund.pk]
        return found.verdict, len(found.steps)

    assert ask() == ("STEPS", 2)
    for kind, expected in (("WRITTEN_WARNING", ("STEPS", 1)), ("WRITTEN_DECISION", ("ALLOWED", 0))):
        keep(bank, kind=kind, product_id=fund.pk)
        assert ask() == expected
    assert ask(is_wish=False)[0] == "BLOCKED"
    assert ask(now=NOW + timedelta(days=30)) == ("STEPS", 2)


def test_what_is_too_large_is_not_even_taken(bank, settings):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    data = {"kind": "APPLICATION", "title": "投保单", "happened_on": "2026-11-22"}
    url = reverse("compliance:evidence-new", args=[bank.own.pk])
    file = SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(50_100_000))
    assert client.post(url, {**data, "file": file}).status_code == 422
    assert folder(settings) == []
    checks = Client(enforce_csrf_checks=True)
    sign_in(checks, get_user_model().objects.get(pk=bank.rm.user_id))
    assert checks.post(url, data).status_code == 403


def test_the_pages(bank):
    manager, officer = Client(), Client()
    sign_in(manager, get_user_model().objects.get(pk=bank.rm.user_id))
    sign_in(officer, get_user_model().objects.get(pk=bank.compliance.user_id))
    url = reverse("compliance:evidence-new", args=[bank.own.pk])
    assert "投保单" in manager.get(url).content.decode()
    data = {"kind": "APPLICATION", "title": "投保单", "happened_on": "2026-11-22"}
    assert manager.post(url, data).status_code == 422
    half = {**data, "insurance": "PARTICIPATING"}
    file = SimpleUploadedFile("a.pdf", PDF)
    assert manager.post(url, {**half, "file": file}).status_code == 422
    sent = manager.post(url, {**data, "file": SimpleUploadedFile("a.pdf", PDF)})
    assert sent["Location"].endswith("?tab=compliance.evidence")
    act_as(bank.rm)
    row = Evidence.objects.get()
    tab = reverse("compliance:evidence", args=[bank.own.pk])
    link = reverse("compliance:evidence-file", args=[bank.own.pk, row.pk])
    seen = [link in client.get(tab).content.decode() for client in (manager, officer)]
    assert seen == [False, True]
    assert b"".join(officer.get(link).streaming_content) == PDF
    assert manager.get(link).status_code == 403
