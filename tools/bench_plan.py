"""What tools/bench.py measures on, and a figure that it found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from timing import busy

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
QUIET = 0.75
"""With more than this much work for each core by others, times on the clock say nothing and are not judged."""


@dataclass(frozen=True)
class Figure:
    """One line of the result. `value` is judged against `floor`, which it must reach, or stay below where `most`."""

    what: str
    said: str
    value: float | None = None
    floor: float | None = None
    most: bool = False

    @property
    def missed(self) -> bool:
        """Whether the floor is missed."""
        if self.value is None or self.floor is None:
            return False
        return self.value > self.floor if self.most else self.value < self.floor

    @property
    def wanted(self) -> str:
        """The floor in words."""
        if self.floor is None:
            return ""
        return f"{'≤' if self.most else '≥'} {self.floor:g}{' (missed)' if self.missed else ''}"


@dataclass(frozen=True)
class Plan:
    """How much is measured; `runs` is how often long runs are."""

    folder: Path
    times: int
    runs: int
    sizes: tuple[int, ...]
    small: int
    big: int


def corpora() -> dict[str, Path]:
    """The folders of texts that everything is measured on."""
    known = {"corpus": SHARED / "corpus", "wild": SHARED / "wild" / "docs"}
    return {name: path for name, path in known.items() if path.is_dir()} or {"data/raw": ROOT / "data" / "raw"}


def texts_of(folders: list[Path]) -> list[str]:
    """The texts in `folders`."""
    return [path.read_text("utf-8", errors="ignore") for folder in folders for path in sorted(folder.glob("*.txt"))]


def pieces(plan: Plan, count: int, size: int) -> Path:
    """A folder of `count` documents of `size` characters, cut from all texts; none twice, for one process would
    remember what it said of the first."""
    folder = plan.folder / f"pieces-{size}"
    folder.mkdir()
    texts = texts_of(list(corpora().values()))
    starts = range(0, size, size // 3)  # the same text cut at other places, where one cutting does not give enough
    cut = [text[at : at + size] for first in starts for text in texts for at in range(first, len(text), size)]
    whole = [one for one in cut if len(one) == size] or cut
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(whole[number % len(whole)], "utf-8")
    return folder


@dataclass(frozen=True)
class Clock:
    """Whether times on the clock are judged: only on a machine that nobody else uses. To be asked before measuring."""

    others: float

    @classmethod
    def now(cls) -> Clock:
        """As the machine is now."""
        return cls(busy())

    def judged(self, value: float) -> float | None:
        """`value`, where it may be judged."""
        return value if self.others < QUIET else None

    @property
    def why(self) -> str:
        """Why not, to be put behind a figure."""
        return "" if self.others < QUIET else f"; not judged, {self.others:.1f} processes of others a core"
