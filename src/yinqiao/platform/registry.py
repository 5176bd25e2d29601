"""What rooms put on offer: filled once in each room's `apps.ready()`, read by shells below them.

A fixed set of registries; a duplicate key is a programming error and raises at start.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from yinqiao.platform.actor import Actor

T = TypeVar("T")


class Registry(Generic[T]):
    """An ordered mapping that refuses a second entry under one key."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, T] = {}

    def add(self, key: str, item: T) -> T:
        """Register `item` under `key`; raise ValueError if the key is taken by another item."""
        if key in self._items and self._items[key] != item:
            message = f"{self.name}: {key} is registered twice"
            raise ValueError(message)
        self._items[key] = item
        return item

    def get(self, key: str) -> T:
        """Return the item under `key`; raise KeyError naming the registry."""
        try:
            return self._items[key]
        except KeyError:
            message = f"{self.name}: nothing is registered under {key!r}"
            raise KeyError(message) from None

    def find(self, key: str) -> T | None:
        """Return the item under `key`, or None."""
        return self._items.get(key)

    def items(self) -> Iterator[tuple[str, T]]:
        """Yield (key, item) in the order of registration."""
        yield from self._items.items()

    def values(self) -> Iterator[T]:
        """Yield the items in the order of registration."""
        yield from self._items.values()

    def __contains__(self, key: str) -> bool:
        return key in self._items


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the side menu. `title` is an English msgid; `count` may give a live number for the actor.

    `title_for` gives the title, translated, where it depends on who reads it.
    """

    key: str
    title: str
    url_name: str
    icon: str
    permission: str
    group: str = ""
    order: int = 100
    count: Callable[[Actor], int | None] | None = None
    title_for: Callable[[Actor], str] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a page that another room owns: loaded on its own by HTMX from `url_name`.

    `place` names the slot (``customer.overview``, ``customer.tab``); the URL takes the object's id. A panel of ``customer.action`` is
    not loaded: it is a button in the head of the page, with its icon, that opens the URL; one of ``counter.action``
    takes the name of a visit at the counter instead of an id, one of ``trigger.page`` the code of the rule; that of ``counter.stranger`` takes
    nothing and is offered where nobody was found, one of ``sales.calls`` takes nothing and is loaded beside the calls of the day. One that `travels` shows what was known
    at ``?as_of=``; of the others the page of an earlier day says that they tell of today only. `only` names the one kind of object
    that it is for (``COMPANY``), where the page shows several. `count` tells how many wait in a tab of the object; None shows no number.
    """

    key: str
    place: str
    title: str
    url_name: str
    permission: str
    order: int = 100
    width: int = 1
    icon: str = ""
    travels: bool = False
    only: str = ""
    count: Callable[[Actor, int], int | None] | None = None


@dataclass(frozen=True, slots=True)
class ObjectType:
    """What an `ObjectRef` of this type is called and where it opens. `visible` answers for one actor and id."""

    key: str
    title: str
    url_name: str
    label: Callable[[Actor, int], str]
    visible: Callable[[Actor, int], bool]


SECURITY_VALUE = "parameters.security-value"
DATA_VALUE = "parameters.data-value"
"""Kinds of approval of a protected parameter: of sign-in and accounts, of customers' data. A bank may give them to two roles."""


@dataclass(frozen=True, slots=True)
class ParameterDefinition:
    """A number or text of the rules: effective-dated values live in the database, this is its first value.

    `value` is JSON-plain; `source` is the rule's name; `owner` the department that answers for it. A new value stands within
    `least` and `most` (both or none), or among `choices`. `approval` is the kind of approval that a person's new value needs:
    what keeps the bank safe is not one administrator's to loosen. `check` takes the value as it was read and says in a sentence
    why it cannot be taken, or nothing. `say` tells a value of codes in the reader's words where it is only read, its unit with it.
    """

    key: str
    title: str
    value: object
    unit: str
    source: str
    owner: str
    effective_from: str = "2000-01-01"
    description: str = ""
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    approval: str = ""
    check: Callable[[object], str] | None = None
    say: Callable[[object], str] | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line in the command palette."""

    group: str
    title: str
    detail: str
    url: str
    icon: str = "user"


@dataclass(frozen=True, slots=True)
class ApprovalKind:
    """What an approval of this kind does when granted: `apply(actor, payload)` runs in the approval's transaction.

    `measure` is how much is asked for (rows, yuan): the bank says from how much on a second level decides, people with
    `second_permission` (empty: those of the first, but other people). What is not `is_delegable` no deputy decides.
    `preview` gives the address of a fragment that tells what granting it would change, for the page of a request that waits.
    """

    key: str
    title: str
    permission: str
    apply: Callable[[Actor, Mapping[str, object]], str]
    summary: Callable[[Mapping[str, object]], str] = field(default=lambda _payload: "")
    measure: Callable[[Mapping[str, object]], int] = field(default=lambda _payload: 0)
    second_permission: str = ""
    is_delegable: bool = True
    preview: Callable[[Mapping[str, object]], str] = field(default=lambda _payload: "")


@dataclass(frozen=True, slots=True)
class BatchStep:
    """Work after a batch: `run(batch, connection, everything)` with the loader role, by ascending `order`, one caller at a time.

    No transaction is open: a step opens short ones (contract 12) and is safe to run again, after being killed anywhere too.
    `everything` asks for all customers instead of those the batch touched (after an undo).
    """

    key: str
    title: str
    order: int
    run: Callable[..., object]


menu: Registry[MenuItem] = Registry("menu")
panels: Registry[Panel] = Registry("panels")
object_types: Registry[ObjectType] = Registry("object types")
parameters: Registry[ParameterDefinition] = Registry("parameters")
palette: Registry[Callable[[Actor, str], list[SearchHit]]] = Registry("palette")
approval_kinds: Registry[ApprovalKind] = Registry("approval kinds")
approval_desk: Registry[object] = Registry("where rooms below ask for an approval")
dual_control: Registry[object] = Registry("where rooms below put acts under dual control")
request_boxes: Registry[MenuItem] = Registry("lists of own requests beside the approvals")
audit_verbs: Registry[str] = Registry("audit verbs")
permissions: Registry[str] = Registry("permissions")
event_handlers: Registry[Callable[..., None]] = Registry("event handlers")
import_targets: Registry[object] = Registry("import targets")
import_references: Registry[Callable[..., object]] = Registry("import references")
batch_steps: Registry[BatchStep] = Registry("steps after a batch")
datasets: Registry[Callable[..., object]] = Registry("data sets for analytics")
sinks: Registry[Callable[..., object]] = Registry("places that derived figures are written down to")
api_routers: Registry[object] = Registry("api routers")
readiness: Registry[Callable[[], tuple[bool, str]]] = Registry("readiness checks")
# What does not keep the system from serving, but somebody must look at: a sentence, "" when all is well.
alarms: Registry[Callable[[], str]] = Registry("alarms")
landing: Registry[str] = Registry("landing pages by role")
