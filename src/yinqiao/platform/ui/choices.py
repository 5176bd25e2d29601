"""What a person can choose for the look of the pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    """Light, dark, or as the system."""

    AUTO = "auto", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Density(TextChoices):
    """Row height of tables: 32, 36, 44 px."""

    COMPACT = "compact", _("Compact")
    STANDARD = "standard", _("Standard")
    COMFORTABLE = "comfortable", _("Comfortable")


class Rise(TextChoices):
    """The colour of rising figures: 红涨绿跌 is the habit of the mainland, 绿涨红跌 that of elsewhere."""

    RED = "red", _("Red rises, green falls")
    GREEN = "green", _("Green rises, red falls")
