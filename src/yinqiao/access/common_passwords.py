"""Makes `data/common_passwords.txt`: what people type when asked for a password, built from patterns of our own.

Run ``python -m yinqiao.access.common_passwords``. No leaked list is used: names in pinyin, words, keyboard walks, dates
and the digits people hang on them. Lower case and without punctuation, because the check folds both away.
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

TARGET = Path(__file__).parent / "data" / "common_passwords.txt"


def _words(text: str) -> list[str]:
    return text.split()


WORDS = _words("""
password passw0rd pass passwd admin administrator root user guest login welcome letmein master
secret manager monkey dragon sunshine princess football baseball shadow superman batman iloveyou
loveyou love hello freedom whatever trustno1 starwars qwerty qwert asdfgh asdf zxcvbn zxcvbnm
qazwsx qwer abc abcd abcdef a aa aaa test demo default changeme temp system oracle mysql server
cisco huawei lenovo tencent alibaba baidu wechat weixin qq taobao woaini aini woaiwojia wodemima
mima caonima nihao nihaoma zhongguo china beijing shanghai guangzhou shenzhen chengdu hangzhou
nanjing wuhan chongqing tianjin suzhou xian dalian qingdao laopo laogong baobao baobei xiaoming
meinv shuaige yinhang bank banker bankcard yinqiao silverbridge crm customer kehu kehujingli
zonghang fenhang zhihang guiyuan gongsi caiwu renshi xinxi jishu yunwei guanli guanliyuan chaoji
jingli zhuren xingzhang kefu licai daikuan xindai spring summer autumn winter january february
march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday lucky happy money rich facai gongxi fafafa tiger lion eagle
panda flower angel baby summer2 killer hunter ranger soccer jordan michael jennifer thomas
jessica daniel andrew computer internet windows office google apple orange banana coffee
chocolate pepper ginger cookie
""")

SURNAMES = _words("""
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang
xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei
su lv ding ren lu yao shen zhong cui tan fan liao shi jin jia xia fu fang zou xiong bai meng qin
qiu hou jiang yin xue yan lei long tao duan hao gu mao shao wan
""")
GIVEN = _words("""
wei fang na min jing li qiang lei jun yang yong yan jie tao ming chao xiuying xia ping gang hui
hua jianguo xin
""")

DIGITS = _words("""
1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0 00 000 111 1111 11111 111111
222 222222 333 520 521 1314 5201314 666 6666 666666 777 888 8888 88888 888888 88888888 999 9999
168 168168 0123 01 007 110 119 321 654321 987654321 147258 147258369 159357 258 369 100 10086
95588
""")
YEARS = [str(year) for year in range(1970, 2031)]
TAILS = ["abc", "qwe", "a"]
WALKS = _words("""
1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 qazwsxedc qazwsxedcrfv
zaq12wsx zaq1xsw2 qweasd qweasdzxc qwe123 asd123 zxc123 qwerasdf asdfzxcv qwertyuiop asdfghjkl
q1w2e3 q1w2e3r4 q1w2e3r4t5 a1b2c3 a1b2c3d4 abc123 123abc 123qwe 123asd qwerty123 1234qwer
qwer1234 asdf1234 abcd1234 1234abcd aa123456 a123456 a12345678 a123456789 asd123456 147852369
789456123 741852963 963852741 456789 789456 0987654321 9876543210 1357924680 2468013579 112233
11223344 1122334455 123123 123123123 123321 1234554321 12344321 123654 159753 7758521 7758258
5211314 woaini1314 woaini520 woaini521
""")


def build() -> list[str]:
    """Return the list, sorted, each entry once."""
    return sorted({password.casefold() for password in _all()})


def _all() -> Iterator[str]:
    yield from WORDS
    yield from WALKS
    for word, tail in product(WORDS, [*DIGITS, *YEARS, *TAILS]):
        yield word + tail
    for surname, digits in product(SURNAMES, DIGITS):
        yield surname + digits
    for surname, given in product(SURNAMES, GIVEN):
        yield surname + given
        yield surname + given + "123"
        yield surname + given + "123456"
    for walk, tail in product(WALKS, ["a", "1", "123"]):
        yield walk + tail
    yield from (
        f"{year}{month:02}{day:02}"
        for year, month, day in product(range(1980, 2006), range(1, 13), (1, 8, 15, 18, 28))
    )


def main() -> None:
    """Write the file."""
    entries = build()
    TARGET.write_text("\n".join(entries) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(entries)} passwords\n")


if __name__ == "__main__":
    main()
