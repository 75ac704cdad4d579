"""Make the pages that come out of the program, and the output in the examples of the README.

python tools/build_docs.py           write what changed
python tools/build_docs.py --check   write nothing, end with 1 where a page is out of date
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import examples
import pages
import pages_zh

ROOT = Path(__file__).resolve().parents[1]
MADE: dict[str, Callable[[], str]] = {
    "docs/cli.md": pages.cli,
    "docs/data-model.md": pages.data_model,
    "docs/units.md": pages.units,
    "docs/rules.md": pages.rules,
    "docs/indicators.md": pages.indicators,
    "docs/decisions/README.md": pages.decisions,
    "docs/zh/data-model.md": pages_zh.data_model,
    "docs/zh/indicators.md": pages_zh.indicators,
    "docs/zh/units.md": pages_zh.units,
    "docs/zh/cli.md": pages_zh.cli,
    "docs/zh/rules.md": pages_zh.rules,
    "docs/zh/performance.md": pages_zh.performance,
}
WITH_EXAMPLES = ("README.md", "README.zh.md")


def current(name: str) -> str:
    """What is in the page `name` now; empty where there is none."""
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def wanted(name: str) -> str:
    """What should be in the page `name`."""
    return MADE[name]() if name in MADE else examples.refreshed(current(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("names", nargs="*", metavar="PAGE", help="only these, e.g. docs/cli.md")
    args = parser.parse_args()
    stale = 0
    for name in args.names or (*MADE, *WITH_EXAMPLES):
        text = wanted(name)
        if text == current(name):
            continue
        stale += 1
        print(f"{name}: {'out of date; run make docs' if args.check else 'written'}")
        if not args.check:
            (ROOT / name).parent.mkdir(exist_ok=True)
            (ROOT / name).write_text(text, encoding="utf-8")
    return int(args.check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
