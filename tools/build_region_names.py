"""Make `src/plancli/lexicon/region_names_en.csv`: English names of regions, for tables in English.

Names with an English form of their own are listed here; all others are the Hanyu Pinyin of the short name (GB/T 28039:
syllables joined, an apostrophe before a, e, o), made with pypinyin and the phrases of pypinyin-dict (both MIT). Full
names are read, since 朝阳 alone is read otherwise than 朝阳区; what both libraries misread is in `READ`. A name of
two characters keeps its class (Yuxian), a banner has its own word (Tumote Zuoqi).

usage: python tools/build_region_names.py        (needs pypinyin and pypinyin-dict, which nothing else does)
"""

from __future__ import annotations

import re
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin_dict.phrase_pinyin_data import large_pinyin

from plancli.lexicon import regions

TARGET = Path(__file__).resolve().parents[1] / "src" / "plancli" / "lexicon" / "region_names_en.csv"
OWN = {
    "100000": "China", "150000": "Inner Mongolia", "540000": "Xizang", "610000": "Shaanxi", "810000": "Hong Kong",
    "820000": "Macao", "141100": "Lüliang", "150100": "Hohhot", "150600": "Ordos", "150700": "Hulunbuir",
    "150800": "Bayannur", "150900": "Ulanqab", "152200": "Hinggan", "152500": "Xilingol", "152900": "Alxa",
    "211300": "Chaoyang", "230100": "Harbin", "230200": "Qiqihar", "411100": "Luohe", "513300": "Garze",
    "540100": "Lhasa", "540200": "Xigaze", "540300": "Qamdo", "540600": "Nagqu", "542500": "Ngari",
    "650100": "Urumqi", "650200": "Karamay", "650400": "Turpan", "652700": "Bortala", "652800": "Bayingolin",
    "652900": "Aksu", "653000": "Kizilsu", "653100": "Kashi", "653200": "Hotan", "654000": "Ili", "654300": "Altay",
}  # fmt: skip
# Places and groups without a code, by name.
NAMED = {
    "长三角": "Yangtze River Delta", "京津冀": "Beijing-Tianjin-Hebei", "粤港澳大湾区": "Greater Bay Area",
    "珠三角": "Pearl River Delta", "成渝地区双城经济圈": "Chengdu-Chongqing", "长江经济带": "Yangtze Economic Belt",
    "长三角生态绿色一体化发展示范区": "Yangtze Delta Green Demonstration Zone", "黄河流域": "Yellow River Basin",
    "东北地区": "Northeast", "中部地区": "Central Region", "西部地区": "Western Region", "东部地区": "Eastern Region",
    "关中平原城市群": "Guanzhong Plain", "海峡西岸经济区": "West Coast of the Strait",
    "北部湾经济区": "Beibu Gulf Economic Zone", "武汉城市圈": "Wuhan City Cluster",
    "武汉都市圈": "Wuhan Metropolitan Area", "长株潭": "Changsha-Zhuzhou-Xiangtan",
    "苏锡常": "Suzhou-Wuxi-Changzhou", "新疆生产建设兵团": "Xinjiang Production and Construction Corps",
    "北京经济技术开发区": "Beijing E-Town", "武汉东湖新技术开发区": "Wuhan East Lake High-tech Zone",
    "武汉经济技术开发区": "Wuhan Economic Development Zone", "广州开发区": "Guangzhou Development District",
    "苏州工业园区": "Suzhou Industrial Park", "中关村科技园区": "Zhongguancun", "张江科学城": "Zhangjiang Science City",
    "前海深港现代服务业合作区": "Qianhai", "横琴粤澳深度合作区": "Hengqin", "河套深港科技创新合作区": "Hetao",
    "洋浦经济开发区": "Yangpu Economic Development Zone", "海南自由贸易港": "Hainan Free Trade Port",
    "上海自贸试验区临港新片区": "Lin-gang", "平潭综合实验区": "Pingtan", "杨凌农业高新技术产业示范区": "Yangling",
    "西部科学城重庆高新区": "Chongqing High-tech Zone", "成都高新技术产业开发区": "Chengdu High-tech Zone",
    "合肥高新技术产业开发区": "Hefei High-tech Zone", "西安高新技术产业开发区": "Xi'an High-tech Zone",
    "郑州航空港经济综合实验区": "Zhengzhou Airport Economy Zone",
}  # fmt: skip
# What the libraries misread, as the places call themselves.
READ = {
    "大城": "Daicheng", "长子": "Zhangzi", "筠连": "Junlian", "郫都": "Pidu", "乐陵": "Laoling", "色达": "Seda",
    "中牟": "Zhongmu", "石鼓": "Shigu", "金山屯": "Jinshantun", "尖扎": "Jianzha", "民乐": "Minle", "绥棱": "Suiling",
    "栖霞": "Qixia", "昌都": "Changdu", "乐都": "Ledu", "六枝": "Liuzhi", "通什": "Tongza", "扎囊": "Zhanang",
    "扎鲁特": "Zhalute", "麦盖提": "Maigaiti", "康巴什": "Kangbashi",
}  # fmt: skip
NEW_AREA = "新区"
BANNER = re.compile("(.+?)((?:左|右)翼)?([前中后左右])旗")
VOWELS = ("a", "e", "o")


def english(region: regions.Region) -> str:
    """The English name of `region`: one of its own, else the pinyin of its short name."""
    own = OWN.get(region.code) or NAMED.get(region.name)
    if own:
        return own
    if not region.code and region.name.endswith(NEW_AREA):
        return f"{romanised(region.name, len(region.name) - len(NEW_AREA))} New Area"
    if banner := BANNER.fullmatch(region.name):
        base, wing, side = banner.groups()
        words = [base, *([wing] if wing else []), side + "旗"]
        return " ".join(romanised(word, len(word)) for word in words)
    short = region.short or region.name
    return READ.get(short) or romanised(region.name, len(short))


def romanised(name: str, length: int) -> str:
    """The pinyin of the first `length` characters of a place name: 西安市, 2 → Xi'an."""
    first, *rest = lazy_pinyin(name, style=Style.NORMAL, v_to_u=True)[:length]
    text = first + "".join(f"'{one}" if one.startswith(VOWELS) else one for one in rest)
    return text[:1].upper() + text[1:]


def main() -> None:
    """Write the names of all regions, also of those that are no more, in order of their codes."""
    large_pinyin.load()
    states = sorted(regions.regions(), key=lambda region: (region.valid_to is None, region.valid_from))
    known = {region.code or region.name: english(region) for region in states}
    lines = [f"{key},{known[key]}" for key in sorted(known)]
    made = " and ".join(f"{name} {version(name)}" for name in ("pypinyin", "pypinyin-dict"))
    head = f"# Made by tools/build_region_names.py with {made}, {date.today()}"
    TARGET.write_text("\n".join([head, "code,name", *lines]) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} names")


if __name__ == "__main__":
    main()
