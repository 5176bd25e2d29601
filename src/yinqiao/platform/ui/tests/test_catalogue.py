import gettext
import io
from pathlib import Path

import pytest
from tools import catalogue
from tools.catalogue import CatalogueError, Key

SAMPLE = """
msgid ""
msgstr ""
"Language: zh_Hans\\n"

# a note
msgid "Save"
msgstr "保存"

msgctxt "month"
msgid "May"
msgstr "五月"

msgid "One row"
msgid_plural "%(count)s rows"
msgstr[0] ""
"%(count)s "
"行"
"""


def read(tmp_path: Path, text: str = SAMPLE) -> dict[Key, str]:
    path = tmp_path / "sample.po"
    path.write_text(text, encoding="utf-8")
    return catalogue.read(path)


def test_entries_are_read_with_context_plural_and_long_texts(tmp_path: Path):
    assert read(tmp_path) == {
        Key("", "Save"): "保存",
        Key("month", "May"): "五月",
        Key("", "One row", "%(count)s rows"): "%(count)s 行",
    }


def test_writing_and_reading_again_changes_nothing(tmp_path: Path):
    entries = {**read(tmp_path), Key("", 'a "quoted"\nline\\'): "引「号」"}
    assert read(tmp_path, catalogue.written(entries)) == entries


def test_the_compiled_file_is_what_gettext_reads(tmp_path: Path):
    found = gettext.GNUTranslations(io.BytesIO(catalogue.compiled(read(tmp_path))))
    assert found.gettext("Save") == "保存"
    assert found.pgettext("month", "May") == "五月"
    assert found.ngettext("One row", "%(count)s rows", 5) == "%(count)s 行"
    assert found.gettext("unknown") == "unknown"


def test_a_second_translation_of_one_message_is_refused(tmp_path: Path):
    with pytest.raises(CatalogueError, match=r"sample\.po:3: a second msgstr of one message"):
        read(tmp_path, 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n')
    with pytest.raises(CatalogueError, match=r"sample\.po:2: a second msgid of one message"):
        read(tmp_path, 'msgid "a"\nmsgid "b"\nmsgstr "c"\n')


def test_a_broken_line_is_named(tmp_path: Path):
    with pytest.raises(CatalogueError, match=r"sample\.po:2: cannot read 'msgstrr"):
        read(tmp_path, 'msgid "a"\nmsgstrr "b"\n')


def test_merging_keeps_the_first_translation_and_tells_of_another(tmp_path: Path, capsys):
    (tmp_path / "b.po").write_text(
        'msgid "Save"\nmsgstr "存"\n\nmsgid "New"\nmsgstr "新建"\n', encoding="utf-8"
    )
    merged = catalogue.merged({Key("", "Save"): "保存"}, tmp_path)
    assert merged == {Key("", "Save"): "保存", Key("", "New"): "新建"}
    assert "'保存', not '存'" in capsys.readouterr().out


def test_messages_are_found_in_python():
    source = 'a = _("One")\nb = ngettext("x", "y", n)\nMenuItem("k", "Title", "u", "i", "p", group="Group")\nc = _(variable)\nd = lazy("Late")\n'
    source += 'registry.permissions.add(VIEW, "See it")\nParameterDefinition("k", "Limit", 1, "次", "S", "O")\n'
    assert set(catalogue.in_python(source)) == {
        Key("", "One"),
        Key("", "Late"),
        Key("", "x", "y"),
        Key("", "Title"),
        Key("", "Group"),
        Key("", "See it"),
        Key("", "Limit"),
    }


def test_messages_are_found_in_templates():
    source = """{% translate "Save" as t %}{% include "x" with title=_("Here") %}{# {% translate "no" %} #}
{% blocktranslate with a=b trimmed %}
  Two {{ a }}
  lines{% endblocktranslate %}{% blocktranslate count n=n %}one{% plural %}{{ n }} many{% endblocktranslate %}"""
    assert set(catalogue.in_template(source)) == {
        Key("", "Save"),
        Key("", "Here"),
        Key("", "Two %(a)s lines"),
        Key("", "one", "%(n)s many"),
    }


def test_a_percent_sign_of_a_template_is_looked_up_doubled():
    source = '{% translate "Share in %" %}{% include "x" with a=_("5 % more") %}'
    assert set(catalogue.in_template(source)) == {Key("", "Share in %%"), Key("", "5 %% more")}


def test_the_shell_speaks_chinese_completely():
    entries = catalogue.read(catalogue.PO)
    used = catalogue.used(catalogue.SOURCE / "platform" / "ui")
    assert [key.msgid for key in used if not entries.get(key)] == []


def test_what_nothing_names_any_more_is_unused_and_what_is_named_otherwise_stays(tmp_path: Path):
    (tmp_path / "titles.py").write_text(
        'KEPT = "Kept by a name"\nVERB = "rooms.door-closed"\nLONG = ("In two " "pieces")\n',
        encoding="utf-8",
    )
    (tmp_path / "help.yaml").write_text("title: Told in help\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text('TEXT = "Gone"\n', encoding="utf-8")
    entries = {
        Key("", text): "文"
        for text in ("Kept by a name", "In two pieces", "Told in help", "Gone", "Named")
    }
    entries |= {Key("audit verb", "Door closed"): "关门", Key("audit verb", "Door painted"): "刷门"}
    found = {Key("", "Named"): "a.py"}
    assert set(catalogue.unused(entries, found, tmp_path)) == {
        Key("", "Gone"),
        Key("audit verb", "Door painted"),
    }


def test_pruning_leaves_what_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.py").write_text('_("Named")\n', encoding="utf-8")
    po, mo = tmp_path / "django.po", tmp_path / "django.mo"
    po.write_text('msgid "Gone"\nmsgstr "去"\n\nmsgid "Named"\nmsgstr "名"\n', encoding="utf-8")
    for name, value in (("PO", po), ("MO", mo), ("SOURCE", tmp_path)):
        monkeypatch.setattr(catalogue, name, value)
    assert catalogue.main(["prune"]) == 0
    assert catalogue.read(po) == {Key("", "Named"): "名"}
    assert gettext.GNUTranslations(io.BytesIO(mo.read_bytes())).gettext("Named") == "名"


@pytest.mark.parametrize(
    "term",
    [
        # Dealings with the bank's own related parties; linked sales are 「存在明显关联的多笔交易」.
        pytest.param("关联交易", id="linked sales"),
        # The rule speaks of measures by which the bank manages the risk, not of the law's own.
        pytest.param("对反洗钱措施", id="objection"),
        # The value of the other record is taken; a sale is stopped before it is one.
        pytest.param("改用另一方", id="other value"),
        pytest.param("被拒的销售", id="stopped sale"),
    ],
)
def test_no_text_uses_a_term_of_another_rule(term: str):
    texts = catalogue.read(catalogue.PO).values()
    assert [text for text in texts if term in text] == []
