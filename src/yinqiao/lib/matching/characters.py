"""Characters that stand for one another: full width and half width, traditional and simplified, variants, look-alikes.

Two strengths. `simplify` changes only what is the same character in another dress; the text still means the same. `fold` also
puts a look-alike's class in its place, for finding and for doubt: 己 and 已 are not the same character, but one is often
keyed for the other.
"""

import unicodedata
from functools import cache
from importlib import resources
from typing import Final

# 异体字 of names, beyond what the Unicode table tells (第一批异体字整理表, and the forms that registers still carry).
_VARIANTS: Final = """
峯峰 堃坤 喆哲 甦苏 邨村 囯国 囻国 珎珍 煕熙 凃涂 勛勋 勲勋 塟葬 壻婿 娬妩 寗宁 甯宁 寕宁 嵗岁 崐昆 崑昆 崙仑 巖岩 巗岩 嵒岩 峩峨 恆恒 恵惠
惪德 徳德 悳德 愽博 慙惭 揔总 敎教 旾春 昬昏 暎映 暠皓 晧皓 皜皓 暁晓 曻升 枏楠 柟楠 栢柏 桒桑 桞柳 栁柳 槑梅 楳梅 榘矩 欵款 歿殁 氷冰
汙污 泝溯 洩泄 浄净 湼涅 湧涌 潄漱 澂澄 煖暖 燄焰 燿耀 犇奔 猨猿 璿璇 琁璇 瑠琉 璢琉 瑯琅 畊耕 畧略 畨番 疎疏 皐皋 臯皋 盌碗 眎视 睂眉
睠眷 硏研 祕秘 秊年 秌秋 稺稚 穐秋 竒奇 竝并 筯箸 箇个 籐藤 綉绣 缐线 翺翱 聨联 肈肇 脩修 膓肠 臈腊 舘馆 艢樯 苐第 荅答 菓果 葢盖 葠参 蓡参
蔴麻 蕋蕊 蕚萼 蘂蕊 蘓苏 虵蛇 蝯猿 衞卫 衛卫 裵裴 谿溪 豔艳 賛赞 贒贤 贇赟 跡迹 逈迥 遊游 鄰邻 隣邻 醻酬 鉄铁 鉢钵 銹锈 鋭锐 錬炼 鍊炼
鎻锁 鐡铁 閒闲 閙闹 隂阴 隠隐 雋隽 霊灵 靑青 韮韭 頴颖 颕颖 颴旋 飜翻 馿驴 駡骂 騐验 髙高 鬬斗 魯鲁 鯗鲞 鴈雁 鵞鹅 鷄鸡 麁粗 麫面 黒黑 黙默 龎庞 龢和
亰京 仝同 仚仙 仾低 偰契 兊兑 冨富 凢凡 刄刃 剏创 劔剑 剣剑 卄廿 厰厂 厤历 叧另 吔也 呌叫 咊和 啓启 喦岩 圅函 埜野 堦阶 壄野 墻墙 夀寿 奨奖 姉姊 姸妍
姙妊 嬋婵 嫺娴 嫻娴 孃娘 孼孽 寛宽 寳宝 寶宝 屛屏 岀出 嶋岛 嶌岛 嶽岳 幷并 庻庶 廸迪 弌一 弍二 弎三 彔录 彛彝 彜彝 徃往 忇协 恊协 恠怪 恡吝
"""

# 形近字 that are keyed for one another in names, after the lists that counters keep; one class a group, each character in one class.
_ALIKE: Final = """
己已巳 未末 士土 日曰 治冶 晴睛 人入 大太 王玉主 干千于 午牛 天夭 戊戌戍 刀刁 今令 申甲由 白自 术木 侯候 徽微 晖辉 祎袆 祥详 瑜渝榆 玥钥 玮炜
琦绮 琪棋 璐潞 莉俐 娟涓 婷停 婧靖 菁箐 颖颍 钧均 锋烽 铮峥 镕榕 炎焱 森淼 岗冈 巍魏 彬杉 淋琳 茜苖苗 崇祟 宇字宁 宜宣宦 亨享亭 兖衮 冉再 冼洗
卞卡 仇九 仲伸 佳住 侍待 俊峻竣骏 傅付 戴代 阎闫间 萧肖 允充 元无 冯冰 凌陵 勃渤 博搏 卓早 印卯 吕品 周固 咏泳 唐庸 嘉喜 坚竖 培陪 塞寒 夏厦 奕弈
姗珊 姝妹 妍研 娜挪 媛援嫒 孟盂 安妥 宏宠 宝定 尤龙尢 岑芩 崔催 帅师 平乎 延廷 弘引 彤形 恒桓 恺凯 悦说 戈弋 扬杨 振震 捷婕 文交 旻昊旲 昕听 昌冒
昭照 晟宬 景影 智暂 曦羲 朋明 朔塑 杜社 松讼 林材 枫飒 柏拍 柯珂何 栋拣 栾峦 桂挂 梁粱 梅悔 楠南 欣欢 歌哥 永水 汐夕 汪汗 沁泌 沈沉 沛柿 泽择 洪烘
浩皓 海侮 涂徐 涛祷 润闰 渊洲 湘相 潘番 澜阑 灏颢 烁铄 焕涣 爱受 爽夷 玲铃 珑咙 理埋 璟憬 畅场 皎姣 盈盆 盛监 真直 石右 礼扎 祁祈 秀季 秋狄 程呈
穆穗 竞竟 筠笃 素紫 绍沼 缘绿 罗岁 翔翊 联职 育盲 胜性 腾滕 良艮 芊竿 芙芺 芝苎 芮丙 芸云 苑宛范 若苦 茂芪 茗荖 荀苟 荣茶 莎纱 莹萤 菲非 萌荫 萍苹 萱葟
董重 蔡察 薛薜 蕊芯 虎虔 虹虾 裕浴 褚储 西酉 覃潭 解懈 诗持 诚城 谊谌 谷各 豪毫 贝见 贞员 贤资 贵责 贺驾 赖懒 超赵 越趋 车东 轩杆 远还 连莲 迪油 逸免
邓郑 邢刑 邱丘 邵邰 邹皱 郁都 郎朗 郭敦 钊针 锐铣 镇慎 闵闽 闻闲 阮玩 阳阴 陆陕 陈阵 隋随 雯纹 雷雪 霄宵霏 韦苇 颜颇 风凤 飞乙 骁晓 高亮 鸣呜 鹏鹂
麟鳞 黎黍 龚垄 翟瞿 詹占 蒋将 段叚 卢户 尹伊 刘浏 侃佩 倩情 佘余 冀翼 凡几 勤勒 华毕 圆园 堂赏 孙苏 庄压 建健 彦产 恩思 惠蕙 慈兹 攀樊 旭旮 显湿
"""

_COMPATIBILITY: Final = (0xF900, 0xFAFF)


@cache
def table() -> dict[int, str]:
    """Return what `simplify` puts in place of single characters, by code point."""
    text = (
        resources.files("yinqiao.lib.matching")
        .joinpath("data", "simplified.txt")
        .read_text("utf-8")
    )
    rows = [row for row in text.splitlines() if not row.startswith("#")]
    pairs = {pair[0]: pair[1] for row in rows for pair in row.split()}
    own = {pair[0]: pair[1] for pair in _VARIANTS.split() if pair[0] != pair[1]}
    simple = {**pairs, **own}
    return {ord(one): simple.get(other, other) for one, other in simple.items()}


@cache
def _classes() -> dict[int, str]:
    """Return the first of its class for each look-alike, classes read in their simplified form."""
    found: dict[int, str] = {}
    for group in _ALIKE.split():
        for character in group[1:]:
            found.setdefault(ord(character), group[0])
    return found


def alike_groups() -> list[str]:
    """Return the classes of look-alikes as texts."""
    return _ALIKE.split()


def simplify(text: str) -> str:
    """Return `text` half-width, in simplified characters and usual variants; letters keep their case."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(table())


def fold(text: str) -> str:
    """Return a simplified text with each look-alike as the first of its class."""
    return text.translate(_classes())


def is_han(character: str) -> bool:
    """Tell whether one character is a Chinese one, rare extensions included."""
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF  # noqa: PLR2004 - the blocks of Unicode
        or 0x3400 <= code <= 0x4DBF  # noqa: PLR2004
        or 0x20000 <= code <= 0x3FFFF  # noqa: PLR2004
        or _COMPATIBILITY[0] <= code <= _COMPATIBILITY[1]
    )


def has_han(text: str) -> bool:
    """Tell whether any character is a Chinese one."""
    return not text.isascii() and any(is_han(character) for character in text)
