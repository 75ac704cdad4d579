"""A picture → its lines of text, by the models of PP-OCR that the package rapidocr brings.

One model finds the lines, another reads each by itself and says how sure it is of each character and where in the line
it saw it. Both run on one thread: the same page gives the same bytes beside any number of workers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.scan.overlooked import overlooked
from plancli.read.pdf.scan.picture import INK, Extent, Grey

NAME = "rapidocr"
LEAST_BOX = 4  # pixels; a box as low or narrow holds no letter
WORD_SIGN = lazy(r"[0-9A-Za-z\u4e00-\u9fff]")  # dots and strokes are what dust is taken for
FIGURE_ALONE = lazy(r"\d[\d.]{0,5}%?")
SURE_OF_ONE = 0.8  # below it a figure that no line was found for is a speck
LEAST_SCORE = 0.5  # of a whole line; below it letters are seen in smudges
INKED = 2  # dark pixels that make a row one with ink; fewer are dust
OTHERS = 0.1  # of the height of a line: so far at its edges ink may be that of its neighbours
NO_LIMIT = 100_000  # pixels; we shrink pages ourselves, all by the same measure
SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_preprocess_img": False,
    "Global.use_vertical_padding": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": NO_LIMIT,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class ScanLine(NamedTuple):
    """A line without its blanks; places are pixels of the picture.

    For each character: how sure the model is of it (0 to 1), its middle, and whether a blank was seen before it.
    `ink` are the columns with ink, from left to right, `top` and `bottom` the first row and the row behind the last.
    """

    text: str
    sure: tuple[float, ...]
    middles: tuple[float, ...]
    blanks: tuple[bool, ...]
    ink: tuple[tuple[int, int], ...]
    top: int
    bottom: int


def available() -> bool:
    """Is rapidocr installed, and what runs its models?"""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def lines(picture: Grey, clean: Grey) -> tuple[list[ScanLine], int]:
    """The lines of a picture, one below the other; those side by side are lines of their own.

    Returns:
        the lines, and how many characters the model saw in others of which it is too little sure.
    """
    import numpy

    grey, bare = (numpy.frombuffer(one.pixels, numpy.uint8).reshape(one.height, one.width) for one in (picture, clean))
    boxes = _boxes(grey)
    found = [_line(grey, bare, box) for box in boxes]
    found += [line for box in overlooked(bare, boxes) if (line := _figure(bare, box)) is not None]
    faint = sum(len(WORD_SIGN.findall(line)) for line in found if isinstance(line, str))
    return [line for line in found if isinstance(line, ScanLine)], faint


def _boxes(grey: Any) -> list[Extent]:
    """Where lines are: half the resolution shows that as well, in a quarter of the time and memory."""
    high, wide = (side // 2 for side in grey.shape)
    if min(high, wide) < LEAST_BOX:
        return []
    half = grey[: 2 * high, : 2 * wide].reshape(high, 2, wide, 2).mean(axis=(1, 3)).astype("uint8")
    # all three are passed each time: rapidocr keeps what it was given last
    corners = _engine()(_coloured(half), use_det=True, use_cls=False, use_rec=False).boxes
    found = []
    for box in [] if corners is None else corners.tolist():
        xs, ys = [2 * x for x, _ in box], [2 * y for _, y in box]
        found.append(Extent(max(0, int(min(xs))), max(0, int(min(ys))), int(max(xs)) + 1, int(max(ys)) + 1))
    return found


def _line(grey: Any, bare: Any, box: Extent) -> ScanLine | str:
    """The line in a box; only its text where the model is too little sure of it.

    Args:
        bare: the picture without ruling lines, whose ink tells how large the letters are.
    """
    part = grey[box.top : box.bottom, box.left : box.right]
    if min(part.shape) < LEAST_BOX:
        return ""
    read = _engine()(_coloured(part), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not read.txts or not read.txts[0].strip() or read.scores[0] < LEAST_SCORE:
        return str(read.txts[0]) if read.txts else ""
    text, told = read.txts[0], read.word_results[0]
    step = part.shape[1] / told.line_txt_len  # the model looks at a line in steps of equal width
    rows, columns = _ink(bare[box.top : box.bottom, box.left : box.right])
    shown = [at for at, char in enumerate(text) if not char.isspace()]
    return ScanLine(
        "".join(text[at] for at in shown),
        tuple(told.confs[at] for at in shown),
        tuple(box.left + (seen + 0.5) * step for word in told.word_cols for seen in word),
        tuple(at > 0 and text[at - 1].isspace() for at in shown),
        tuple((box.left + start, box.left + end) for start, end in columns),
        box.top + rows[0],
        box.top + rows[1],
    )


def _figure(grey: Any, box: Extent) -> ScanLine | None:
    """The figure in a box, None for specks and strokes."""
    line = _line(grey, grey, box)
    sure = isinstance(line, ScanLine) and FIGURE_ALONE.fullmatch(line.text) and min(line.sure) >= SURE_OF_ONE
    return line if sure and isinstance(line, ScanLine) else None


def _ink(part: Any) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """The rows of a line from the first with ink to the last, and the runs of columns with ink."""
    dark = part < INK
    edge = OTHERS * len(dark)
    rows = _runs((dark.sum(axis=1) >= INKED).tolist())
    own = [(start, end) for start, end in rows if end > edge and start < len(dark) - edge] or [(0, len(dark))]
    top, bottom = own[0][0], own[-1][1]
    return (top, bottom), _runs(dark[top:bottom].any(axis=0).tolist())


def _runs(ink: Sequence[bool]) -> list[tuple[int, int]]:
    return [run.span() for run in re.finditer(b"\x01+", bytes(ink))]


def _coloured(grey: Any) -> Any:
    """The models were trained on pictures in colours."""
    import numpy

    return numpy.dstack([grey] * 3)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=SETTINGS)
