"""The shape of a profile: strict models, nothing extra, nothing converted silently (reference: docs/reference/import-profile.md)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=60)]
Encoding = Literal["utf-8", "gbk", "gb18030"]
ColumnType = Literal[
    "text", "integer", "decimal", "cents", "rate", "date", "datetime", "code", "boolean"
]
Condition = dict[str, str | list[str]]
Scalar = str | int | bool | None


class Strict(BaseModel):
    """Base: unknown keys and wrong types are mistakes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class Delimited(Strict):
    """Fields parted by a delimiter of any length; quotes mean nothing. `trailing`: every row ends with a delimiter."""

    type: Literal["delimited"]
    delimiter: Annotated[str, Field(min_length=1, max_length=10)]
    header: bool = False
    trailing: bool = False


class Fixed(Strict):
    """Fields of a fixed number of bytes in the file's encoding, one record a line."""

    type: Literal["fixed"]
    header: bool = False


class Quoted(Strict):
    """CSV with quotes (RFC 4180); quoted values may hold the delimiter and line breaks."""

    type: Literal["csv"]
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    header: bool = True


class Workbook(Strict):
    """An xlsx sheet: by name, or the first one."""

    type: Literal["xlsx"]
    sheet: str | None = None
    header: bool = True


class Parquet(Strict):
    """A parquet file; columns are found by name."""

    type: Literal["parquet"]


Format = Annotated[Delimited | Fixed | Quoted | Workbook | Parquet, Field(discriminator="type")]


class Control(Strict):
    """The control file beside a data file: `suffix` replaces the data file's own."""

    suffix: Annotated[str, Field(pattern=r"^\.[A-Za-z0-9]+$")]
    required: bool = True


class Defaults(Strict):
    """What holds for every table that says nothing else."""

    encoding: Encoding = "utf-8"
    format: Format
    control: Control | None = None


class DatedCode(Strict):
    """A meaning that holds from `since` (included) until `until` (excluded)."""

    to: str
    since: date | None = None
    until: date | None = None


CodeMap = dict[str, str | list[DatedCode]]


class Lookup(Strict):
    """Values of another table's file (as written there), found by a key. `pick`: which of several rows wins."""

    table: Name
    key: str
    value: str
    where: Condition = {}
    pick: Literal["only", "first", "last"] = "only"


class Column(Strict):
    """A field of the file, in file order. `to` is the target's column (the same name if absent, nothing if null)."""

    name: Name
    to: Name | None = None
    header: str | None = None
    type: ColumnType = "text"
    required: bool = False
    max: Annotated[int, Field(gt=0)] | None = None
    bytes: Annotated[int, Field(gt=0)] | None = None
    map: str | None = None
    check: str | None = None
    when: Condition = {}
    format: str | None = None
    null: list[str] = []
    forever: str | None = None
    sign: Literal["leading", "trailing"] = "leading"
    unit: Literal["percent", "fraction"] = "percent"
    scale: Annotated[int, Field(ge=0, le=8)] = 2
    thousands: bool = False
    transform: str | None = None
    lookup: str | None = None
    template: str | None = None

    @property
    def target(self) -> str | None:
        """The target's column, or None for a field that is read and not loaded."""
        return None if "to" in self.model_fields_set and self.to is None else self.to or self.name

    @property
    def heading(self) -> str:
        """What the header of the file calls the field."""
        return self.header or self.name


class Derived(Column):
    """A column that the file does not have: worked out from others (`transform`, `lookup`, `template`, in this order)."""

    source: str | list[str] = Field(alias="from")
    default: str | None = None

    @property
    def sources(self) -> list[str]:
        """The columns it is worked out from."""
        return [self.source] if isinstance(self.source, str) else self.source


class Check(Strict):
    """A rule over columns of the target; `when` limits it to rows with these values (after mapping)."""

    rule: str
    columns: Annotated[list[str], Field(min_length=1)]
    when: Condition = {}
    level: Literal["error", "warning"] = "error"


class Reference(Strict):
    """A column whose value must be a known key of another object."""

    column: str
    to: str


class Table(Strict):
    """One kind of file and where its rows go."""

    name: Name
    title: str
    file: str | None = None
    rows: list[dict[str, Scalar]] | None = None
    target: str
    mode: Literal["full", "delta", "append"]
    key: Annotated[list[str], Field(min_length=1)]
    after: list[str] = []
    optional: bool = False
    encoding: Encoding | None = None
    format: Format | None = None
    control: Control | None = None
    control_sum: str | None = None
    expected_by: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    shape: str | None = None
    distinct: bool = False
    columns: list[Column] = []
    derive: list[Derived] = []
    constants: dict[str, Scalar] = {}
    checks: list[Check] = []
    references: list[Reference] = []

    @property
    def has_own_control(self) -> bool:
        """Whether the table says itself whether there is a control file (``control: null`` means none)."""
        return "control" in self.model_fields_set


class Profile(Strict):
    """A source and its files. `tolerance` is the share of rejected rows above which a batch is flagged.

    `historic`: its files are of long ago by nature, so that an old batch date is no slip.
    """

    profile: Name
    title: str
    source: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=20)]
    version: int
    description: str = ""
    historic: bool = False
    defaults: Defaults
    expected_by: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    tolerance: Annotated[float, Field(ge=0, le=1)] = 0.001
    code_maps: dict[str, CodeMap] = {}
    lookups: dict[str, Lookup] = {}
    tables: Annotated[list[Table], Field(min_length=1)]

    def table(self, name: str) -> Table:
        """Return the table of that name; raise KeyError."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    def format_of(self, table: Table) -> Format:
        """Return the table's format, or the profile's."""
        return table.format or self.defaults.format

    def encoding_of(self, table: Table) -> Encoding:
        """Return the table's encoding, or the profile's."""
        return table.encoding or self.defaults.encoding

    def control_of(self, table: Table) -> Control | None:
        """Return how the table's control files are named, or None if it has none."""
        return table.control if table.has_own_control else self.defaults.control
