"""举证包: one file that a script checks without this system, and that tells what was changed in it."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.suitability import packs, services
from yinqiao.compliance.suitability.services import EvidenceBroken, EvidenceDetails
from yinqiao.compliance.suitability.standalone import verify_pack
from yinqiao.compliance.tests.factories import make_assessment, make_consent
from yinqiao.customers.tests.factories import NOW, TODAY, act_as
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.products.tests.factories import make_product

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
PDF = b"%PDF-1.7\n" + b"agreed " * 2_000


@pytest.fixture
def packed(bank, tmp_path):
    """Keep a piece, export the pack, return its path."""
    make_consent(bank.own)
    make_assessment(bank.own, "C3", assessed_on=date(2026, 6, 1), valid_to=date(2027, 5, 31))
    make_product(risk_grade="R3")
    services.keep_evidence(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        details=EvidenceDetails("APPLICATION", "投保单", TODAY),
        file=io.BytesIO(PDF),
        size=len(PDF),
    )
    path = tmp_path / "pack.zip"
    path.write_bytes(b"".join(packs.stream(pack(bank), at=NOW)))
    return path


def pack(bank, *, customer=None, **changes):
    told = {"since": SINCE, "until": UNTIL, "reason": "监管检查 2026-11", **changes}
    customer = customer or bank.own
    return services.pack_evidence(
        actor=act_as(bank.compliance), now=NOW, customer_id=customer.pk, **told
    )


def check(path):
    """Run the script that lies in the pack, as a court's expert would."""
    with zipfile.ZipFile(path) as zipped:
        script = path.with_suffix(".py")
        script.write_bytes(zipped.read("verify.py"))
    words = [sys.executable, "-I", "-S", str(script), str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def rewrite(path, name, change):
    """Change one file in the pack."""
    with zipfile.ZipFile(path) as zipped:
        content = {entry: zipped.read(entry) for entry in zipped.namelist()}
    content[name] = change(content[name])
    with zipfile.ZipFile(path, "w") as zipped:
        for entry, data in content.items():
            zipped.writestr(entry, data)


def test_the_script_in_the_pack_finds_it_unchanged_and_the_trail_has_its_digest(bank, packed):
    code, said = check(packed)
    assert (code, said.startswith("unchanged: ")) == (0, True)
    with zipfile.ZipFile(packed) as zipped:
        names = set(zipped.namelist())
        manifest = zipped.read("manifest.json")
        told = {
            name: json.loads(zipped.read(f"{name}.json")) for name in ("consents", "suitability")
        }
        (evidence,) = [name for name in names if name.startswith("evidence/")]
        assert zipped.read(evidence) == PDF
    assert {"timeline.json", "scripts.json", "audit.json", "evidence.json"} <= names
    assert [row["text_version"] for row in told["consents"]] == ["2026-01"]
    assert told["suitability"]["standing"]["grade"] == "C3"
    entry = AuditEntry.objects.get(verb="compliance.evidence-packed")
    assert entry.new["manifest"] == hashlib.sha256(manifest).hexdigest()
    assert entry.reason == "监管检查 2026-11"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("consents.json", lambda data: data.replace(b"2026-01", b"2026-02")),
        ("manifest.json", lambda data: data.replace(b'"last": "', b'"last": "0')),
    ],
)
def test_a_change_is_told(packed, name, change):
    rewrite(packed, name, change)
    code, said = check(packed)
    assert (code, "CHANGED" in said) == (1, True)


def test_what_is_no_pack_is_told(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(b"nothing")
    assert verify_pack.main([str(path)]) == 2


def test_the_sm3_of_the_script_is_that_of_the_standard():
    # GB/T 32905-2016, annex A.
    for data, digest in (
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ):
        own = verify_pack.Sm3()
        own.update(data[:1])
        own.update(data[1:])
        assert own.hexdigest() == digest


def test_who_may_not_and_what_cannot_be(bank, packed, settings):
    for wrong in ({"reason": " "}, {"until": date(2025, 1, 1)}):
        with pytest.raises(InvalidInput):
            pack(bank, **wrong)
    with pytest.raises(NotFound):
        services.pack_evidence(
            actor=act_as(bank.compliance),
            now=NOW,
            customer_id=999_999_999,
            since=SINCE,
            until=UNTIL,
            reason="x",
        )
    (kept,) = settings.HOME.glob("evidence/*/*")
    kept.write_bytes(kept.read_bytes()[:-20])
    with pytest.raises(EvidenceBroken):
        pack(bank)
    assert AuditEntry.objects.filter(verb="compliance.evidence-packed").count() == 1


def test_the_page_sends_it(bank):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    tab = client.get(reverse("compliance:evidence", args=[bank.own.pk])).content.decode()
    url = reverse("compliance:evidence-pack", args=[bank.own.pk])
    assert ("举证包" in tab, url in tab) == (True, True)
    assert client.post(url, {"since": "2026-01-01", "until": "2026-12-31"}).status_code == 422
    data = {"since": "2026-01-01", "until": "2026-12-31", "reason": "监管检查"}
    sent = client.post(url, data)
    assert b"".join(sent.streaming_content).startswith(b"PK")
