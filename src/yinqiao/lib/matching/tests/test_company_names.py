"""Companies without form and place; branches stay apart."""

import csv
from pathlib import Path

import pytest

from yinqiao.lib.matching.company_names import forms_of

LEGAL_FORMS = (
    Path(__file__).parents[5].parent / "shared" / "data" / "sanctions" / "gleif_elf_codes_1.4.1.csv"
)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("北京字节跳动科技有限公司", "字节跳动科技"),
        ("字节跳动科技（北京）有限责任公司", "字节跳动科技"),
        ("北京市字節跳動科技有限公司", "字节跳动科技"),
        ("杭州阿里巴巴（中国）网络技术有限公司", "阿里巴巴网络技术"),
        ("陆家嘴某某投资合伙企业（有限合伙）", "陆家嘴某某投资"),
        ("福州市鼓楼区老王小吃店", "老王小吃店"),
        ("北京银行股份有限公司", "北京银行"),
        ("北京银行", "北京银行"),
        ("Siemens A.G.", "siemens"),
        ("APPLE COMPUTER TRADING CO., LTD.", "apple computer trading"),
        ("有限公司", "有限公司"),
        ("", ""),
    ],
)
def test_what_is_left_of_a_name(name, core):
    assert forms_of(name).core == core


def test_places_are_told_apart_from_the_name():
    assert forms_of("北京字节跳动科技有限公司").place == "11"
    assert forms_of("字节跳动科技（北京）有限公司").place == "11"
    assert forms_of("福州市鼓楼区老王小吃店").place == "350102"
    assert forms_of("字节跳动科技有限公司").place == ""


def test_a_branch_is_not_its_company():
    company = forms_of("中国石油天然气股份有限公司")
    branch = forms_of("中国石油天然气股份有限公司新疆油田分公司")
    bank = forms_of("北京银行股份有限公司上海分行")
    assert company.core == branch.core == "中国石油天然气"
    assert (company.branch, branch.branch) == ("", "新疆油田分公司")
    assert (bank.core, bank.branch) == ("北京银行", "上海分行")


@pytest.mark.shared_data
@pytest.mark.skipif(
    not LEGAL_FORMS.is_file(), reason="NOT RUN: the legal forms of GLEIF are not here"
)
def test_legal_forms_of_the_world_are_no_part_of_a_name():
    """The abbreviations of trading companies fall away behind a name."""
    with LEGAL_FORMS.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ELF Status ACTV/INAC"] == "ACTV"]
    nations = {"US", "GB", "DE", "FR", "SG", "AU", "IE", "NL", "IT", "ES", "CH", "SE", "NO", "DK"}
    told = {
        word.strip()
        for row in rows
        if row["Country Code (ISO 3166-1)"] in nations
        for word in row["Abbreviations Local language"].split(";")
        if word.strip().isascii() and word.strip().replace(".", "").isalnum()
    }
    gone = {
        form for form in told if forms_of(f"Bluewater Trading {form}").core == "bluewater trading"
    }
    assert {"Ltd.", "GmbH", "Inc.", "PLC", "B.V.", "S.P.A.", "AG", "Pty."} <= gone
    # The others are kinds of authorities, associations and funds.
    assert len(gone) >= 130
