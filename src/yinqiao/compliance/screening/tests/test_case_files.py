"""Copies of proofs in a case: sealed with their digests, opened by compliance alone, and not when they were changed."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.screening import services
from yinqiao.compliance.screening.models import Case, CaseFile
from yinqiao.compliance.screening.services import CopyBroken, Word
from yinqiao.compliance.screening.tests.factories import bring, listed
from yinqiao.compliance.suitability.evidence_files import stray
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused

PDF = b"%PDF-1.7\n" + b"verified " * 200


@pytest.fixture
def case(bank, tmp_path):
    bring(bank.compliance, tmp_path, listed("T-1,Person,林婉清,,1949-12-31,cn,11010519491231002X,TEST"))  # fmt: skip
    act_as(bank.compliance)
    return Case.objects.get()


def note(bank, case, data=PDF, *, version=None):
    word = Word("核对联网核查结果", "核查单 17", io.BytesIO(data), len(data))
    services.add_evidence(
        actor=act_as(bank.compliance),
        now=NOW,
        case_id=case.pk,
        version=version or Case.objects.get().version,
        word=word,
    )


def test_a_copy_is_sealed_and_opened_with_a_trace(bank, case, settings):
    note(bank, case)
    row = CaseFile.objects.get()
    assert (row.sha256, row.size, row.kept_by_name) == (sha256(PDF).hexdigest(), len(PDF), bank.compliance.name)  # fmt: skip
    (path,) = Path(settings.HOME).glob("screening/*/*")
    assert b"verified" not in path.read_bytes()
    assert stray(set()) == []
    found, blocks = services.open_copy(actor=bank.compliance, now=NOW, case_id=case.pk, file_id=row.pk)  # fmt: skip
    assert b"".join(blocks) == PDF
    entry = AuditEntry.objects.get(verb="screening.case-file-opened")
    assert (entry.customer_id, entry.detail) == (None, {"file": found.pk})
    with pytest.raises(PermissionRefused):
        services.open_copy(actor=act_as(bank.rm), now=NOW, case_id=case.pk, file_id=row.pk)
    act_as(bank.compliance)
    with pytest.raises(NotFound):
        services.open_copy(actor=bank.compliance, now=NOW, case_id=case.pk + 1, file_id=row.pk)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(CopyBroken):
        services.open_copy(actor=bank.compliance, now=NOW, case_id=case.pk, file_id=row.pk)


def test_another_kind_of_file_leaves_nothing_behind(bank, case, settings):
    with pytest.raises(InvalidInput) as refused:
        note(bank, case, b"MZ not a document")
    assert list(refused.value.fields) == ["copy"]
    assert not CaseFile.objects.exists()
    assert not list(Path(settings.HOME).glob("screening/*/*"))


def test_the_page_takes_a_copy_and_shows_its_digest(bank, case):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    copy = SimpleUploadedFile("核查单.pdf", PDF, content_type="application/pdf")
    told = {"step": "note", "version": case.version, "text": "核对联网核查结果", "evidence": "", "copy": copy}  # fmt: skip
    answer = client.post(reverse("screening:case-steps", args=[case.pk]), told)
    assert answer.status_code == 303
    page = client.get(reverse("screening:case", args=[case.pk])).content.decode()
    assert sha256(PDF).hexdigest() in page
    act_as(bank.compliance)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.screening', 'on', true)")
    row = CaseFile.objects.get()
    answer = client.get(reverse("screening:case-file", args=[case.pk, row.pk]))
    assert b"".join(answer.streaming_content) == PDF
