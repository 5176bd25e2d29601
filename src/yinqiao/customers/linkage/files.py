"""Labelled files that the linkage is tried on: records with a map of their columns, and the answers that are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
import yaml
from django.utils.translation import gettext as _

from yinqiao.customers.linkage.records import MEANINGS
from yinqiao.platform.errors import DomainError

RECORD: Final = "record"
PATTERN: Final = "truth_pattern"
_OTHER_WORDS: Final = {
    "given": "first_name given_name firstname forename givenname 名",
    "surname": "last_name family_name lastname familyname 姓 姓氏",
    "name": "full_name fullname customer_name person_name 姓名 客户姓名 客户名称 名称",
    "former_name": "formername previous_name old_name 曾用名",
    "birth": "dob birth_date birth_on date_of_birth birthday birthdate 出生日期 生日",
    "id": "id_no id_number idno id_card identification identity_number national_id ssn soc_sec_id certificate 证件号 证件号码 身份证号 身份证",
    "passport": "passport_no passport_number 护照 护照号",
    "uscc": "credit_code unified_social_credit_code registration_number 统一社会信用代码",
    "phone": "mobile tel telephone phone_number mobile_phone cell 手机 手机号 电话 联系电话",
    "email": "mail e_mail email_address 邮箱 电子邮箱",
    "company": "company_name organization organisation employer firm 企业名称 公司名称 单位名称",
    "province": "state region 省 省份",
    "city": "town suburb locality 市 城市",
    "district": "county borough 区 区县",
    "postcode": "postal_code zip zipcode zip_code post_code 邮编 邮政编码",
    "address": "street address_line street_address addr 地址 住址 详细地址",
    RECORD: "record_id unique_id rec_id key row_id 编号 记录号",
}
_MEANING_OF: Final = {
    word: meaning for meaning, words in _OTHER_WORDS.items() for word in words.split()
} | {meaning: meaning for meaning in (*MEANINGS, RECORD)}
_LEFT: Final = ("_l", "_left", "_1", "left", "left_id", "id1", "id_1", "l")
_RIGHT: Final = ("_r", "_right", "_2", "right", "right_id", "id2", "id_2", "r")
_LABELS: Final = ("score", "label", "match", "truth", "is_match")
_PAIR: Final = 2


class FileUnfit(DomainError):
    """A file or map that cannot be tried; the sentence says what to mend."""

    code = "LINKAGE_FILE_UNFIT"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records with `record_id` (place in the file) and columns named by meaning; `names` are their ids in the file, as text."""

    records: pl.DataFrame
    names: pl.Series
    rows: pl.DataFrame
    truth_pattern: str


def read_table(path: Path) -> pl.DataFrame:
    """Return a Parquet or CSV file with every column as text, blanks as null."""
    if not path.is_file():
        raise FileUnfit(_("There is no file %(path)s.") % {"path": path})
    try:
        frame = _read(path)
    except (pl.exceptions.PolarsError, UnicodeError, OSError) as error:
        raise FileUnfit(
            _("%(path)s cannot be read: %(why)s")
            % {"path": path.name, "why": str(error).splitlines()[0]}
        ) from error
    return frame.select(pl.all().cast(pl.String).str.strip_chars().replace("", None))


def _read(path: Path) -> pl.DataFrame:
    if path.suffix.lower() in {".parquet", ".pq"}:
        return pl.read_parquet(path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    separator = "\t" if path.suffix.lower() == ".tsv" or "\t" in text[: text.find("\n")] else ","
    return pl.read_csv(text.encode(), separator=separator, infer_schema=False)


def read_labelled(path: Path, columns: Path) -> Labelled:
    """Return the records of `path` under the map `columns`."""
    rows = read_table(path)
    wanted, settings = _read_map(columns, rows.columns)
    record = wanted.pop(RECORD, ())
    if not wanted:
        raise FileUnfit(
            _("The map names no column. Known meanings: %(known)s.")
            % {"known": ", ".join(MEANINGS)}
        )
    chosen = [
        pl.col(column).alias(meaning if place == 0 else f"{meaning}_{place + 1}")
        for meaning, names in wanted.items()
        for place, column in enumerate(names)
    ]
    numbered = pl.int_range(pl.len(), dtype=pl.Int64).alias("record_id")
    names = (
        rows.get_column(record[0]) if record else rows.select(numbered.cast(pl.String)).to_series()
    )
    return Labelled(rows.select(numbered, *chosen), names, rows, settings)


def _read_map(path: Path, columns: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], str]:
    """Return the columns of each meaning, and the pattern of the truth. The map may be written either way round."""
    if not path.is_file():
        raise FileUnfit(_("There is no file %(path)s.") % {"path": path})
    try:
        # Every scalar as text: a column may be called no, on or 1.
        written = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or {}  # noqa: S506 - makes texts, lists and maps only
    except (yaml.YAMLError, UnicodeError) as error:
        raise FileUnfit(_("%(path)s is no YAML.") % {"path": path.name}) from error
    if not isinstance(written, Mapping):
        raise FileUnfit(_("%(path)s is no map of columns.") % {"path": path.name})
    pattern = str(written.get(PATTERN, ""))
    body = written.get("columns", {key: value for key, value in written.items() if key != PATTERN})
    if not isinstance(body, Mapping):
        raise FileUnfit(_("%(path)s is no map of columns.") % {"path": path.name})
    pairs = [pair for key, value in body.items() for pair in _pairs_of(str(key), value, columns)]
    if written.get(RECORD) and "columns" in written:
        pairs.append((RECORD, str(written[RECORD])))
    found: dict[str, tuple[str, ...]] = {}
    for meaning, column in pairs:
        found[meaning] = (*found.get(meaning, ()), column)
    return found, pattern


def _pairs_of(key: str, value: object, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Return (meaning, column) for one line: ``birth: dob``, ``address: [street, suburb]`` or, turned, ``dob: birth``."""
    values = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    meaning = _meaning(key)
    if meaning and all(item in columns for item in values):
        return [(meaning, item) for item in values]
    if key in columns and len(values) == 1 and _meaning(values[0]):
        return [(_meaning(values[0]), key)]
    if not meaning:
        raise FileUnfit(
            _("%(word)s is no meaning of a column. Known: %(known)s.")
            % {"word": key, "known": ", ".join(MEANINGS)}
        )
    missing = next(item for item in values if item not in columns)
    raise FileUnfit(_("The file has no column %(column)s.") % {"column": missing})


def _meaning(word: str) -> str:
    return _MEANING_OF.get(word.strip().lower().replace("-", "_").replace(" ", "_"), "")


@dataclass(frozen=True, slots=True)
class Truth:
    """The answers: clusters of all records (record_id, cluster), or labels of some pairs (left_id, right_id, label)."""

    clusters: pl.DataFrame | None
    labels: pl.DataFrame | None


def read_truth(given: str, labelled: Labelled) -> Truth:
    """Return what is known: a column of the records that groups them, or a file of clusters or of pairs."""
    if given in labelled.rows.columns:
        return Truth(_grouped(labelled, labelled.rows.get_column(given), given), None)
    if not Path(given).is_file():
        raise FileUnfit(
            _("%(given)s is neither a column of the records nor a file.") % {"given": given}
        )
    table = read_table(Path(given))
    left, right = _ends(table.columns, _LEFT), _ends(table.columns, _RIGHT)
    if left and right:
        return Truth(None, _labels(table, (left, right), labelled))
    if len(table.columns) < _PAIR:
        raise FileUnfit(
            _("The answers need two columns: record and cluster, or the two records of a pair.")
        )
    return _told(table, labelled)


def _grouped(labelled: Labelled, values: pl.Series, column: str) -> pl.DataFrame:
    if labelled.truth_pattern:
        values = values.str.extract(labelled.truth_pattern)
    if values.n_unique() == values.len():
        raise FileUnfit(
            _(
                "No two records share a value of %(column)s. Where a part of it tells the record's group, give it as truth_pattern, such as '^rec-(\\d+)'."
            )
            % {"column": column}
        )
    return labelled.records.select("record_id", cluster=values)


def _ends(columns: Sequence[str], endings: Sequence[str]) -> str:
    return next(
        (
            name
            for name in columns
            if name.lower().endswith(tuple(endings)) and "dataset" not in name.lower()
        ),
        "",
    )


def _ids(labelled: Labelled) -> pl.DataFrame:
    """Return name in the file and record_id."""
    return labelled.records.select("record_id", name=labelled.names)


def _labels(table: pl.DataFrame, ends: tuple[str, str], labelled: Labelled) -> pl.DataFrame:
    label = next((name for name in table.columns if name.lower().endswith(_LABELS)), "")
    score = pl.col(label).cast(pl.Float64, strict=False).fill_null(0.0) if label else pl.lit(1.0)
    ids = _ids(labelled)
    found = (
        table.select(pl.col(ends[0]).alias("l"), pl.col(ends[1]).alias("r"), label=score)
        .join(ids.rename({"record_id": "left_id"}), left_on="l", right_on="name")
        .join(ids.rename({"record_id": "right_id"}), left_on="r", right_on="name")
        .select("left_id", "right_id", "label")
    )
    if found.is_empty():
        raise FileUnfit(
            _(
                "No pair of the answers names two records of the file; is the column of their numbers given as record?"
            )
        )
    return found


def _told(table: pl.DataFrame, labelled: Labelled) -> Truth:
    """Two columns without telling names: the first names records once each, so the second groups them; otherwise they are pairs."""
    first, second = table.columns[:2]
    if table.get_column(first).n_unique() == table.height:
        clusters = _ids(labelled).join(
            table.select(name=pl.col(first), cluster=pl.col(second)), on="name", how="left"
        )
        if clusters.get_column("cluster").null_count() < clusters.height:
            return Truth(clusters.select("record_id", "cluster"), None)
    return Truth(None, _labels(table, (first, second), labelled))
