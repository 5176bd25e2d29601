"""Countries as lists write them (ISO alpha-2, alpha-3, usual English and Chinese names) → ISO 3166-1 alpha-3."""

from functools import lru_cache

# alpha-2 alpha-3 names with | between; only what lists and customers of a bank in China name.
_TABLE = """
AF AFG afghanistan|阿富汗
AL ALB albania
DZ DZA algeria|阿尔及利亚
AO AGO angola
AR ARG argentina|阿根廷
AM ARM armenia
AU AUS australia|澳大利亚
AT AUT austria|奥地利
AZ AZE azerbaijan
BH BHR bahrain
BD BGD bangladesh|孟加拉国
BY BLR belarus|白俄罗斯
BE BEL belgium|比利时
BA BIH bosnia and herzegovina|bosnia
BR BRA brazil|巴西
BG BGR bulgaria
BI BDI burundi
KH KHM cambodia|柬埔寨
CM CMR cameroon
CA CAN canada|加拿大
CF CAF central african republic|中非共和国
TD TCD chad
CL CHL chile|智利
CN CHN china|people's republic of china|prc|中国|中华人民共和国
HK HKG hong kong|hong kong sar|hong kong, china|香港|中国香港
MO MAC macau|macao|澳门|中国澳门
TW TWN taiwan|taiwan, province of china|台湾|中国台湾
CO COL colombia|哥伦比亚
KM COM comoros
CD COD democratic republic of the congo|congo, democratic republic of the|drc|刚果民主共和国
CG COG congo|republic of the congo
CI CIV cote d'ivoire|côte d'ivoire|ivory coast
HR HRV croatia
CU CUB cuba|古巴
CY CYP cyprus
CZ CZE czech republic|czechia
DK DNK denmark|丹麦
DJ DJI djibouti
DO DOM dominican republic
EC ECU ecuador
EG EGY egypt|埃及
ER ERI eritrea
EE EST estonia
ET ETH ethiopia|埃塞俄比亚
FI FIN finland|芬兰
FR FRA france|法国
GE GEO georgia
DE DEU germany|德国
GH GHA ghana
GR GRC greece|希腊
GT GTM guatemala
GN GIN guinea
GW GNB guinea-bissau
HT HTI haiti|海地
HN HND honduras
HU HUN hungary|匈牙利
IN IND india|印度
ID IDN indonesia|印度尼西亚|印尼
IR IRN iran|iran (islamic republic of)|islamic republic of iran|伊朗
IQ IRQ iraq|伊拉克
IE IRL ireland|爱尔兰
IL ISR israel|以色列
IT ITA italy|意大利
JP JPN japan|日本
JO JOR jordan|约旦
KZ KAZ kazakhstan|哈萨克斯坦
KE KEN kenya|肯尼亚
KP PRK democratic people's republic of korea|north korea|korea, north|dprk|朝鲜
KR KOR republic of korea|south korea|korea, south|韩国
XK XKX kosovo
KW KWT kuwait|科威特
KG KGZ kyrgyzstan|吉尔吉斯斯坦
LA LAO laos|lao people's democratic republic|老挝
LV LVA latvia
LB LBN lebanon|黎巴嫩
LR LBR liberia
LY LBY libya|利比亚
LT LTU lithuania
LU LUX luxembourg
MY MYS malaysia|马来西亚
MV MDV maldives
ML MLI mali|马里
MT MLT malta
MH MHL marshall islands
MR MRT mauritania
MU MUS mauritius
MX MEX mexico|墨西哥
MD MDA moldova
MN MNG mongolia|蒙古
ME MNE montenegro
MA MAR morocco|摩洛哥
MZ MOZ mozambique
MM MMR myanmar|burma|缅甸
NP NPL nepal|尼泊尔
NL NLD netherlands|荷兰
NZ NZL new zealand|新西兰
NI NIC nicaragua
NE NER niger
NG NGA nigeria|尼日利亚
NO NOR norway|挪威
OM OMN oman
PK PAK pakistan|巴基斯坦
PS PSE palestinian|palestine|state of palestine|巴勒斯坦
PA PAN panama|巴拿马
PY PRY paraguay
PE PER peru|秘鲁
PH PHL philippines|菲律宾
PL POL poland|波兰
PT PRT portugal|葡萄牙
QA QAT qatar|卡塔尔
RO ROU romania
RU RUS russia|russian federation|俄罗斯
RW RWA rwanda|卢旺达
SA SAU saudi arabia|沙特阿拉伯|沙特
SN SEN senegal
RS SRB serbia
SL SLE sierra leone
SG SGP singapore|新加坡
SK SVK slovakia
SI SVN slovenia
SO SOM somalia|索马里
ZA ZAF south africa|南非
SS SSD south sudan|南苏丹
ES ESP spain|西班牙
LK LKA sri lanka|斯里兰卡
SD SDN sudan|苏丹
SE SWE sweden|瑞典
CH CHE switzerland|瑞士
SY SYR syria|syrian arab republic|叙利亚
TJ TJK tajikistan|塔吉克斯坦
TZ TZA tanzania|united republic of tanzania|坦桑尼亚
TH THA thailand|泰国
TN TUN tunisia|突尼斯
TR TUR turkey|türkiye|turkiye|土耳其
TM TKM turkmenistan|土库曼斯坦
UG UGA uganda|乌干达
UA UKR ukraine|乌克兰
AE ARE united arab emirates|uae|阿联酋
GB GBR united kingdom|united kingdom of great britain and northern ireland|uk|英国
US USA united states|united states of america|usa|美国
UY URY uruguay
UZ UZB uzbekistan|乌兹别克斯坦
VE VEN venezuela|委内瑞拉
VN VNM vietnam|viet nam|越南
YE YEM yemen|也门
ZM ZMB zambia
ZW ZWE zimbabwe|津巴布韦
"""


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {}
    for line in _TABLE.strip().splitlines():
        short, code, names = line.split(" ", 2)
        for name in (short.lower(), code.lower(), *names.split("|")):
            codes[name] = code
    return codes


def country_code(text: str) -> str:
    """Return the alpha-3 code of a country as written; empty when it is not known, so that it speaks neither for nor against."""
    return _codes().get(" ".join(text.lower().split()), "")


def country_codes(texts: "list[str] | tuple[str, ...]") -> tuple[str, ...]:
    """Return the codes of several, each once, unknown ones left out."""
    return tuple(dict.fromkeys(code for code in map(country_code, texts) if code))
