"""Make `src/plancli/lexicon/region_names_en.csv`: English names of regions, for tables in English.

Names of provinces with an English name of their own are listed here; all others are the Hanyu Pinyin of the short name
(GB/T 28039: syllables joined, an apostrophe before a, e, o), made with pypinyin, whose phrases know most place names.

usage: python tools/build_region_names.py        (needs pypinyin, which nothing else does)
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

from pypinyin import Style, lazy_pinyin

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
LEVELS = ("nation", "province", "city")  # of counties, too many readings are doubtful
VOWELS = ("a", "e", "o")


def romanised(name: str) -> str:
    """The pinyin of a place name: 西安 → Xi'an."""
    syllables = [syllable.replace("ü", "v") for syllable in lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)]
    first, *rest = syllables
    text = first + "".join(f"'{one}" if one.startswith(VOWELS) else one for one in rest)
    return text[:1].upper() + text[1:]


def main() -> None:
    """Write the names of all regions that are in force and have a code, in order of their codes."""
    found = (
        region for region in regions.regions() if region.code and region.valid_to is None and region.level in LEVELS
    )
    known = sorted({(region.code, region.short or region.name) for region in found})
    lines = [f"{code},{OWN.get(code) or romanised(short)}" for code, short in known]
    head = f"# Made by tools/build_region_names.py with pypinyin {version('pypinyin')}, {date.today()}"
    TARGET.write_text("\n".join([head, "code,name", *lines]) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} names")


if __name__ == "__main__":
    main()
