"""Keep evidence unchanged, open it with a trace, and prove that nothing of it was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from yinqiao.compliance.suitability import evidence_files as files
from yinqiao.compliance.suitability import parameters as keys
from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.choices import EvidenceKind, InsuranceKind
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.suitability.queries import limits
from yinqiao.compliance.suitability.rules import Policy, declaration_grounds
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products

TYPE: Final = "compliance.evidence"
LONGEST_TITLE: Final = 120
_LONGEST_NUMBER: Final = 80
_MEGABYTE: Final = 1_000_000
_FORM: Final = 20_000
_HEAD: Final = 16
_DIGEST: Final = 64


class EvidenceBroken(DomainError):
    """The file is not what was kept."""

    code = "EVIDENCE_BROKEN"
    status = 409


@dataclass(frozen=True, slots=True)
class EvidenceDetails:
    """What is kept. `about` is what it belongs to (an opportunity); an external recording has its number, and its SHA-256 where told.

    An insurance application comes with the figures of its `policy`; `has_declaration` says that the signed declaration is in the file.
    """

    kind: str
    title: str
    happened_on: date
    product_id: int | None = None
    about: ObjectRef | None = None
    external_no: str = ""
    external_sha256: str = ""
    policy: Policy | None = None
    has_declaration: bool = False


@use_case("compliance.evidence-kept", permission=policies.KEEP_EVIDENCE)
def keep_evidence(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    details: EvidenceDetails,
    file: BinaryIO | None = None,
    size: int = 0,
) -> int:
    """Keep one piece; return its id. `file` is in clear and of `size` bytes; its digests go into the row and the audit chain.

    Raises NotFound outside the scope, InvalidInput for what is no evidence: neither file nor number, a kind of file that is not
    taken, too large, or an application that lacks the declaration of article 39.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    today = clock.bank_date(now)
    media_type = _media_type(file)
    _check(details, today, media_type=media_type, size=size, has_file=file is not None)
    grounds = _grounds(details, today)
    evidence_id = reserve_ids("compliance_evidence", 1)[0]
    kept = files.keep(file, evidence_id=evidence_id, year=today.year) if file is not None else None
    try:
        row = Evidence(
            pk=evidence_id,
            customer_id=customer_id,
            kind=details.kind,
            product_id=details.product_id,
            about_type=details.about.type if details.about else "",
            about_id=details.about.pk if details.about else None,
            title=scan_free_text(details.title.strip()),
            happened_on=details.happened_on,
            facts=_facts(details.policy, grounds),
            media_type=media_type,
            size=kept.size if kept else None,
            sha256=kept.sha256 if kept else details.external_sha256.lower(),
            sm3=kept.sm3 if kept else "",
            path=kept.path if kept else "",
            external_no=details.external_no.strip(),
            kept_at=now,
            kept_by_id=actor.staff_id,
            kept_by_name=actor.name,
        )
        row.save(force_insert=True)
        unit.audit(
            ObjectRef(TYPE, row.pk),
            new={
                "kind": row.kind,
                "sha256": row.sha256,
                "sm3": row.sm3,
                "size": row.size,
                "external_no": row.external_no,
            },
            customer_id=customer_id,
            detail={"declaration": grounds} if grounds else {},
        )
    except BaseException:
        if kept is not None:
            files.drop(kept.path)
        raise
    return evidence_id


@use_case("compliance.evidence-opened", permission=policies.OPEN_EVIDENCE)
def open_evidence(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, evidence_id: int
) -> tuple[Evidence, Iterator[bytes]]:
    """Return a piece and its file in clear, checked as a whole before the first byte is given; the trail has it first.

    Raises NotFound outside the scope or without a file, EvidenceBroken for a file that is not as it was kept.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = Evidence.objects.filter(pk=evidence_id, customer_id__in=customers.party_ids(customer_id))
    row = rows.exclude(path="").first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if fault_of(row):
        raise EvidenceBroken(_("The file is not what was kept. Tell compliance."))
    unit.audit(ObjectRef(TYPE, row.pk), customer_id=customer_id, detail={"kind": row.kind})
    return row, files.blocks(row.path, evidence_id=row.pk)


def most_bytes(now: datetime) -> int:
    """Return how large a file of evidence may be, with what a form adds to it."""
    most = parameters.integer(keys.EVIDENCE_MEGABYTES, on=clock.bank_date(now))
    return most * _MEGABYTE + _FORM


def fault_of(row: Evidence) -> str:
    """Return what is wrong with the file of a row: ``missing``, ``changed``, or nothing. What lies elsewhere is not looked at."""
    if not row.path:
        return ""
    found = files.look(row.path, evidence_id=row.pk)
    if found.fault:
        return found.fault
    is_same = (found.size, found.sha256, found.sm3) == (row.size, row.sha256, row.sm3)
    return "" if is_same else "changed"


def _media_type(file: BinaryIO | None) -> str:
    if file is None:
        return ""
    head = file.read(_HEAD)
    file.seek(0)
    return files.media_type_of(head)


def _check(
    details: EvidenceDetails, today: date, *, media_type: str, size: int, has_file: bool
) -> None:
    wrong = _wrong_words(details, today)
    number = details.external_no.strip()
    if not has_file and not number:
        wrong["file"] = _("A file is needed, or the number of a recording.")
    if has_file and not media_type:
        wrong["file"] = _("Only PDF, PNG, JPEG, MP3, WAV and MP4 are kept.")
    most = parameters.integer(keys.EVIDENCE_MEGABYTES, on=today)
    if size > most * _MEGABYTE:
        wrong["file"] = _("At most {limit} MB.").format(limit=most)
    if len(number) > _LONGEST_NUMBER:
        wrong["external_no"] = _("At most {limit} characters.").format(limit=_LONGEST_NUMBER)
    if details.product_id is not None and not products.sale_terms([details.product_id], on=today):
        wrong["product_id"] = _("Choose one of the list.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)


def _wrong_words(details: EvidenceDetails, today: date) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if details.kind not in EvidenceKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if not 0 < len(details.title.strip()) <= LONGEST_TITLE:
        wrong["title"] = _("Enter a title.")
    if details.happened_on > today:
        wrong["happened_on"] = _("This day lies ahead.")
    digest = details.external_sha256.strip().lower()
    if digest and (len(digest) != _DIGEST or set(digest) - set("0123456789abcdef")):
        wrong["external_sha256"] = _("A SHA-256 has 64 hexadecimal digits.")
    return wrong


def _grounds(details: EvidenceDetails, today: date) -> list[str]:
    """Return why a declaration is due, and refuse an application that lacks it."""
    if details.policy is None:
        return []
    if details.policy.kind not in InsuranceKind.values:
        raise InvalidInput(
            _("The entry is not complete."), fields={"insurance": _("Choose one of the list.")}
        )
    grounds = declaration_grounds(details.policy, limits.policy_limits(today))
    if grounds and not details.has_declaration:
        said = _("A signed declaration is due: {grounds}.").format(
            grounds="、".join(str(ground.label) for ground in grounds)
        )
        raise InvalidInput(said, fields={"has_declaration": said})
    return [ground.value for ground in grounds]


def _facts(policy: Policy | None, grounds: list[str]) -> Mapping[str, object]:
    """Return what an application was judged by, amounts as texts, so that JSON keeps every digit."""
    if policy is None:
        return {}
    told = {name: value for name, value in asdict(policy).items() if value is not None}
    plain = {
        name: str(value) if isinstance(value, Decimal) else value for name, value in told.items()
    }
    return {**plain, "declaration": grounds}
