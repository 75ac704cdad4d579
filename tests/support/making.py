"""Records made for tests: every key of the contract, with what a test does not care about filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

from plancli.columns import RECORD
from plancli.compare.align.group import AlignedFigure, gather

CODES = {
    "全国": "100000", "北京市": "110000", "浙江省": "330000", "杭州市": "330100", "湖州市": "330500",
    "鹿城区": "330302", "湖北省": "420000", "武汉市": "420100", "江岸区": "420102",
}  # fmt: skip
_number = count(1)


def record(indicator: str = "5G基站", value: Any = 80, unit: str = "个", **more: Any) -> dict[str, Any]:
    """A target of 湖北省 for 2025 unless said otherwise; every call stands in another place of its document."""
    number = next(_number)
    region = more.get("region", "湖北省")
    made = {column.name: None for column in RECORD} | {
        "id": f"r{number}", "doc": f"doc-{region}", "region": region, "region_code": CODES.get(region),
        "start": 20 * number, "end": 20 * number + 2, "text": str(value), "section": "", "indicator": indicator,
        "kind": "growth" if unit == "%" else "level", "comparator": "=", "value": value, "unit": unit,
        "written_value": str(value), "written_unit": unit, "year": 2025, "flow": False, "annual": False,
        "status": "target", "departments": [], "rules": {}, "quote": f"{indicator}{value}{unit}",
    }  # fmt: skip
    return made | more


def figures(*records: dict[str, Any]) -> list[AlignedFigure]:
    """`records` as one figure for each place, indicator, kind and year."""
    return gather(records)


def write_records(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """`records` as JSONL."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False, default=float) + "\n" for one in records), "utf-8")
    return path
