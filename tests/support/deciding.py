"""Random decisions of people: every verdict, every field, words with characters that files dislike."""

from __future__ import annotations

from random import Random

from plancli.terms import Row

ODD = "甲乙丙的，。、“”‘’（）《》：；=+-@'\"\\|/<>&%#`\t a0Ｚ９•→①㎡𠮷👍é\u00a0\u200b\u202e\u2028\ufeff"
UNITS = {"个": 1, "万个": 10_000, "%": 1, "亿元": 10**8, "家": 1, "公里": 1000}
BASE = {"个": "个", "万个": "个", "%": "%", "亿元": "元", "家": "家", "公里": "m"}
KINDS = ("level", "growth", "decrease", "share", "multiple", "rank")
STATUSES = ("target", "actual", "other")
SIGNS = ("=", ">=", ">", "<=", "<", "~")


def words(random: Random, most: int = 12) -> str:
    """A few characters, of which the first and the last are visible."""
    inner = "".join(random.choice(ODD) for _ in range(random.randrange(most)))
    return f"说{inner}完"


def changes(random: Random) -> Row:
    """New values of some fields, of all kinds."""
    exact = f"{random.randrange(10**6)}.{random.randrange(1, 99)}1"
    every: Row = {
        "indicator": words(random), "indicator_id": random.choice((None, "base_stations_5g", "my_own")),
        "kind": random.choice(KINDS), "comparator": random.choice(SIGNS),
        "value": random.choice((random.randrange(-(10**9), 10**9), exact)),
        "unit": random.choice(("个", "%", "元", "m", "次/人")), "year": random.randrange(1950, 2061),
        "base_year": random.choice((None, 2020)), "status": random.choice(STATUSES),
        "modality": random.choice((None, "binding", "expected", "ensure", "strive")),
        "flow": random.random() < 0.5, "annual": random.random() < 0.5, "region": random.choice((None, words(random))),
    }  # fmt: skip
    names = random.sample(list(every), random.randrange(1, len(every)))
    return {name: every[name] for name in every if name in names}
