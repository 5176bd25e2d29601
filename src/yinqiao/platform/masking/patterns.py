"""Regular expressions shared by the scalar and the column-wise masks: no look-around (Polars uses Rust's engine)."""

# What stands in place of the hidden part. A missing or too short value is HIDDEN whole.
HIDDEN = "***"
GAP = "****"
TAIL_MARK = "尾号"

NAME_SEPARATORS = "[·•・]"
LONG_NAME = 4

ID_18 = r"^([0-9]{3})[0-9*]{11}([0-9]{3}[0-9Xx])$"
# Certificates of 5 characters and more: first 1, last 2. A fixed gap tells nothing about the length.
OTHER_ID = r"^([^*])[\s\S]{2,}([^*]{2})$"

MOBILE = r"^(?:\+86|0086|86)?(1[0-9]{2})[0-9*]{4}([0-9]{4})$"
LANDLINE = r"^(0[12][0-9]|0[3-9][0-9]{2})-?(?:[0-9]{4,5}|\*{4})([0-9]{3})(?:-[0-9]{1,6})?$"
OTHER_PHONE = r"^(?:[^*][\s\S]{3,}|\*{4})([0-9]{3})$"

CARD = r"^([0-9]{4})[0-9*]{5,11}([0-9]{4})$"
ACCOUNT = r"^(?:尾号|[^*][\s\S]{3,})([0-9A-Za-z]{4})$"

# White space is spelt out: the two engines disagree on what `\s` holds.
EMAIL = r"^([^@* \t\r\n])[^@ \t\r\n]+@([^@ \t\r\n]+)$"
SHORT_EMAIL = r"^[^@ \t\r\n]@([^@ \t\r\n]+)$"

BIRTH_DATE = r"^([0-9]{4})(?:[-/.]?[0-9]{1,2}[-/.]?[0-9]{1,2}(?:[ T][\s\S]*)?|-\*\*-\*\*)$"
AMOUNT = r"^[+-]?[0-9]{1,18}(?:\.[0-9]{1,6})?$"

# Down to the district: province, city, district, each optional, each a short run without street words.
_NEVER = r"号弄楼栋室幢0-9* \t\r\n"
_PLACE = rf"[^省市区县旗路街巷{_NEVER}]"
# A district may begin with a street word (路南区, 镇海区, 市中区) but not go on with one; 小区, 社区 and 街区
# are no districts, they would give the home away.
_FIRST = rf"[^{_NEVER}]"
_NEXT = rf"[^路街道巷村小社{_NEVER}]"
_PROVINCE = rf"(?:{_PLACE}{{2,6}}?(?:省|自治区|特别行政区))?"
_CITY = rf"(?:{_PLACE}{{1,9}}?(?:市|自治州|地区|盟))?"
_DISTRICT = rf"(?:{_PLACE}{{2,13}}?自治[县旗]|{_FIRST}{_NEXT}{{0,5}}?[区县旗市])?"
ADDRESS = rf"^({_PROVINCE}{_CITY}{_DISTRICT})"
