"""As scanners give what a program printed: a picture of each page, in grey or in black and white, a little askew."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from printed.blocks import Block
from printed.layouts import Look

PAPER, GRAIN, QUALITY = 238, 9, 70  # the grey of the paper, the spread of its grain, and of JPEG
FARTHEST = 1.0  # degrees that a page is put in askew
BLACK = 150  # darker is black where there are but two levels
Printer = Callable[[Sequence[Block], Look, Path], None]


class Scanner(NamedTuple):
    """How a page is scanned: dots to an inch, and whether it is black and white (bilevel, CCITT G4) or grey (JPEG)."""

    dots: int
    bilevel: bool

    def scanned(self, paper: Path, target: Path, dice: Random) -> None:
        """The scan of a printed PDF as another PDF, which holds no text."""
        import pypdfium2

        pages = [self._page(one, dice) for one in pypdfium2.PdfDocument(paper)]
        pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=self.dots)

    def _page(self, page: Any, dice: Random) -> Any:
        import numpy
        from PIL import Image

        sharp = page.render(scale=self.dots / 72, grayscale=True).to_pil().convert("L")
        askew = sharp.rotate(dice.uniform(-FARTHEST, FARTHEST), Image.Resampling.BILINEAR, fillcolor=255)
        ink = numpy.asarray(askew, numpy.float64) * (PAPER / 255)
        grain = numpy.random.default_rng(dice.randrange(2**32)).normal(0, GRAIN, ink.shape)
        grey = Image.fromarray(numpy.clip(ink + grain, 0, 255).astype("uint8"))
        if self.bilevel:
            return grey.point(lambda level: 255 if level > BLACK else 0).convert("1")
        picture = io.BytesIO()
        grey.save(picture, "JPEG", quality=QUALITY)
        return Image.open(picture)


SCANNERS = {
    "grey200": Scanner(200, bilevel=False),
    "grey300": Scanner(300, bilevel=False),
    "bilevel200": Scanner(200, bilevel=True),
    "bilevel300": Scanner(300, bilevel=True),
}


def scan(scanner: Scanner, papers: Sequence[Printer]) -> Printer:
    """A printer that scans what one of `papers` has printed; the same paper for every scanner."""

    def printer(blocks: Sequence[Block], look: Look, target: Path) -> None:
        dice = Random(target.stem)
        paper = target.parent.parent / "paper" / f"{target.stem}.pdf"
        paper.parent.mkdir(exist_ok=True)
        print_it = dice.choice(papers)
        if not paper.exists():
            print_it(blocks, look, paper)
        scanner.scanned(paper, target, dice)

    return printer
