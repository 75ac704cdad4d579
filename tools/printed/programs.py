"""The programs: LibreOffice, Chromium, Typst (which sets lines as LaTeX does), scans of these, and DOCX and HTML."""

from __future__ import annotations

import html
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from printed.blocks import Block
from printed.layouts import Look
from printed.scans import SCANNERS, Printer, scan
from printed.word import word

FOOTNOTE = "资料来源于统计部门的公开年报。"


def chromium(blocks: Sequence[Block], look: Look, target: Path) -> None:
    """As a browser prints it."""
    source = target.with_suffix(".html")
    source.write_text(page(blocks, look), encoding="utf-8")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={target.parent}/chromium"
    call = ["chromium", *switches, profile, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(call, capture_output=True, timeout=300, check=False)


def soffice(blocks: Sequence[Block], look: Look, target: Path) -> None:
    """As an office program prints it."""
    source = target.with_suffix(".docx")
    source.write_bytes(word(blocks, look))
    settings = [f"-env:UserInstallation={(target.parent / 'soffice').as_uri()}", "--headless", "--convert-to", "pdf"]
    call = ["soffice", *settings, "--outdir", str(target.parent), str(source)]
    subprocess.run(call, capture_output=True, timeout=300, check=False)


def typst(blocks: Sequence[Block], look: Look, target: Path) -> None:
    """As a typesetting program sets it: lines broken over the whole paragraph, notes at the foot of the page."""
    import typst as program

    source = target.with_suffix(".typ")
    source.write_text(markup(blocks, look), encoding="utf-8")
    program.compile(str(source), output=str(target))


def office(blocks: Sequence[Block], look: Look, target: Path) -> None:
    """A DOCX file."""
    target.write_bytes(word(blocks, look))


def web(blocks: Sequence[Block], look: Look, target: Path) -> None:
    """An HTML file."""
    target.write_text(page(blocks, look), encoding="utf-8")


PRINTERS: dict[str, tuple[Printer, str]] = {
    "chromium": (chromium, ".pdf"),
    "soffice": (soffice, ".pdf"),
    "typst": (typst, ".pdf"),
    "docx": (office, ".docx"),
    "html": (web, ".html"),
    **{name: (scan(scanner, (chromium, soffice, typst)), ".pdf") for name, scanner in SCANNERS.items()},
}
CELLS = {
    "grid": "td{border:1px solid #000;padding:3px}",
    "three rules": "td{padding:3px}tr:first-child td{border-top:2px solid;border-bottom:1px solid}"
    "tr:last-child td{border-bottom:2px solid}",
    "under rows": "td{padding:4px;border-bottom:1px solid #999}",
    "none": "td{padding:3px 8px}",
}


def page(blocks: Sequence[Block], look: Look) -> str:
    """The document as a web page."""
    head = f"<head><meta charset='utf-8'><style>{_css(look)}</style></head>"
    body = "\n".join(map(_element, blocks))
    return f"<html lang='zh'>{head}<body><div>{body}</div></body></html>"


def _element(one: Block) -> str:
    if one.rows:
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in one.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = {"title": "h1", "heading": "h2"}.get(one.kind, "p")
    return f"<{tag}>{html.escape(one.text)}</{tag}>"


def _css(look: Look) -> str:
    width, height = look.millimetres
    number = json.dumps(look.number, ensure_ascii=False).replace("{}", '" counter(page) "')
    return "\n".join(
        [
            f"@page{{size:{width}mm {height}mm;margin:{look.margin}mm;",
            f"@top-center{{content:{json.dumps(look.head, ensure_ascii=False)};font-size:9pt}}" if look.head else "",
            f"@bottom-center{{content:{number};font-size:9pt}}" if look.number else "",
            f"}}body{{font:{look.size}pt/{look.leading} '{look.latin}','{look.chinese}';",
            f"text-align:{'justify' if look.justified else 'left'};}}",
            "div{columns:2;column-gap:2em}" if look.columns > 1 else "",
            f"p{{text-indent:{2 * look.indented}em;margin:{look.spaced}em 0}}",
            f"h1{{font-size:{look.size * 1.6}pt;text-align:center;column-span:all}}",
            f"h2{{font-size:{look.size * look.heading}pt;text-indent:{2 * look.indented}em}}",
            f"table{{border-collapse:collapse;margin:8px auto}}{CELLS[look.ruling]}",
        ]
    )


STROKES = {
    "grid": "stroke: 0.5pt",
    "three rules": "stroke: (x, y) => (top: if y == 0 { 1pt } else if y == 1 { 0.5pt },"
    " bottom: if y == {last} { 1pt })",
    "under rows": "stroke: (bottom: 0.5pt)",
    "none": "stroke: none",
}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def markup(blocks: Sequence[Block], look: Look) -> str:
    """The document as a source of Typst."""
    numbering = _quoted(look.number.replace("{}", "1")) if look.number else "none"
    head = f"align(center, text(9pt, {_quoted(look.head)}))" if look.head else "none"
    indent = "2em" if look.indented else "0em"
    lines = [
        f"#set page(paper: {_quoted(look.paper)}, margin: {look.margin}mm, columns: {look.columns},",
        f" numbering: {numbering}, header: {head})",
        f'#set text(font: ({_quoted(look.latin)}, {_quoted(look.chinese)}), size: {look.size}pt, lang: "zh")',
        f"#set par(justify: {str(look.justified).lower()}, first-line-indent: (amount: {indent}, all: true),",
        f" leading: {look.leading - 0.75}em, spacing: {look.leading - 0.75 + look.spaced}em)",
    ]
    for number, one in enumerate(blocks):
        if one.rows:
            cells = ", ".join(f"[#{_quoted(cell)}]" for row in one.rows for cell in row)
            stroke = STROKES[look.ruling].replace("{last}", str(len(one.rows) - 1))
            lines.append(f"#align(center, table(columns: {len(one.rows[0])}, {stroke}, {cells}))\n")
        elif one.kind == "title":
            lines.append(f"#align(center, text({look.size * 1.6}pt, {_quoted(one.text)}))\n")
        elif one.kind == "heading":
            lines.append(f'#text({look.size * look.heading}pt, weight: "bold", {_quoted(one.text)})\n')
        else:
            note = f"#footnote[{FOOTNOTE}]" if look.footnotes and number % 20 == 7 else ""
            lines.append(f"#{_quoted(one.text)}{note}\n")
    return "\n".join(lines)
