"""Traditional characters and the simplified ones that are read for them: `python tools/build_traditional.py`.

ICU's transliterator says which (`uconv`, Debian: icu-devtools), which rests on Unicode's table of variants. Characters
that GB 2312 has, too, are left alone (乾 in 乾隆, 著 in 著名): a simplified text may mean them.
"""

from __future__ import annotations

import subprocess
from itertools import islice
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/plancli/lexicon/traditional.txt"
BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
MORE = {  # of GB 2312, and in no simplified text but in names
    "於": "于",
    "後": "后",
    "徵": "征",
    "夥": "伙",
    "菸": "烟",
}
KEPT = "瞭"  # of simplified texts as well: 瞭望
VARIANTS = {"説": "说", "産": "产", "衞": "卫", "啓": "启", "羣": "群", "峯": "峰", "綫": "线", "敍": "叙", "牀": "床"}
HEAD = """\
# Characters of traditional script, each followed by the one of simplified script that is read for it.
# Made by tools/build_traditional.py.
"""


def main() -> None:
    """Write the table."""
    letters = [chr(code) for block in BLOCKS for code in block]
    call = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Traditional-Simplified"]
    answer = subprocess.run(call, input="\n".join(letters).encode(), capture_output=True, check=True).stdout.decode()
    pairs = dict(zip(letters, answer.split("\n"), strict=True))
    kept = {
        one: other
        for one, other in pairs.items()
        if one != other and len(other) == 1 and ord(other) < 0x10000 and not _in_gb(one) and one not in KEPT
    }
    kept |= MORE | VARIANTS
    kept = {one: kept.get(other, other) for one, other in sorted(kept.items())}
    found = iter(kept.items())
    lines = iter(lambda: " ".join(map("".join, islice(found, 40))), "")
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _in_gb(letter: str) -> bool:
    return bool(letter.encode("gb2312", "ignore"))


if __name__ == "__main__":
    main()
