"""The Chinese catalogue: complete, merged from fragments, compiled without gettext's own tools.

    python tools/catalogue.py check            every msgid in the sources has a translation, the .mo is current
    python tools/catalogue.py merge FOLDER     take the entries of FOLDER/*.po into django.po (sorted), then compile
    python tools/catalogue.py compile          write django.mo
    python tools/catalogue.py missing          print the entries that have no translation yet, as .po text
    python tools/catalogue.py unused           print the entries whose text stands nowhere in the sources any more, as .po text
    python tools/catalogue.py prune            take those out of django.po, then compile

Msgids are found in Python (``_("…")`` and the other gettext names, and the titles of registry entries such as
``MenuItem("key", "Title", …)``; audit verbs as words, in the context "audit verb") and in templates ({% translate %}, {% blocktranslate %}).
"""

import argparse
import ast
import re
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "yinqiao"
FOLDER = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
HEADER = (
    "Project-Id-Version: yinqiao\\n",
    "Language: zh_Hans\\n",
    "MIME-Version: 1.0\\n",
    "Content-Type: text/plain; charset=UTF-8\\n",
    "Content-Transfer-Encoding: 8bit\\n",
    "Plural-Forms: nplurals=1; plural=0;\\n",
)
CONTEXT_END = "\x04"
PLAIN = {"_", "lazy", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
# Registry entries: the places and names of arguments that people read.
TITLED = {
    "MenuItem": (1, 5),
    "HelpSource": (1,),
    "TourStep": (2, 3),
    "Panel": (2,),
    "Narrowing": (1,),
    "ObjectType": (1,),
    "NewItem": (1,),
    "NoticeKind": (1,),
    "ApprovalKind": (1,),
    "ParameterDefinition": (1, 3),
    "Block": (1,),
    "DeskAction": (1,),
    "Story": (1,),
    "MergerPart": (1,),
}
TITLE_NAMES = {"title", "group", "unit", "description"}
COMMANDS = ("check", "merge", "compile", "missing", "unused", "prune")
# Where texts stand: those of profiles and help are shown through the catalogue, too.
TOLD = {".py", ".html", ".txt", ".svg", ".js", ".yaml"}
VERB_CONTEXT = "audit verb"
VERB_SHAPE = re.compile(r"[a-z_]+\.[a-z]+(-[a-z]+)*\Z")


class CatalogueError(Exception):
    """A .po file that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What identifies an entry: context (usually empty), msgid, and the plural msgid if it has one."""

    context: str
    msgid: str
    plural: str = ""

    @property
    def stored(self) -> str:
        """The form in the compiled file."""
        plain = f"{self.msgid}\0{self.plural}" if self.plural else self.msgid
        return f"{self.context}{CONTEXT_END}{plain}" if self.context else plain


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", nargs="?", default="check", choices=COMMANDS)
    parser.add_argument("--check", action="store_true", help="the same as the command check")
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args(arguments)
    entries = read(PO) if PO.exists() else {}
    if options.command == "merge":
        entries = merged(entries, options.folder)
    found = used(SOURCE) if options.command not in {"merge", "compile"} else {}
    is_asked = options.command in {"check", "unused", "prune"}
    left = unused(entries, found, SOURCE) if is_asked else {}
    if options.command == "unused":
        return say(written(left, header=False))
    if options.command == "prune":
        entries = {key: text for key, text in entries.items() if key not in left}
    if options.command in {"merge", "prune"}:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_text(written(entries), encoding="utf-8")
    if options.command in {"merge", "prune", "compile"}:
        MO.write_bytes(compiled(entries))
        return say(f"{len(entries)} entries")
    missing = [key for key in sorted(found) if not entries.get(key)]
    if options.command == "missing":
        return say(written(dict.fromkeys(missing, ""), header=False))
    return report(entries, found, missing=missing, left=left)


def say(text: str) -> int:
    """Print `text`; return success."""
    sys.stdout.write(f"{text}\n")
    return 0


def report(
    entries: Mapping[Key, str],
    found: Mapping[Key, str],
    *,
    missing: list[Key],
    left: Mapping[Key, str],
) -> int:
    """Print what is wrong with the catalogue; 1 if anything is."""
    wrong = [f"no translation: {key.msgid!r} ({found[key]})" for key in missing]
    wrong += [
        f"other places: {key.msgid!r} → {text!r}"
        for key, text in sorted(entries.items())
        if text and places(key.msgid) != places(text) and not key.plural
    ]
    if not MO.exists() or MO.read_bytes() != compiled(entries):
        wrong.append("django.mo is older than django.po: run `tools/catalogue.py compile`")
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    say(f"{len(found)} messages, {len(missing)} without translation, {len(left)} no longer used")
    return 1 if wrong else 0


def places(text: str) -> set[str]:
    """Return the named places of a message: ``%(name)s`` and ``{name}``."""
    return set(re.findall(r"%\((\w+)\)[sd]", text)) | set(
        re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text)
    )


# Reading and writing


def read(path: Path) -> dict[Key, str]:
    """Return the entries of a .po file (the header entry left out). Raises CatalogueError."""
    entries: dict[Key, str] = {}
    parts: dict[str, str] = {}
    current = ""
    for number, raw in enumerate(
        [*path.read_text(encoding="utf-8").splitlines(), "", 'msgid ""'], 1
    ):
        line = raw.strip()
        starts = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[0\])?)\s+(".*")$', line)
        if starts and starts[1] in {"msgctxt", "msgid"} and "msgstr" in parts:
            _put(entries, parts)
            parts = {}
        if starts:
            current = starts[1].removesuffix("[0]")
            if current in parts:
                # What a merge of two branches leaves behind: the second would silently count.
                message = f"{path.name}:{number}: a second {current} of one message"
                raise CatalogueError(message)
            parts[current] = _unquoted(starts[2], path, number)
        elif line.startswith('"') and current:
            parts[current] += _unquoted(line, path, number)
        elif line and not line.startswith("#"):
            message = f"{path.name}:{number}: cannot read {line!r}"
            raise CatalogueError(message)
    return entries


def _put(entries: dict[Key, str], parts: Mapping[str, str]) -> None:
    if parts["msgid"]:
        entries[Key(parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""))] = (
            parts["msgstr"]
        )


def _unquoted(text: str, path: Path, number: int) -> str:
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        message = f"{path.name}:{number}: not a quoted string: {text!r}"
        raise CatalogueError(message) from None


def written(entries: Mapping[Key, str], *, header: bool = True) -> str:
    """Return the .po text, sorted by msgid."""
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}"' for line in HEADER), ""] if header else []
    for key in sorted(entries, key=lambda item: (item.msgid, item.context, item.plural)):
        if key.context:
            lines.append(f"msgctxt {_quoted(key.context)}")
        lines.append(f"msgid {_quoted(key.msgid)}")
        if key.plural:
            lines.append(f"msgid_plural {_quoted(key.plural)}")
        lines += [f"msgstr{'[0]' if key.plural else ''} {_quoted(entries[key])}", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def merged(entries: Mapping[Key, str], folder: Path) -> dict[Key, str]:
    """Return `entries` with those of ``folder/*.po``. Two different translations of one msgid: the one kept first stays, and is told."""
    result = dict(entries)
    for path in sorted(folder.glob("*.po")):
        for key, text in read(path).items():
            kept = result.get(key)
            if kept and text and kept != text:
                sys.stdout.write(f"{path.name}: {key.msgid!r} is {kept!r}, not {text!r}\n")
            elif text or key not in result:
                result[key] = text
    return result


def compiled(entries: Mapping[Key, str]) -> bytes:
    """Return the .mo bytes: magic, version, two tables of (length, offset), then the texts, NUL-terminated."""
    head = "".join(HEADER).replace("\\n", "\n")
    texts = {"": head, **{key.stored: text for key, text in entries.items() if text}}
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    start = 28 + 16 * len(pairs)
    keys, values, blob = [], [], b""
    for group, side in ((keys, 0), (values, 1)):
        for pair in pairs:
            group.append(struct.pack("<II", len(pair[side]), start + len(blob)))
            blob += pair[side] + b"\0"
    head_bytes = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head_bytes + b"".join(keys) + b"".join(values) + blob


# Finding what the sources say


def used(root: Path = SOURCE) -> dict[Key, str]:
    """Return every msgid of the sources with the place it was first seen at."""
    found: dict[Key, str] = {}
    for path in sorted(root.rglob("*")):
        if "tests" in path.parts or "vendor" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            keys = in_python(path.read_text(encoding="utf-8"))
        elif "templates" in path.parts and path.suffix in {".html", ".txt", ".svg", ".js"}:
            keys = in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for key in keys:
            found.setdefault(key, str(path.relative_to(root)))
    return found


def unused(entries: Mapping[Key, str], found: Mapping[Key, str], root: Path) -> dict[Key, str]:
    """Return the entries that nothing in the sources names.

    A text that stands somewhere as a literal stays, a verb too: gettext may be handed it by another name than the ones looked for.
    """
    doubted = {key: text for key, text in entries.items() if key not in found}
    if not doubted:
        return {}
    said, literals = _said(root)
    verbs = {verb_phrase(text) for text in literals if VERB_SHAPE.match(text)}

    def is_named(key: Key) -> bool:
        if key.context == VERB_CONTEXT:
            return key.msgid in verbs
        shapes = (f'"{key.msgid}"', f"'{key.msgid}'", f": {key.msgid}\n", f"- {key.msgid}\n")
        return key.msgid in literals or any(shape in said for shape in shapes)

    return {key: text for key, text in doubted.items() if not is_named(key)}


def _said(root: Path) -> tuple[str, set[str]]:
    """Return templates, help and profiles as one text, and every literal of the Python sources."""
    texts: list[str] = []
    literals: set[str] = set()
    for path in sorted(root.rglob("*")):
        if path.suffix not in TOLD or "tests" in path.parts or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            texts.append(text)
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
    return "\n".join(texts), literals


def in_python(source: str) -> Iterator[Key]:
    """Yield the msgids of gettext calls and registry titles."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_call(node)


def _of_call(node: ast.Call) -> Iterator[Key]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    texts = [
        arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None
        for arg in node.args
    ]
    if name in PLAIN and texts and texts[0]:
        yield Key("", texts[0])
    elif name in PLURAL and len(texts) > 1 and texts[0] and texts[1]:
        yield Key("", texts[0], texts[1])
    elif name in CONTEXT and len(texts) > 1 and texts[0] and texts[1]:
        yield Key(texts[0], texts[1])
    elif name in TITLED:
        words = [word.value for word in node.keywords if word.arg in TITLE_NAMES]
        named = [word.value for word in words if isinstance(word, ast.Constant)]
        given = [texts[place] for place in TITLED[name] if place < len(texts)]
        yield from (Key("", text) for text in [*named, *given] if _is_english(text))
    elif name == "add" and _receiver(node) == "permissions" and _is_english(texts[-1]):
        yield Key("", str(texts[-1]))
    yield from (Key(VERB_CONTEXT, verb_phrase(verb)) for verb in _verbs(name, node, texts))


def _verbs(name: str, node: ast.Call, texts: list[str | None]) -> Iterator[str]:
    """Yield the audit verbs that a call names: of a use case, or given as ``verb=``."""
    named = [word.value for word in node.keywords if word.arg == "verb"]
    given = [word.value for word in named if isinstance(word, ast.Constant)]
    if name == "use_case" or (name == "add" and _receiver(node) == "audit_verbs"):
        given += texts[:1]
    yield from (verb for verb in given if isinstance(verb, str) and VERB_SHAPE.match(verb))


def verb_phrase(verb: str) -> str:
    """Return the words of an audit verb, as `yinqiao.platform.audit.verbs` does (this tool runs without Django)."""
    return verb.partition(".")[2].replace("-", " ").capitalize()


def _receiver(node: ast.Call) -> str:
    """Return ``permissions`` of ``registry.permissions.add(…)``."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return owner.attr if isinstance(owner, ast.Attribute) else ""


def _is_english(text: object) -> bool:
    return isinstance(text, str) and text.isascii() and any(letter.isalpha() for letter in text)


_TAG = re.compile(r"""\{%\s*trans(?:late)?\s+(?P<text>"[^"]*"|'[^']*')(?P<rest>[^%]*)%\}""")
_INLINE = re.compile(r"""_\((?P<text>"[^"]*"|'[^']*')\)""")
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?(?P<head>[^%]*)%\}(?P<body>.*?)\{%\s*endblocktrans(?:late)?\s*%\}",
    re.DOTALL,
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_CONTEXT = re.compile(r"""\bcontext\s+("[^"]*"|'[^']*')""")


def in_template(source: str) -> Iterator[Key]:
    """Yield the msgids of a template."""
    source = re.sub(r"(?s)\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", "", source)
    for tag in _TAG.finditer(source):
        yield Key(_context(tag["rest"]), _looked_up(tag["text"]))
    for tag in _INLINE.finditer(source):
        yield Key("", _looked_up(tag["text"]))
    for block in _BLOCK.finditer(source):
        one, *more = (_block_text(part, block["head"]) for part in _PLURAL.split(block["body"]))
        yield Key(_context(block["head"]), one, more[0] if more else "")


def _looked_up(quoted: str) -> str:
    """Return the msgid that Django looks up for a text in a template: it doubles what could be a place."""
    return quoted[1:-1].replace("%", "%%")


def _context(text: str) -> str:
    found = _CONTEXT.search(text)
    return found[1][1:-1] if found else ""


def _block_text(text: str, head: str) -> str:
    if re.search(r"\btrimmed\b", head):
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return re.sub(
        r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", text.replace("%", "%%") if "%" in text else text
    )


if __name__ == "__main__":
    raise SystemExit(main())
