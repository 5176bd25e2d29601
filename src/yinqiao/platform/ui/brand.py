"""The bank's own name, logo, colour, watermark, PDF and mail header as parameters (D48)."""

import colorsys
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import Error as DatabaseError

from yinqiao.platform import registry, rule_book
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters import trials
from yinqiao.platform.registry import SECURITY_VALUE, ParameterDefinition
from yinqiao.platform.ui import brand_rules as rules

SOURCE: Final = "本行设定：品牌与水印"
OWNER: Final = "科技部"
DEFINITIONS: Final = (
    ParameterDefinition("brand.name", "Name of the bank", "澜江银行", "text", SOURCE, OWNER),
    ParameterDefinition(
        "brand.short_name", "Short name of the system", "澜江银行 CRM", "text", SOURCE, OWNER
    ),
    ParameterDefinition(
        "brand.logo",
        "Logo: one character or an image file",
        "澜",
        "text",
        SOURCE,
        OWNER,
        description="One or two characters, or the path of a static file",
        check=rules.problem_with_logo,
    ),
    ParameterDefinition(
        "brand.accent",
        "Accent colour",
        "#2356CC",
        "colour",
        SOURCE,
        OWNER,
        description="#RRGGBB",
        check=rules.problem_with_colour,
    ),
    ParameterDefinition(
        "watermark.text",
        "Watermark text",
        "{name} {staff_no}",
        "template",
        SOURCE,
        OWNER,
        description="{name} and {staff_no} must stand in it; {bank} may.",
        approval=SECURITY_VALUE,
        check=rules.problem_with_watermark,
    ),
    ParameterDefinition(
        "pdf.header",
        "Header of PDF files",
        "{bank} · {title}",
        "template",
        SOURCE,
        OWNER,
        description="{bank} and {title} may stand in it.",
        check=rules.problem_with_pdf_header,
    ),
    ParameterDefinition(
        "mail.header",
        "Header of mails",
        "{bank}",
        "template",
        SOURCE,
        OWNER,
        description="{bank} may stand in it.",
        check=rules.problem_with_mail_header,
    ),
)
BUILT_IN_ACCENT: Final = "#2356CC"
READABLE: Final = 4.5
SRGB_LINEAR: Final = 0.03928


@dataclass(frozen=True, slots=True)
class Brand:
    """What every page shows of the bank. `logo` is one letter, or the path of a static image."""

    name: str
    short_name: str
    logo: str
    accent: str
    watermark: str

    @property
    def is_logo_image(self) -> bool:
        """Tell whether `logo` is a file rather than a letter."""
        return "." in self.logo

    @property
    def digest(self) -> str:
        """A short digest that changes with any of the values: it makes ``/brand.css?v=…`` cacheable."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:10]


def register() -> None:
    """Declare the parameters."""
    for definition in DEFINITIONS:
        registry.parameters.add(definition.key, definition)
    # Whether the watermark names who looks is a rule; the rest is looks.
    rule_book.add_technical(
        definition.key for definition in DEFINITIONS if definition.key != "watermark.text"
    )
    trials.cannot(["watermark.text"], trials.PAGES)


def brand() -> Brand:
    """Return the brand in force.

    The first values if the database cannot be asked (an error page still has to show), or a value of before the checks would not do.
    """
    return Brand(
        name=_text("brand.name"),
        short_name=_text("brand.short_name"),
        logo=_checked("brand.logo", rules.problem_with_logo),
        accent=_text("brand.accent"),
        watermark=_checked("watermark.text", rules.problem_with_watermark),
    )


def _checked(key: str, problem_with: Callable[[object], str]) -> str:
    text = _text(key)
    return str(registry.parameters.get(key).value) if problem_with(text) else text


def _text(key: str) -> str:
    try:
        return parameters.text(key)
    except DatabaseError:
        return str(registry.parameters.get(key).value)


def stylesheet(accent: str) -> str:
    """Return the tokens that follow from the accent colour, for both themes; empty for the built-in blue or a bad value."""
    if not rules.COLOUR.match(accent) or accent.upper() == BUILT_IN_ACCENT:
        return ""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(accent))
    level = lightness
    while _contrast_with_white(hue, level, saturation) < READABLE:
        level -= 0.01

    def tone(at: float, strength: float = 1.0) -> str:
        parts = colorsys.hls_to_rgb(hue, at, saturation * strength)
        return "#" + "".join(f"{round(part * 255):02X}" for part in parts)

    light = _rule(":root", (tone(level), tone(level * 0.82), tone(0.96, 0.8), tone(0.87, 0.8)))
    night = _rule(
        '[data-bs-theme="dark"]', (tone(0.73), tone(0.8), tone(0.2, 0.55), tone(0.34, 0.55))
    )
    return light + night


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _contrast_with_white(hue: float, level: float, saturation: float) -> float:
    """WCAG 2 contrast of white text on the tone."""
    linear = [
        p / 12.92 if p <= SRGB_LINEAR else ((p + 0.055) / 1.055) ** 2.4
        for p in colorsys.hls_to_rgb(hue, level, saturation)
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _rule(selector: str, tones: tuple[str, str, str, str]) -> str:
    accent, hover, soft, line = tones
    return (
        f"{selector}{{--accent:{accent};--accent-h:{hover};--accent-soft:{soft};--accent-line:{line};"
        f"--focus:{accent};--k1:{accent};--tblr-primary:{accent}}}\n"
    )
