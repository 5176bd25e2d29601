"""举证包: one file that a script checks without this system, and that tells what was changed in it."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
import pyzipper
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.suitability import packs, services
from yinqiao.compliance.suitability.services import (
    EvidenceBroken,
    EvidenceDetails,
    PackGone,
    PackOrder,
)
from yinqiao.compliance.suitability.standalone import verify_pack
from yinqiao.compliance.tests.factories import make_assessment, make_consent
from yinqiao.customers.tests.factories import NOW, TODAY, act_as
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.files.tests.opening import open_with
from yinqiao.products.tests.factories import make_product

ORDER = PackOrder(date(2026, 1, 1), date(2026, 12, 31), "监管检查 2026-11")
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


def pack(bank, *, customer_id=None, **changes):
    return services.pack_evidence(
        actor=act_as(bank.compliance),
        now=NOW,
        customer_id=customer_id or bank.own.pk,
        order=replace(ORDER, **changes),
    )


def ticket(bank, *, actor=None, customer_id=None, **changes):
    return services.draw_ticket(
        actor=actor or act_as(bank.compliance),
        now=NOW,
        customer_id=customer_id or bank.own.pk,
        order=replace(ORDER, **changes),
    )


def opened(bank, text, **changes):
    told = {"actor": act_as(bank.compliance), "now": NOW, "customer_id": bank.own.pk, **changes}
    return services.open_ticket(text, **told)


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
        with pytest.raises(InvalidInput):
            ticket(bank, **wrong)
    for make in (pack, ticket):
        with pytest.raises(NotFound):
            make(bank, customer_id=999_999_999)
    (kept,) = settings.HOME.glob("evidence/*/*")
    kept.write_bytes(kept.read_bytes()[:-20])
    with pytest.raises(EvidenceBroken):
        pack(bank)
    assert AuditEntry.objects.filter(verb="compliance.evidence-packed").count() == 1


def test_it_leaves_closed_and_what_its_password_opens_is_what_the_script_checks(
    bank, packed, tmp_path
):
    password = "KH3X-9ACE"  # noqa: S105 - of a test
    sent = b"".join(packs.protected_stream(pack(bank), at=NOW, name="p.zip", password=password))
    assert (PDF[:60] in sent, bank.own.customer_no.encode() in sent) == (False, False)
    envelope = tmp_path / "p.aes.zip"
    envelope.write_bytes(sent)
    assert verify_pack.main([str(envelope)]) == 2
    with pyzipper.AESZipFile(envelope) as closed:
        assert closed.namelist() == ["p.zip"]
        with pytest.raises(RuntimeError):
            closed.read("p.zip")
    path = tmp_path / "p.zip"
    path.write_bytes(open_with(sent, password))
    assert check(path)[0] == 0


def test_the_script_says_that_a_closed_archive_has_to_be_opened_first(bank, packed, capsys):
    sent = b"".join(packs.protected_stream(pack(bank), at=NOW, name="p.zip", password="KH3X"))  # noqa: S106
    packed.write_bytes(sent)
    assert verify_pack.main([str(packed)]) == 2
    assert "open it with its password" in capsys.readouterr().out


def test_a_pack_of_many_bytes_is_written_in_the_form_of_large_files(bank, packed, monkeypatch):
    monkeypatch.setattr(packs, "_LARGE", 100)
    sent = b"".join(packs.protected_stream(pack(bank), at=NOW, name="p.zip", password="KH3X"))  # noqa: S106
    packed.write_bytes(open_with(sent, "KH3X"))
    assert check(packed)[0] == 0


def test_a_ticket_is_one_persons_one_customers_and_lasts_ten_minutes(bank):
    drawn = ticket(bank)
    order, password = opened(bank, drawn.text)
    assert (order, password.unwrap()) == (ORDER, drawn.password.unwrap())
    assert password.unwrap() != opened(bank, ticket(bank).text)[1].unwrap()
    for wrong in (
        {"now": NOW + timedelta(minutes=10)},
        {"actor": act_as(bank.head)},
        {"customer_id": bank.foreign.pk},
    ):
        with pytest.raises(PackGone):
            opened(bank, drawn.text, **wrong)
    for text in ("", "é", drawn.text[:-8], f"A{drawn.text}"):
        with pytest.raises(PackGone):
            opened(bank, text)


def test_only_who_may_export_packs_draws_a_ticket(bank):
    with pytest.raises(PermissionRefused):
        ticket(bank, actor=act_as(bank.rm))


def test_the_page_shows_the_password_once_then_sends_what_it_opens(bank, caplog):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    tab = client.get(reverse("compliance:evidence", args=[bank.own.pk])).content.decode()
    dialog = reverse("compliance:evidence-pack-password", args=[bank.own.pk])
    url = reverse("compliance:evidence-pack", args=[bank.own.pk])
    assert ("举证包" in tab, dialog in tab) == (True, True)
    assert client.post(dialog, {"since": "2026-01-01", "until": "2026-12-31"}).status_code == 422
    assert client.post(url, {"ticket": "none"}).status_code == 409
    data = {"since": "2026-01-01", "until": "2026-12-31", "reason": "监管检查"}
    shown = client.post(dialog, data, headers={"HX-Request": "true"}).content.decode()
    password = re.search(r'class="clear">([A-Z0-9-]+)<', shown)[1]
    fetch = re.search(r'name="ticket" value="([\w=-]+)"', shown)[1]
    assert password not in client.get(dialog).content.decode()
    sent = client.post(url, {"ticket": fetch})
    assert sent.headers["Content-Disposition"].endswith('.aes.zip"')
    with zipfile.ZipFile(io.BytesIO(open_with(b"".join(sent.streaming_content), password))) as told:
        assert "manifest.json" in told.namelist()
    trail = [repr(row) for row in AuditEntry.objects.values()]
    assert not any(password in text for text in [caplog.text, *trail])
