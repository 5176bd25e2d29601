"""Why a file or a row is refused: stable codes, the Chinese text that is stored, the English msgid for other readers.

A text never holds a value of the row: names and numbers stay masked in errors (UI.md, import).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yinqiao.platform.errors import DomainError


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with its sentence; `chinese` and `english` take the same named fields."""

    code: str
    chinese: str
    english: str

    def text(self, **fields: object) -> str:
        """Return the Chinese sentence with its fields filled in."""
        return self.chinese.format(**fields)


class FileRefused(DomainError):
    """A whole file is refused before any of its rows is loaded: the old data stays (DOMAIN §14 #27)."""

    status = 422

    def __init__(self, reason: Reason, **fields: object) -> None:
        super().__init__(reason.text(**fields))
        self.code = reason.code
        self._said = (reason, fields)

    def __reduce__(self) -> "tuple[Callable[..., FileRefused], tuple[Reason, dict[str, object]]]":
        # From the process that reads to the one that loads.
        return _refused, self._said


def _refused(reason: Reason, fields: dict[str, object]) -> FileRefused:
    return FileRefused(reason, **fields)


_ALL: dict[str, Reason] = {}


def _reason(code: str, chinese: str, english: str) -> Reason:
    reason = Reason(code, chinese, english)
    _ALL[code] = reason
    return reason


# A file as a whole
NOT_READABLE = _reason(
    "FILE_NOT_READABLE", "文件打不开：{detail}", "The file cannot be opened: {detail}"
)
EMPTY_FILE = _reason("FILE_EMPTY", "文件没有内容", "The file is empty")
UTF16 = _reason(
    "FILE_UTF16",
    "文件是 UTF-16 编码，请另存为 {encoding}",
    "The file is UTF-16; save it as {encoding}",
)
WRONG_ENCODING = _reason(
    "FILE_WRONG_ENCODING",
    "方案声明编码为 {declared}，文件实际像 {found}，请核对",
    "Declared as {declared}, the file looks like {found}",
)
ONLY_CARRIAGE_RETURNS = _reason(
    "FILE_BARE_CR", "文件只用回车（CR）分行，请改用换行（LF）", "Lines end in CR only; use LF"
)
ARCHIVE_BROKEN = _reason(
    "FILE_ARCHIVE_BROKEN",
    "压缩文件损坏或未传完：{detail}",
    "The archive is broken or incomplete: {detail}",
)
ARCHIVE_BOMB = _reason(
    "FILE_ARCHIVE_BOMB",
    "压缩文件展开超出上限（{limit}），拒绝读取",
    "The archive expands beyond {limit}",
)
WRONG_HEADER = _reason(
    "FILE_WRONG_HEADER", "表头不符：{detail}", "The header does not fit: {detail}"
)
WORKBOOK_BROKEN = _reason(
    "FILE_WORKBOOK_BROKEN", "不是可读的 xlsx 文件：{detail}", "Not a readable xlsx file: {detail}"
)
WORKBOOK_DECLARES = _reason(
    "FILE_WORKBOOK_DECLARES",
    "xlsx 文件内含文档类型声明（DTD），正常表格不会有，拒绝读取",
    "The xlsx file holds a document type declaration, which no spreadsheet has",
)
SHEET_MISSING = _reason(
    "FILE_SHEET_MISSING",
    "没有工作表「{sheet}」，文件中有：{found}",
    "There is no sheet {sheet}; found: {found}",
)
PARQUET_BROKEN = _reason(
    "FILE_PARQUET_BROKEN",
    "不是可读的 parquet 文件：{detail}",
    "Not a readable parquet file: {detail}",
)
MOSTLY_BAD = _reason(
    "FILE_MOSTLY_BAD",
    "前 {rows} 行中有 {rejected} 行被拒（超过 {limit}），疑似格式不符，整个文件未装载；首要原因：{first}",
    "{rejected} of the first {rows} rows were rejected (limit {limit}); nothing was loaded. First: {first}",
)
MOSTLY_UNKNOWN = _reason(
    "FILE_MOSTLY_UNKNOWN",
    "前 {rows} 行中有 {rejected} 行被拒（超过 {limit}），主要因为 {column} {message}，整个文件未装载；请先装载{first}",
    "{rejected} of the first {rows} rows were rejected (limit {limit}), mostly for {column}: {message}. Load {first} first.",
)
ENDS_WITHHELD = _reason(
    "ENDS_WITHHELD",
    "全量文件缺少已有的 {rows} 行（超过 {limit}），疑似少了分片：本次未终止任何数据，请核对后重跑",
    "The full file lacks {rows} rows held before (over {limit}): a part seems missing. Nothing was ended; check and run again.",
)
ENDS_PART_MISSING = _reason(
    "ENDS_PART_MISSING",
    "缺少分片 {names}，已有的 {rows} 行未见于本次文件：本次未终止任何数据，请补齐后重跑",
    "The part {names} did not arrive, {rows} rows held before were not seen: nothing was ended; run again when it is here.",
)
ENDS_UNIDENTIFIED = _reason(
    "ENDS_UNIDENTIFIED",
    "已有的 {rows} 行未见于本次文件，而隔离区有 {strays} 行读不出主键，可能正是这些行：本次未终止任何数据，请更正后重跑",
    "{rows} rows held before were not seen, and {strays} rows in quarantine have no readable key and may be those: nothing was ended.",
)
# Reasons of a table whose file came, but not whole: its batch is told as partly loaded, and may be run again.
WITHHELD = frozenset({ENDS_WITHHELD.code, ENDS_PART_MISSING.code, ENDS_UNIDENTIFIED.code})
CONTROL_MISSING = _reason(
    "CONTROL_MISSING",
    "缺少控制文件 {name}，可能尚未传完",
    "The control file {name} is missing; the transfer may not be complete",
)
CONTROL_UNREADABLE = _reason(
    "CONTROL_UNREADABLE",
    "控制文件第 {line} 行无法识别：应为「名称=值」",
    "Line {line} of the control file is not name=value",
)
CONTROL_INCOMPLETE = _reason(
    "CONTROL_INCOMPLETE", "控制文件缺少 {name}", "The control file lacks {name}"
)
CONTROL_VALUE = _reason(
    "CONTROL_VALUE", "控制文件的 {name} 不是{kind}", "{name} of the control file is not {kind}"
)
CONTROL_DATE = _reason(
    "CONTROL_DATE",
    "控制文件日期 {found} 与批次日期 {expected} 不符",
    "Control date {found} is not the batch date {expected}",
)
CONTROL_ROWS = _reason(
    "CONTROL_ROWS",
    "控制文件为 {expected} 行，实收 {found} 行",
    "The control file says {expected} rows, {found} arrived",
)
CONTROL_SUM = _reason(
    "CONTROL_SUM",
    "控制文件合计为 {expected}，实收合计 {found}",
    "The control file says a sum of {expected}, the rows give {found}",
)
CONTROL_DIGEST = _reason(
    "CONTROL_DIGEST",
    "{name} 摘要与控制文件不符，文件内容已变动",
    "The {name} digest differs: the file was changed",
)
TABLE_REFUSED = _reason(
    "TABLE_REFUSED",
    "同一张表的另一文件 {name} 被拒，整张表未装载",
    "Another file of the table, {name}, was refused",
)
LOADED_LATER = _reason(
    "FILE_LOADED_LATER",
    "该表已装载 {day} 批次，{on} 批次的数据较旧，整张表未装载；确需改用旧数据，请先撤回较新的批次",
    "The table holds the batch of {day}; that of {on} is older and was not loaded. Undo the later batch first if it is meant.",
)
TOO_MANY_ROWS = _reason(
    "FILE_TOO_MANY_ROWS",
    "需要整体处理的文件超过 {limit} 行",
    "More than {limit} rows in a file that is worked on whole",
)
FILE_CHANGED = _reason(
    "FILE_CHANGED",
    "文件在核验之后发生变动，已停止装载",
    "The file changed after it had been verified",
)

# A row as a whole
BAD_BYTES = _reason(
    "ROW_BAD_BYTES",
    "第 {byte} 字节不是有效的 {encoding} 编码",
    "Byte {byte} is not valid {encoding}",
)
OTHER_ENCODING = _reason(
    "ROW_OTHER_ENCODING",
    "本行像 {found} 编码，与文件的 {declared} 不符",
    "This row looks like {found}, not {declared}",
)
GARBLED = _reason(
    "ROW_GARBLED", "含替换符或「锟斤拷」，内容在上游已成乱码", "The text was garbled upstream"
)
PRIVATE_USE = _reason(
    "ROW_PRIVATE_USE",
    "含自造字（{point}），请改为标准汉字",
    "Private-use character {point}; use the standard one",
)
NUL = _reason("ROW_NUL", "含空字符（NUL）", "A NUL character")
CONTROL_CHARACTER = _reason(
    "ROW_CONTROL_CHARACTER",
    "第 {byte} 字节是控制字符 0x{value:02X}",
    "Byte {byte} is the control character 0x{value:02X}",
)
BARE_CR = _reason(
    "ROW_BARE_CR", "行内有单独的回车符（CR）", "A bare carriage return inside the row"
)
STRAY_BOM = _reason(
    "ROW_STRAY_BOM", "行内有 BOM 标记，文件可能由多个文件拼接", "A byte-order mark inside the row"
)
TOO_LONG = _reason(
    "ROW_TOO_LONG", "本行超过 {limit} 字节，疑似缺少换行", "The row is longer than {limit} bytes"
)
RAGGED = _reason(
    "ROW_COLUMNS",
    "本行 {found} 列，应为 {expected} 列",
    "The row has {found} columns, {expected} expected",
)
ROW_LENGTH = _reason(
    "ROW_LENGTH",
    "本行 {found} 字节，应为 {expected} 字节",
    "The row has {found} bytes, {expected} expected",
)
SPLIT_CHARACTER = _reason(
    "ROW_SPLIT_CHARACTER", "字段边界切断了一个汉字", "A field border cuts a character in two"
)
QUOTES = _reason(
    "ROW_QUOTES",
    "引号未闭合或引号后有多余字符",
    "Quotes that do not close, or text after a closing quote",
)
CELL_NUMBER = _reason(
    "CELL_NUMBER",
    "Excel 把长号码存成了数值，末位已失真，请改为文本格式",
    "Excel stored a long number as a figure; digits are lost",
)
CELL_DATE = _reason(
    "CELL_DATE", "Excel 把该值存成了日期，请改为文本格式", "Excel stored the value as a date"
)
CELL_KIND = _reason("CELL_KIND", "单元格是{kind}，不能作为该列的值", "The cell is {kind}")

# A value
REQUIRED = _reason("REQUIRED", "必填项为空", "A required value is empty")
TOO_MANY_CHARACTERS = _reason(
    "TOO_MANY_CHARACTERS", "超过 {limit} 个字", "More than {limit} characters"
)
NOT_INTEGER = _reason("NOT_INTEGER", "须为整数", "Must be a whole number")
NOT_DECIMAL = _reason(
    "NOT_DECIMAL", "须为数字，最多 {scale} 位小数", "Must be a number with at most {scale} decimals"
)
NOT_CENTS = _reason(
    "NOT_CENTS", "须为以分计的整数，负号在{place}", "Must be whole cents, the sign {place}"
)
NOT_RATE = _reason(
    "NOT_RATE", "须为利率或比例数字，最多 6 位小数", "Must be a rate with at most 6 decimals"
)
NOT_DATE = _reason("NOT_DATE", "不是有效日期，应为 {format}", "Not a date of the form {format}")
EXCEL_SERIAL = _reason(
    "EXCEL_SERIAL", "像 Excel 日期序号，请设为日期格式", "Looks like an Excel date serial"
)
DATE_RANGE = _reason(
    "DATE_RANGE", "日期早于 {first}，不合常理", "A date before {first} is implausible"
)
NOT_BOOLEAN = _reason("NOT_BOOLEAN", "须为 1 或 0（是/否）", "Must be 1 or 0")
SCIENTIFIC = _reason(
    "SCIENTIFIC", "号码成了科学计数法，原值已丢失", "The number turned into scientific notation"
)
UNMAPPED_CODE = _reason(
    "UNMAPPED_CODE", "码值未对照（码表 {map}）", "No meaning for this code in the map {map}"
)
NOT_OPERATION = _reason(
    "NOT_OPERATION", "增量标志须为 I、U 或 D", "The operation must be I, U or D"
)
INSERT_KNOWN = _reason(
    "OPERATION_INSERT_KNOWN",
    "标志为 I（新增），但主键已存在，已按更新处理",
    "I, but the key exists: taken as a change",
)
UPDATE_UNKNOWN = _reason(
    "OPERATION_UPDATE_UNKNOWN",
    "标志为 U（更新），但主键不存在，已按新增处理",
    "U, but the key does not exist: taken as a new row",
)
DELETE_UNKNOWN = _reason(
    "OPERATION_DELETE_UNKNOWN",
    "标志为 D（删除），但主键不存在，未作处理",
    "D, but the key does not exist: nothing was done",
)
NOT_DERIVED = _reason(
    "NOT_DERIVED", "由「{source}」推算不出该值", "Cannot be worked out from {source}"
)
LOOKUP_MISSING = _reason(
    "LOOKUP_MISSING", "在「{table}」中找不到对应记录", "Nothing found in {table}"
)
REFERENCE_MISSING = _reason(
    "REFERENCE_MISSING", "引用的{title}不存在", "The {title} referred to does not exist"
)
DUPLICATE_KEY = _reason(
    "DUPLICATE_KEY", "主键与本批前面的行重复", "The key repeats an earlier row of this batch"
)
DUPLICATE_KEY_LINE = _reason(
    "DUPLICATE_KEY", "主键与第 {line} 行重复", "The key repeats line {line}"
)
CHECK_FAILED = _reason("CHECK_FAILED", "未通过校验「{rule}」", "The check {rule} fails")
DATABASE_REFUSED = _reason(
    "DATABASE_REFUSED", "数据库拒绝该行（{detail}）", "The database refused the row ({detail})"
)
LOADED_DIFFERENTLY = _reason(
    "LOADED_DIFFERENTLY",
    "该行已随 {day} 批次入库且内容不同，原值未改；确需更正请重跑该日批次",
    "Loaded with other content by the batch of {day}, which stands; to correct it, run that date again",
)

REASONS: Mapping[str, Reason] = MappingProxyType(_ALL)
