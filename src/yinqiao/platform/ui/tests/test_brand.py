import re

import pytest

from yinqiao.platform.ui.brand import stylesheet


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "accent", ["#B8860B", "#FFD400", "#0A7D4F", "#C8102E", "#7A1FA2", "#FFFFFF"]
)
def test_any_accent_stays_readable_in_both_themes(accent: str):
    light, dark = re.findall(r"--accent:(#[0-9A-F]{6});", stylesheet(accent))
    assert contrast(light, "#FFFFFF") >= 4.5
    assert contrast(dark, "#181D26") >= 4.5


@pytest.mark.parametrize("accent", ["#2356CC", "red", "#12", "#12345}body{", ""])
def test_the_built_in_blue_and_bad_values_change_nothing(accent: str):
    assert stylesheet(accent) == ""
