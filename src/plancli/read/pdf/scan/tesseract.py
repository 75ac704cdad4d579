"""Strips of a picture → characters with their places, by tesseract and its models of simplified Chinese."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.page import Glyph, Unsure
from plancli.read.pdf.scan.agree import corrected, passed_over, signs
from plancli.read.pdf.scan.picture import Grey
from plancli.read.pdf.scan.strips import Strip
from plancli.read.pdf.scan.unsure import two_ways
from plancli.read.sandbox.folders import folder

NAME = "tesseract"
NEEDED = "chi_sim"
# The model of the script, where it is installed: with both, tesseract takes of each word what it is surer of.
BETTER = ("HanS", "script/HanS")
LEAST_PERCENT = 5.0  # percent; below it tesseract sees letters in smudges
SHORT_STRIP = 4  # heights; what is shorter is read as a line with little in it


class Mode(NamedTuple):
    """What tesseract is given for a strip: its page segmentation, and the white pixels around the letters."""

    segmentation: str
    margin: int
    language: str = ""  # one model alone; else all that read Chinese


LONG_LINE, SHORT_LINE, BLOCK = Mode("13", 8), Mode("7", 16), Mode("6", 16)
ANYHOW = Mode("13", 16)  # for what a mode that looks for lines finds none in
SECOND = Mode("13", 16, NEEDED)  # another model, and the letters a size smaller: an independent reading
FIGURES_MODE = Mode("7", 16, "eng")  # a figure alone in a cell gives a model of Chinese little to go by
FIGURE_WORD = lazy(r"\d[\d.,]*%?")
MIXED = lazy(r"\d[^\d.,]*[\u4e00-\u9fff]|[\u4e00-\u9fff].*\d")
SURE_OF_FIGURE = 60.0  # percent
MISREAD = str.maketrans("〈〉", "（）")


class Word(NamedTuple):
    """A word in pixels of the whole picture."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    sure: float = 0.0  # percent, as tesseract says


StripLine = tuple[int, list[Word]]  # The number of the strip, from 1, and the words of one line in it.


def program() -> str | None:
    """Where tesseract is, if it is installed with the language that is needed."""
    found = shutil.which("tesseract")
    return found if found is not None and NEEDED in installed(found) else None


@cache
def installed(found: str) -> frozenset[str]:
    """The languages that this tesseract has.

    Args:
        found: path of the program.
    """
    # old versions print to stderr; they read no Chinese anyway
    answer = subprocess.run([found, "--list-langs"], capture_output=True, timeout=20, check=False)
    return frozenset(answer.stdout.decode("utf-8", "replace").split())


def recognise(picture: Grey, strips: Sequence[Strip], seconds: float) -> tuple[list[Glyph], list[Unsure]]:
    """The characters of all strips, in pixels, each word's spread evenly over its box; and figures read in two ways.

    Raises:
        subprocess.CalledProcessError: tesseract died, or said nothing.
        subprocess.TimeoutExpired: tesseract takes longer than `seconds`.
    """
    groups: dict[Mode, list[Strip]] = {LONG_LINE: [], SHORT_LINE: [], BLOCK: []}
    for strip in strips:
        groups[_mode_of(strip)].append(strip)
    lines = {mode: _read(picture, some, mode, seconds) for mode, some in groups.items()}
    lines[SHORT_LINE] = _with_figures(lines[SHORT_LINE], _figures(picture, groups[SHORT_LINE], seconds))
    seen = {number for number, _ in lines[SHORT_LINE]}
    unread = [strip for number, strip in enumerate(groups[SHORT_LINE], 1) if number not in seen]
    lines[ANYHOW] = _read(picture, unread, ANYHOW, seconds)
    again = _read(picture, groups[LONG_LINE], SECOND, seconds)
    lines[LONG_LINE], doubts = _settled(lines[LONG_LINE], again)
    return [glyph for found in lines.values() for _, words in found for glyph in _spread(words)], doubts


def reread(picture: Grey, strips: Sequence[Strip], seconds: float) -> dict[int, str]:
    """The text of these lines of a picture, each by the number of its strip, from 1; `seconds` are its limit.

    Raises:
        subprocess.CalledProcessError: tesseract died, or said nothing.
        subprocess.TimeoutExpired: it takes longer.
    """
    return {number: _text(words) for number, words in _read(picture, strips, SECOND, seconds)}


def _figures(picture: Grey, strips: Sequence[Strip], seconds: float) -> list[StripLine]:
    """The strips that hold a figure and nothing else, as a model of Latin letters reads them."""
    found = program()
    if found is None or FIGURES_MODE.language not in installed(found):
        return []
    read = _read(picture, strips, FIGURES_MODE, seconds)
    return [(number, words) for number, words in read if len(words) == 1 and _is_figure(words[0])]


def _is_figure(word: Word) -> bool:
    return FIGURE_WORD.fullmatch(word.text) is not None and word.sure >= SURE_OF_FIGURE


def _with_figures(first: Sequence[StripLine], figures: Sequence[StripLine]) -> list[StripLine]:
    """The first reading, and the figure where the first saw none, or is less sure of its own."""
    known = dict(figures)
    lines = [(number, words) for number, words in first if not _is_better(known.get(number), words)]
    kept = {number for number, _ in lines}
    return lines + [(number, words) for number, words in figures if number not in kept]


def _is_better(figure: Sequence[Word] | None, words: Sequence[Word]) -> bool:
    if not figure:
        return False
    text = _text(words)
    if FIGURE_WORD.fullmatch(text):
        return figure[0].sure > min(word.sure for word in words)
    return not MIXED.search(text)  # 2025年 is more than its figure


def _mode_of(strip: Strip) -> Mode:
    if strip.several:
        return BLOCK
    return SHORT_LINE if strip.right - strip.left < SHORT_STRIP * (strip.bottom - strip.top) else LONG_LINE


def _settled(first: Sequence[StripLine], second: Sequence[StripLine]) -> tuple[list[StripLine], list[Unsure]]:
    """The first reading with what the second knows better, and the figures on which they differ."""
    others = {number: _text(words) for number, words in second}
    lines: list[StripLine] = []
    doubts: list[Unsure] = []
    for number, words in first:
        other = others.get(number, "")
        text = signs(corrected(_text(words), other))
        doubts += two_ways(text, other)
        lines.append((number, _spelled(words, text, dict(passed_over(text, other)))))
    return lines, doubts


def _spelled(words: Sequence[Word], text: str, more: dict[int, str]) -> list[Word]:
    """The words with the letters of `text`, and what belongs before some of them."""
    better, at = [], 0
    for word in words:
        places = range(at, at + len(word.text))
        letters = "".join(more.get(place, "") + text[place] for place in places)
        better.append(word._replace(text=letters))
        at = places.stop
    return better


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _read(picture: Grey, strips: Sequence[Strip], mode: Mode, seconds: float) -> list[StripLine]:
    """The words of each line of these strips; all strips go to one process, which loads its models once."""
    if not strips:
        return []
    with folder() as place:
        names = [_saved(picture, strip, mode.margin, place / f"{n}.pgm") for n, strip in enumerate(strips)]
        listed = place / "list.txt"
        listed.write_text("\n".join(names) + "\n", encoding="utf-8")
        command = [
            program() or "tesseract",
            str(listed),
            "stdout",
            "-l",
            mode.language or languages(),
            "--psm",
            mode.segmentation,
        ]
        command += ["--dpi", "300", "tsv"]
        # one thread: pages are read side by side, and tesseract is slower with more
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        answer = subprocess.run(command, capture_output=True, timeout=seconds, check=False, env=environment)
    if answer.returncode < 0 or not answer.stdout:  # above 0 with output: one strip could not be read
        raise subprocess.CalledProcessError(answer.returncode, command, stderr=answer.stderr)
    return _lines(answer.stdout.decode("utf-8", "replace"), strips, mode.margin)


def _saved(picture: Grey, strip: Strip, margin: int, path: Path) -> str:
    part = picture.cropped(strip[:4], margin)
    # PGM: a header and the bytes, without any library
    path.write_bytes(f"P5 {part.width} {part.height} 255\n".encode() + part.pixels)
    return str(path)


def languages() -> str:
    """chi_sim, and the model of the script in front of it where there is one."""
    found = program()
    known = installed(found) if found else frozenset()
    return "+".join([*(name for name in BETTER if name in known), NEEDED])


def _lines(answer: str, strips: Sequence[Strip], margin: int) -> list[StripLine]:
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in answer.splitlines():
        parts = row.split("\t")
        # TSV of tesseract: level 5 is a word, column 10 how sure it is
        if len(parts) == 12 and parts[0] == "5" and float(parts[10]) >= LEAST_PERCENT and parts[11].strip():
            strip = strips[int(parts[1]) - 1]
            left, top, wide, high = map(float, parts[6:10])
            left, top = left - margin + strip.left, top - margin + strip.top
            if not strip.several:  # for one line, ink shows base and height better than boxes do
                top, high = strip.top, strip.bottom - strip.top
            word = Word(_cleared(parts[11].strip()), left, left + wide, top + high, high, float(parts[10]))
            lines.setdefault(tuple(parts[1:5]), []).append(word)
    return [(int(key[0]), words) for key, words in lines.items()]


def _cleared(text: str) -> str:
    """A bracket that nothing opens is what is left of a ruling line: 37.2]."""
    return text[:-1] if len(text) > 1 and text[-1] in "]|" and "[" not in text else text


def _spread(words: Sequence[Word]) -> Iterator[Glyph]:
    """The characters of one line on one baseline, each word's evenly over its box."""
    base, size = median(word.bottom for word in words), median(word.height for word in words)
    edge = 0.0
    for word in words:
        left = max(word.left, edge)  # boxes overlap; the order of the words is right
        edge = max(word.right, left + 1.0)
        step = (edge - left) / len(word.text)
        for index, char in enumerate(word.text.translate(MISREAD)):
            yield Glyph(char, left + index * step, left + (index + 1) * step, base, max(size, 1.0))
