"""Addresses in parts, against the whole register of districts."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib.matching.addresses import parse

SHARED = Path(__file__).parents[5].parent / "shared" / "data"
REGISTER = SHARED / "cn_admin"
COMPANIES = SHARED / "cn_address" / "cpca_addr_18367.csv"
ZONES = ("开发区", "管理区", "示范区", "新区", "园区", "新城", "高新区", "保税区")


@pytest.mark.parametrize(
    ("text", "province", "city", "district", "key"),
    [
        ("福建省福州市鼓楼区五四路 128 号 6 楼", "福建省", "福州市", "鼓楼区", "54路128-6"),
        ("福建福州鼓楼五四路一百二十八号6层", "福建省", "福州市", "鼓楼区", "54路128-6"),
        ("北京市市辖区朝阳区酒仙桥东路1号", "北京市", "北京市", "朝阳区", "酒仙桥东路1"),
        ("上海浦东新区金海路3158号", "上海市", "上海市", "浦东新区", "金海路3158"),
        ("昆山市人民路3号", "江苏省", "苏州市", "昆山市", "人民路3"),
        ("河南省孟州市人民路3号", "河南省", "焦作市", "孟州市", "人民路3"),
        ("鼓楼区五四路128号", "", "", "鼓楼区", "54路128"),
        ("北京西路100号", "", "", "", "北京西路100"),
        ("南京市中山北路350号", "江苏省", "南京市", "", "中山北路350"),
        ("吉林市船营区解放大路三十二号", "吉林省", "吉林市", "船营区", "解放大路32"),
        ("臺北市中正區", "", "", "", ""),
        ("望京soho", "", "", "", ""),
        ("12 Main St., Springfield", "", "", "", "12 main st springfield"),
        ("", "", "", "", ""),
    ],
)
def test_parts(text, province, city, district, key):
    found = parse(text)
    assert (found.province, found.city, found.district, found.key) == (
        province,
        city,
        district,
        key,
    )


def test_towns_and_zones_stand_before_the_street():
    assert parse("昆山市花桥镇人民路3号").town == "花桥镇"
    assert parse("阳谷县祥光经济开发区人民路3号").town == "祥光经济开发区"


@given(st.text(alphabet="北京市朝阳区路号12一二十百#镇 县", max_size=16))
def test_any_text_has_parts(text):
    found = parse(text)
    assert all(
        isinstance(part, str) for part in (found.city, found.street, found.numbers, found.rest)
    )


@pytest.mark.shared_data
@pytest.mark.skipif(
    not REGISTER.is_dir(), reason="NOT RUN: the public register of areas is not here"
)
def test_every_district_of_the_register_is_found():
    """Whole names in front of a street: all but the development zones, which have no code in GB/T 2260."""

    def read(name):
        with (REGISTER / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    provinces = {row["code"]: row["name"] for row in read("provinces.csv")}
    cities = {row["code"]: row["name"] for row in read("cities.csv")}
    wrong, judged = [], 0
    for row in read("areas.csv"):
        province, city, district = (
            provinces[row["provinceCode"]],
            cities[row["cityCode"]],
            row["name"],
        )
        if "直辖" in city or city in {"市辖区", "县"}:
            city = ""
        if district.endswith(ZONES) or (city and city.rstrip("市") in district):
            continue
        found = parse(f"{province}{city}{district}人民路18号")
        judged += 1
        if (found.province, found.district, found.key) != (province, district, "人民路18"):
            wrong.append((province, city, district, found))
    assert judged > 2_750
    assert len(wrong) <= judged * 0.005, wrong[:5]


@pytest.mark.shared_data
@pytest.mark.skipif(not COMPANIES.is_file(), reason="NOT RUN: the public addresses are not here")
def test_addresses_of_real_companies_mostly_tell_their_province():
    with COMPANIES.open(encoding="utf-8", newline="") as file:
        texts = [row["原始地址"] for row in csv.DictReader(file)][::6]
    named = [
        text
        for text in texts
        if text.startswith(("北京", "上海", "深圳", "广州", "杭州", "浙江", "江苏"))
    ]
    found = [text for text in named if parse(text).province]
    assert len(named) > 1_000
    assert len(found) >= 0.98 * len(named)
