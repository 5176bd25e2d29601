"""Readers of lists: every form gives the same parties, forged and broken files give nothing."""

from datetime import date

import pytest
from django.utils import translation

from yinqiao.compliance.screening.lists import Limits, ListRefused, read_list
from yinqiao.compliance.screening.rules import (
    Birth,
    Document,
    EntryName,
    PartyKind,
    Quality,
    difference,
)
from yinqiao.compliance.screening.tests import samples


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_the_list_of_the_un_gives_names_births_and_documents(tmp_path):
    file = read_list(samples.write(tmp_path, "un.xml", samples.UN))
    person, chinese, company = file.entries()
    assert (file.form, file.published_on) == ("UN", date(2026, 2, 27))
    assert (person.key, person.kind, person.sex, person.countries) == (
        "TSi.001",
        PartyKind.PERSON,
        "M",
        ("IRQ",),
    )
    assert person.names == (
        EntryName("YUSUF KARIM AL-ZARKANI"), EntryName("يوسف كريم الزرقاني", Quality.STRONG),
        EntryName("Youssef al-Zarqani", Quality.STRONG), EntryName("Abu Karim", Quality.WEAK),
    )  # fmt: skip
    assert person.births == (
        Birth(1961, 1961, on=date(1961, 4, 6)),
        Birth(1958, 1963, is_exact=False),
    )
    assert person.documents == (Document("Passport", "OB 0243318", "IRQ"),)
    assert [name.text for name in chinese.names] == ["CHONG TIESHAN", "Chong Tieshan", "崇铁山"]
    assert (company.kind, company.countries) == (PartyKind.COMPANY, ("CHN",))


def test_the_three_files_of_ofac_are_one_list(tmp_path):
    path = samples.write(tmp_path, "sdn.csv", samples.SDN)
    samples.write(tmp_path, "alt.csv", samples.ALT)
    samples.write(tmp_path, "add.csv", samples.ADD)
    person, company, ship = read_list(tmp_path).entries()
    assert [name.text for name in person.names] == ["ZARKANI, Yusuf Karim", "AL-ZARQANI, Youssef"]
    assert person.births == (
        Birth(1961, 1961, on=date(1961, 4, 6)),
        Birth(1959, 1959, is_exact=False),
    )
    assert (person.countries, person.sex) == (("IRQ",), "M")
    assert person.documents == (Document("passport", "OB0243318"),)
    assert (company.kind, company.countries, ship.kind) == (
        PartyKind.COMPANY,
        ("ARE",),
        PartyKind.OTHER,
    )
    alone = read_list(path).digest
    (tmp_path / "alt.csv").unlink()
    assert read_list(path).digest != alone


def test_denied_persons_who_share_a_name_stay_two(tmp_path):
    one, two = read_list(samples.write(tmp_path, "dpl.txt", samples.DPL)).entries()
    assert (one.key, two.key) == ("DPL-I. NOBODY", "DPL-I. NOBODY#2")
    assert (one.listed_on, one.countries) == (date(2003, 6, 19), ("USA",))


@pytest.mark.parametrize(("name", "text"), [("t.csv", samples.TARGETS), ("t.json", samples.FTM)])
def test_opensanctions_in_both_forms(tmp_path, name, text):
    person = next(read_list(samples.write(tmp_path, name, text)).entries())
    assert (person.key, person.kind, person.countries) == ("NK-1", PartyKind.PERSON, ("IRQ",))
    assert person.births[0].on == date(1961, 4, 6)
    assert [document.number for document in person.documents] == ["OB0243318"]
    assert {name.text for name in person.names} >= {"Yusuf Karim al-Zarkani", "Youssef Zarqani", "Abu Karim"}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_banks_own_table_in_its_own_words(tmp_path, encoding):
    person, company = read_list(samples.write(tmp_path, "own.csv", samples.OWN, encoding)).entries()
    assert (person.key, person.title, person.kind) == ("B-1", "崇铁山", PartyKind.PERSON)
    assert person.documents[0].number == "110101197102030017"
    assert (company.kind, company.countries) == (PartyKind.COMPANY, ("CHN",))


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><CONSOLIDATED_LIST>&c;</CONSOLIDATED_LIST>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST/>'
FORGED = {
    "entities": ("un.xml", BOMB.encode(), "document type or entities"),
    "document type": ("un.xml", OUTSIDE.encode(), "document type or entities"),
    "cut short": ("un.xml", samples.UN[: len(samples.UN) // 2].encode(), "not a whole XML file"),
    "nested": ("un.xml", b"<CONSOLIDATED_LIST>" + b"<A>" * 400 + b"</A>" * 400 + b"</CONSOLIDATED_LIST>", "nested deeper"),
    "another root": ("un.xml", b"<html><body/></html>", "no list of the UN"),
    "lying encoding": ("un.xml", samples.UN.encode("utf-16-le"), "none of the lists|not valid text|not a whole XML file"),
    "broken bytes": ("un.xml", samples.UN.encode().replace("崇".encode(), b"\xff\xfe"), "not a whole XML file"),
    "nobody": ("un.xml", b"<CONSOLIDATED_LIST></CONSOLIDATED_LIST>", "names nobody"),
    "zero bytes": ("own.csv", samples.OWN.encode().replace(b"B-2", b"B\0-"), "none of the lists|not valid text|not a whole XML file"),
    "not text": ("own.csv", b"name\n\xff\xfe\xfd\n", "not valid text"),
    "no column": ("own.csv", b"a,b\n1,2\n", "none of the lists"),
    "endless field": ("own.csv", b'name,id\n"' + b"x" * 200_000 + b'",1\n', "cannot be read as a table"),
    "half a row": ("own.csv", b"id,name,country\n1,Nobody,iq\n2\n", "too few columns"),
    "no name": ("own.csv", b"id,name\n1,\n", "has no name"),
    "one number twice": ("own.csv", b"id,name\n1,Nobody\n1,Somebody\n", "stands in own.csv twice"),
    "no JSON": ("t.json", b'{"id": "1", "schema"\n', "is no JSON"),
    "nested JSON": ("t.json", b'{"a":' + b"[" * 100_000 + b"\n", "is no JSON"),
    "another row": ("sdn.csv", samples.SDN.encode() + b"what,is,this\n", "none of OFAC's"),
    "empty": ("un.xml", b"", "is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_file_gives_nothing_and_says_why(tmp_path, case):
    name, content, said = FORGED[case]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ListRefused, match=said):
        list(read_list(path).entries())


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "un.xml"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(ListRefused, match="has 1,024 MB; a list has at most 512 MB"):
        read_list(path)


def test_more_parties_than_a_list_may_have_are_refused(tmp_path):
    path = samples.write(tmp_path, "un.xml", samples.UN)
    with pytest.raises(ListRefused, match="more parties"):
        list(read_list(path, Limits(entries=2)).entries())


def test_two_versions_differ_by_what_their_parties_say(tmp_path):
    before = read_list(samples.write(tmp_path, "one.csv", samples.TARGETS)).entries()
    changed = samples.TARGETS.replace("Youssef Zarqani;", "").replace("NK-2", "NK-3")
    after = read_list(samples.write(tmp_path, "two.csv", changed)).entries()
    found = difference(
        [(entry.key, entry.digest()) for entry in before],
        [(entry.key, entry.digest()) for entry in after],
    )
    assert (found.added, found.removed, found.changed) == (("NK-3",), ("NK-2",), ("NK-1",))
