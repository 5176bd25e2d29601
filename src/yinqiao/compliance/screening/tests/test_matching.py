"""The matcher on made-up parties: what is the same name, what is another, and why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.compliance.screening.lists import read_list
from yinqiao.compliance.screening.rules import Birth, Entry, EntryName, Matcher, PartyKind, Subject
from yinqiao.compliance.screening.tests import samples

BORN = date(1961, 4, 6)


@pytest.fixture(scope="module")
def matcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    entries = [
        entry
        for name, text in (("un.xml", samples.UN), ("own.csv", samples.OWN))
        for entry in read_list(samples.write(folder, name, text)).entries()
    ]
    more = ("KIM YONG CHOL", "ABD AL-RAHMAN HASSAN", "Иван Кузнецов", "HUA", "SAMIR BADAWI NOURALLAH", "Hsiao Chien-ming")  # fmt: skip
    entries += [Entry(f"X-{place}", PartyKind.PERSON, (EntryName(name),)) for place, name in enumerate(more)]  # fmt: skip
    return Matcher(entries)


def found(matcher: Matcher, name: str, **known) -> dict[str, float]:
    return {hit.entry: hit.score for hit in matcher.one(Subject("1", (name,), **known))}


@pytest.mark.parametrize(
    "name",
    [
        "Yusuf Karim al-Zarkani", "YUSUF KARIM ALZARKANI", "al-Zarkani, Yusuf Karim", "Zarkani Karim Yusuf", "Youssef Kareem el Zarqani",
        "Yusuf Karim Al Zarkni", "Yusuf Karrim Zarkani", "Yussuf Karim al-Zarkaní", "Yusuf K. Zarkani", "YusufKarim al Zarkani",
        "Yusuf Karim Salim al-Zarkani", "Youssef al-Zarqani", "يوسف كريم الزرقاني", "يوسف كريم الزرقانى",
    ],
)  # fmt: skip
def test_another_writing_of_a_listed_name_is_found(matcher, name):
    assert found(matcher, name)["TSi.001"] >= 85


@pytest.mark.parametrize(
    "name",
    [
        "Karim Haddad", "Yusuf Benali", "Abu Daoud", "John Smith", "Ahmed Hassan Karim", "Yusuf Zaman Khan", "Hua Li",
        "Du Hua",
        "Young Smith", "Kim Dae Jung", "Li Hua", "Wang Xiaoming", "王伟", "李明",
    ],
)  # fmt: skip
def test_an_ordinary_name_is_not(matcher, name):
    assert found(matcher, name) == {}


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("崇铁山", "TSi.002"), ("崇 铁 山", "TSi.002"), ("Chong Tie Shan", "TSi.002"), ("Tieshan Chong", "TSi.002"), ("Ch'ung T'ieh-shan", "TSi.002"),
        ("崇铁珊", "TSi.002"), ("萧建明", "X-5"), ("Xiao Jianming", "X-5"), ("海远海运有限公司", "TSe.003"), ("香港海遠海運公司", "TSe.003"), ("崇鐵山", "TSi.002"),
        ("Haiyuan Ocean Shipping Company Limited", "TSe.003"), ("Ivan Kuznetsov", "X-2"), ("Abdulrahman Hasan", "X-1"), ("Kim Yo'ng Ch'o'l", "X-0"),
        ("Kim Young Cheol", "X-0"),
    ],
)  # fmt: skip
def test_characters_readings_and_alphabets_meet(matcher, name, entry):
    assert found(matcher, name)[entry] >= 85


def test_other_syllables_are_another_chinese_name(matcher):
    for name in ("Chong Tieshang", "Zhong Tieshan", "崇铁生", "钟铁山", "崇山"):
        assert found(matcher, name) == {}, name


def test_two_characters_of_one_sound_are_a_hit_only_with_the_birth():
    entry = Entry("B-1", PartyKind.PERSON, (EntryName("覃铭"),))
    born = samples_birth(entry)
    alone = Matcher([entry])
    assert found(alone, "覃明") == {}
    assert found(Matcher([born]), "覃明", birth_on=date(1980, 5, 6))["B-1"] >= 85


def samples_birth(entry: Entry) -> Entry:
    return replace(entry, births=(Birth(1980, 1980, on=date(1980, 5, 6)),))


def test_birth_nationality_and_sex_speak_for_and_against(matcher):
    name = "Youssef Karim Zarkani"
    plain = found(matcher, name)["TSi.001"]
    assert found(matcher, name, birth_on=BORN, country="IRQ", sex="M")["TSi.001"] > plain
    assert found(matcher, name, birth_year=1985) == {}
    assert found(matcher, name, kind=PartyKind.COMPANY) == {}


def test_an_equal_name_with_another_birth_still_goes_to_a_person(matcher):
    assert found(matcher, "Yusuf Karim al-Zarkani", birth_on=date(1990, 1, 1))["TSi.001"] == 86.0


def test_an_equal_number_is_certain_whatever_the_name(matcher):
    (hit,) = matcher.one(Subject("1", ("Somebody Else",), documents=("OB0243318",)))
    assert (hit.entry, hit.score, hit.is_certain) == ("TSi.001", 100.0, True)
    assert [said.code for said in hit.reasons] == ["document"]


def test_a_hit_tells_its_reasons(matcher):
    (hit,) = [h for h in matcher.one(Subject("1", ("Zarkani Yusuf Kareem",), birth_on=BORN)) if h.entry == "TSi.001"]  # fmt: skip
    assert [(said.code, said.ours, said.theirs) for said in hit.reasons] == [
        ("same_word", "yusuf", "yusuf"),
        ("same_word", "zarkani", "zarkani"),
        ("like_word", "kareem", "karim"),
        ("other_order", "", ""),
        ("only_theirs", "", "al"),
        ("birth_day", "1961-04-06", "1961-04-06"),
    ]


@settings(max_examples=24)
@given(st.permutations(["yusuf", "karim", "al", "zarkani"]))
def test_every_order_is_found(matcher, words):
    assert found(matcher, " ".join(words))["TSi.001"] >= 85


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_scores_stay_within_bounds(matcher, text):
    hits = matcher.one(Subject("1", (text,), birth_on=BORN, sex="F", country="CHN"))
    assert all(85 <= hit.score <= 100 for hit in hits)
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.entry))
    assert hits == matcher.one(Subject("1", (text,), birth_on=BORN, sex="F", country="CHN"))
