"""What Berka's profile needs beyond the built-in types, and the profile itself."""

from pathlib import Path

from yinqiao.integrations.berka import balances, values
from yinqiao.platform.imports import extensions
from yinqiao.platform.imports.profile import register_profile

extensions.transforms.add("berka_birth_date", values.birth_date)
extensions.transforms.add("berka_sex", values.sex)
extensions.transforms.add("berka_signed_amount", values.signed_amount)
extensions.transforms.add("berka_last_day", values.last_day)
extensions.shapes.add("berka_running_balances", balances.check_running_balances)
extensions.shapes.add("berka_day_ends", balances.last_postings)
register_profile("berka", Path(__file__).with_name("profile.yaml"))
