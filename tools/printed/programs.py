"""The programs: LibreOffice, Chromium, Typst (which sets lines as LaTeX does), scans of these, and DOCX and HTML."""

from __future__ import annotations

import html
import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from printed.blocks import Block, groups
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
    mark = f"<div class='mark'>{look.watermark}</div>" if look.watermark else ""
    return f"<html lang='zh'>{head}<body>{mark}<div class='text'>{body}</div></body></html>"


def _element(one: Block) -> str:
    if one.rows:
        spans = dict(groups(one.rows)) if one.merged else {}
        rows = (_cells(row, spans.get(at, 0) if one.merged else 1) for at, row in enumerate(one.rows))
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    if one.kind == "box":
        return f"<div class='box'>{html.escape(one.text)}</div>"
    tag = {"title": "h1", "heading": "h2"}.get(one.kind, "p")
    lead = f"<b>{html.escape(one.text[: one.lead])}</b>" if one.lead else ""
    return f"<{tag}>{lead}{html.escape(one.text[one.lead :])}</{tag}>"


def _cells(row: Sequence[str], span: int) -> str:
    """The cells of a row; the first goes over `span` rows, and is left out where an earlier one goes over this row."""
    over = f" rowspan={span}" if span > 1 else ""
    return "".join(f"<td{over if not at else ''}>{html.escape(cell)}</td>" for at, cell in enumerate(row) if at or span)


def _css(look: Look) -> str:
    width, height = look.millimetres
    number = json.dumps(look.number, ensure_ascii=False).replace("{}", '" counter(page) "')
    number = number.replace("{total}", '" counter(pages) "')
    top, foot = ("@top-left", "@top-right") if look.number_above else ("@top-center", "@bottom-center")
    margins = f"{look.margin}mm {look.margin}mm {look.margin}mm {look.margin + look.left}mm"
    rule = ";border-bottom:1px solid #000" if look.ruled else ""
    return "\n".join(
        [
            f"@page{{size:{width}mm {height}mm;margin:{margins};",
            f"{top}{{content:{json.dumps(look.head, ensure_ascii=False)};font-size:9pt{rule}}}" if look.head else "",
            f"{foot}{{content:{number};font-size:9pt}}" if look.number else "",
            f"}}body{{font:{look.size}pt/{look.leading} '{look.latin}','{look.chinese}';",
            f"text-align:{'justify' if look.justified else 'left'};",
            f"letter-spacing:{look.apart}em}}b,h2{{font-family:'{look.latin}','{look.headings_in or look.chinese}'}}",
            ".text{columns:2;column-gap:2em" + (";column-rule:1px solid #000" if look.ruled else "") + "}"
            if look.columns > 1
            else "",
            "td{white-space:nowrap}td:nth-last-child(5){white-space:normal}" if look.fitted else "",
            ".box{border:1px solid #000;padding:6px;margin:8px 0}",
            ".mark{position:fixed;top:45%;left:15%;transform:rotate(-30deg);font-size:60pt;color:#ddd}",
            "p{padding-left:2em}" if look.hanging else "",
            f"p{{text-indent:{2 * look.indented - 2 * look.hanging}em;margin:{look.spaced}em 0}}",
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
    numbering = _quoted(look.number.replace("{}", "1").replace("{total}", "1")) if look.number else "none"
    indent = "2em" if look.indented else "0em"
    fonts = f"({_quoted(look.latin)}, {_quoted(look.headings_in or look.chinese)})"
    width, height = look.millimetres
    lines = [
        f"#set page(width: {width}mm, height: {height}mm, columns: {look.columns},",
        f" margin: (rest: {look.margin}mm, left: {look.margin + look.left}mm), background: {_mark(look)},",
        f" numbering: {numbering}, header: {_head(look)}{', footer: none' if look.number_above else ''})",
        f'#set text(font: ({_quoted(look.latin)}, {_quoted(look.chinese)}), size: {look.size}pt, lang: "zh",',
        f" tracking: {look.apart}em)",
        f"#set par(justify: {str(look.justified).lower()}, first-line-indent: (amount: {indent}, all: true),",
        f" leading: {look.leading - 0.75}em, spacing: {look.leading - 0.75 + look.spaced}em,",
        f" hanging-indent: {2 * look.hanging}em)",
    ]
    for number, one in enumerate(blocks):
        if one.rows:
            cells = ", ".join(_typst_cells(one))
            stroke = STROKES[look.ruling].replace("{last}", str(len(one.rows) - 1))
            columns = "(auto, 1fr, auto, auto, auto, auto)" if look.fitted else len(one.rows[0])
            lines.append(f"#align(center, table(columns: {columns}, {stroke}, {cells}))\n")
        elif one.kind == "title":
            lines.append(f"#align(center, text({look.size * 1.6}pt, {_quoted(one.text)}))\n")
        elif one.kind == "heading":
            setting = f'{look.size * look.heading}pt, weight: "bold", font: {fonts}'
            lines.append(f"#text({setting}, {_quoted(one.text)})\n")
        elif one.kind == "box":
            lines.append(f"#block(stroke: 0.5pt, inset: 6pt, width: 100%, {_quoted(one.text)})\n")
        else:
            note = f"#footnote[{FOOTNOTE}]" if look.footnotes and number % 20 == 7 else ""
            lead = f"#text(font: {fonts}, {_quoted(one.text[: one.lead])})" if one.lead else ""
            lines.append(f"{lead}#{_quoted(one.text[one.lead :])}{note}\n")
    return "\n".join(lines)


def _mark(look: Look) -> str:
    return f'rotate(-30deg, text(60pt, fill: rgb("dddddd"), {_quoted(look.watermark)}))' if look.watermark else "none"


def _head(look: Look) -> str:
    """The line above the text; a rule below it, and the page number at its end, where the layout has them."""
    said = f"text(9pt, {_quoted(look.head)})"
    if look.number_above:
        number = f"text(9pt, counter(page).display({_quoted(look.number.replace('{}', '1').replace('{total}', '1'))}"
        return f"context [#{said} #h(1fr) #{number}, both: {str('{total}' in look.number).lower()}))]"
    if not look.head:
        return "none"
    rule = " #line(length: 100%, stroke: 0.5pt)" if look.ruled else ""
    return f"[#align(center, {said}){rule}]"


def _typst_cells(one: Block) -> Iterator[str]:
    spans = dict(groups(one.rows)) if one.merged else {}
    for at, row in enumerate(one.rows):
        for column, cell in enumerate(row):
            span = spans.get(at, 0) if one.merged and not column else 1
            if span:
                yield f"[#{_quoted(cell)}]" if span == 1 else f"table.cell(rowspan: {span})[#{_quoted(cell)}]"
