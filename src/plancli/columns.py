"""The columns of a target record and of a document record: name, type, order and headers, defined once.

The contract fixes the first block of names and their order; what follows them is added by us.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON, its type (str int number bool list object) and what people read."""

    name: str
    type: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str


def _column(line: str) -> Column:
    return Column(*(part.strip() for part in line.split("|")))


RECORD: tuple[Column, ...] = tuple(
    map(
        _column,
        """
id|str|编号|ID|同一文本、位置和数值在任何机器上得到同一编号|stable across machines and runs
doc|str|文档|Document|文档编号|document id
region|str|地区|Region|该陈述所说的地区全称|the place the statement speaks of
region_code|str|地区代码|Region code|GB/T 2260 行政区划代码|GB/T 2260 code
start|int|起点|Start|数量在原文中的起始字符位置|first code point of the quantity
end|int|终点|End|数量在原文中的结束字符位置（不含）|code point behind the quantity
text|str|数量原文|Quantity as written|原文中的数量|the quantity as written
quote|str|原文|Quote|证明该数的句子，逐字摘录|the sentence that proves it, verbatim
section|str|章节|Section|上级标题路径|path of headings
indicator|str|指标|Indicator|所度量的对象，名词短语|what is measured
indicator_id|str|指标代码|Indicator ID|指标词典的键，词典没有则为空|key in the indicator lexicon, empty where none fits
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
comparator|str|比较符|Comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
value|number|数值|Value|基本单位下的数值；区间的下限|value in the base unit; lower end of a range
value_max|number|数值上限|Value (max)|区间的上限|upper end of a range
unit|str|单位|Unit|基本单位|base unit
written_value|str|原文数值|Value as written|原文写法|as in the text
written_unit|str|原文单位|Unit as written|原文写法|as in the text
year|int|年份|Year|数值对应的年份|the year the value is for
base_year|int|基年|Base year|与之比较的年份|the year compared with
flow|bool|仅计新增|Flow|只统计新增部分|counts only what is newly added
annual|bool|年度值|Annual|每年或年均|per year or annual average
status|str|状态|Status|目标、实际或其他|target, actual or other
modality|str|约束程度|Modality|约束性、预期性、确保、力争|binding, expected, ensure or strive
departments|list|责任单位|Departments|牵头单位在前|lead department first
rules|object|规则|Rules|各属性由哪条规则得出|attribute → the rule that decided it
page|int|页|Page|原文件页码|page of the original file
table|int|表|Table|第几张表|number of the table
row|int|行|Row|表中的行|row of the table
column|int|列|Column|表中的列|column of the table
paragraph|int|段|Paragraph|第几段|number of the paragraph
""".strip().splitlines(),
    )
)

DOCUMENT: tuple[Column, ...] = tuple(
    map(
        _column,
        """
doc|str|文档|Document|文档编号|document id
source|str|来源|Source|文件路径|path of the file
sha256|str|校验和|SHA-256|文件字节的校验和|of the bytes of the file
format|str|格式|Format|按内容识别的格式|by content, not by name
encoding|str|编码|Encoding|文本编码|how the text was decoded
title|str|标题|Title|文档标题|title of the document
region|str|地区|Region|文档所属地区|region of the document
region_code|str|地区代码|Region code|GB/T 2260 行政区划代码|GB/T 2260 code
level|str|层级|Level|国家、省、市、区县|nation, province, city or district
issuer|str|发文机关|Issuer|发布机构|issuing body
document_number|str|文号|Document number|发文字号|as printed
issued|str|成文日期|Issued|ISO 日期|ISO date
horizon_year|int|目标年|Horizon year|规划期末或报告年度|last year of the plan, year of the report
period|list|规划期|Period|起止年份|first and last year
characters|int|字数|Characters|正文字符数|code points of the text
targets|int|目标数|Targets|记录中状态为目标的条数|records with status target
found_by|str|正文识别|Text found by|正文是如何找到的|how the text was found
warnings|list|提示|Warnings|读取时的提示|what the reader noticed
""".strip().splitlines(),
    )
)
