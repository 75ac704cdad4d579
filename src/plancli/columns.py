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

PIECE: tuple[Column, ...] = tuple(
    map(
        _column,
        """
doc|str|文档|Document|文档编号|document id
start|int|起点|Start|在原文中的起始字符位置|first code point in the text
end|int|终点|End|在原文中的结束字符位置（不含）|code point behind it
text|str|原文|Text|原文，逐字|verbatim
section|str|章节|Section|上级标题路径|path of headings
words|list|词|Words|分词结果|words, by jieba
""".strip().splitlines(),
    )
)

EXPRESSION: tuple[Column, ...] = tuple(
    map(
        _column,
        """
line|int|行|Line|输入中的行号，从 1 起|line of the input, from 1
start|int|起点|Start|在该行中的起始字符位置|first code point in the line
end|int|终点|End|在该行中的结束字符位置（不含）|code point behind it
text|str|原文|Text|原文写法|as written
type|str|种类|Type|quantity（数量）或 period（时间）|quantity or period
value|number|数值|Value|基本单位下的数值；区间的下限|value in the base unit; lower end of a range
value_max|number|数值上限|Value (max)|区间的上限|upper end of a range
comparator|str|比较符|Comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
unit|str|单位|Unit|基本单位|base unit
year_from|int|起始年|First year|时间段的第一年|first year of a span
year|int|年份|Year|年份；时间段的最后一年|the year; the last one of a span
""".strip().splitlines(),
    )
)

WORD: tuple[Column, ...] = tuple(
    map(
        _column,
        """
kind|str|种类|Kind|indicator（指标）、region（地区）、unit（单位）或 rule（规则）|indicator, region, unit or rule
id|str|键|ID|词典中的键；地区为代码|key in the lexicon; the code of a region
name_zh|str|中文名|Chinese name|中文名称|Chinese name
name_en|str|英文名|English name|英文名称|English name
short|str|简称|Short name|地区简称|short name of a region
level|str|层级|Level|国家、省、市、区县|nation, province, city or district
topic|str|主题|Topic|指标的主题|topic of an indicator
of|str|所属|Of|上级地区；指标的类型；规则所定的属性|parent; kinds of an indicator; attribute of a rule
base|str|基本单位|Base unit|换算成的单位|unit that it is converted to
factor|str|换算|Factor|一个单位等于多少基本单位|how many base units one is
dimension|str|量纲|Dimension|单位的量纲|what the unit measures
since|str|起始年|Since|地区自何年有效|the year from which a region is valid
words|str|写法|Words|识别的写法；规则所看的词|ways to write it; what a rule looks at
""".strip().splitlines(),
    )
)

DIFFERENCE: tuple[Column, ...] = tuple(
    map(
        _column,
        """
doc|str|文档|Document|文档编号|document id
id|str|编号|ID|记录编号|id of the record
start|int|起点|Start|记录所称的起始字符位置|where the record says the quantity starts
what|str|差异|Difference|有何不同|what differs
record|str|记录所载|In the record|记录中的文字|the words of the record
found|str|原文所载|In the text|该处的原文|the words of the text in that place
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

BRIEF = ("doc", "region", "indicator", "kind", "comparator", "value", "value_max", "unit", "year", "status", "quote")


def brief(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of `columns`, those that people read first, where width is short."""
    return tuple(column for column in columns if column.name in BRIEF)


COMPARISON: tuple[Column, ...] = tuple(
    map(
        _column,
        """
region_code|str|地区代码|Region code|GB/T 2260 行政区划代码|GB/T 2260 code
region|str|地区|Region|地区全称|full name of the region
indicator_id|str|指标代码|Indicator ID|指标词典的键|key in the indicator lexicon
indicator|str|指标|Indicator|全表统一的指标名称|one name for the whole table
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
year|int|年份|Year|数值对应的年份|the year the value is for
comparator|str|比较符|Comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
value|number|数值|Value|基本单位下的数值|value in the base unit
value_max|number|数值上限|Value (max)|区间的上限|upper end of a range
unit|str|单位|Unit|基本单位|base unit
flow|bool|仅计新增|Flow|只统计新增部分|counts only what is newly added
annual|bool|年度值|Annual|每年或年均|per year or annual average
mentions|int|提及次数|Mentions|该数被陈述的次数|how often the figure is stated
clash|bool|前后不一|Clash|文中另有不同数值|another figure is stated too
doc|str|文档|Document|文档编号|document id
start|int|起点|Start|数量在原文中的起始字符位置|first code point of the quantity
quote|str|原文|Quote|证明该数的句子|the sentence that proves it
""".strip().splitlines(),
    )
)

PROGRESS: tuple[Column, ...] = tuple(
    map(
        _column,
        """
actual_year|int|实际年份|Actual year|实际值对应的年份|the year of the achieved value
actual_comparator|str|实际比较符|Actual comparator|实际值的比较符|comparator of the achieved value
actual_value|number|实际值|Actual value|基本单位下的实际值|achieved value in the base unit
share_reached|number|完成比例（%）|Share reached (%)|实际值占目标值的百分比|achieved value in per cent of the target
years_between|int|相隔年数|Years between|目标年减实际年|year of the target less year of the achieved value
actual_doc|str|实际值文档|Actual document|实际值所在文档|document of the achieved value
actual_quote|str|实际值原文|Actual quote|证明实际值的句子|the sentence that proves it
""".strip().splitlines(),
    )
)

# In tables for people, in place of comparator, value and unit.
FIGURES: tuple[Column, ...] = (
    Column("figure", "str", "目标", "Figure", "易读写法", "as people read it"),
    Column("actual_figure", "str", "实际", "Achieved", "易读写法", "as people read it"),
)

WIDE: tuple[Column, ...] = tuple(
    map(
        _column,
        """
topic|str|主题|Topic|指标词典中的主题|topic in the indicator lexicon
indicator_id|str|指标代码|Indicator ID|指标词典的键|key in the indicator lexicon
indicator|str|指标|Indicator|全表统一的指标名称|one name for the whole table
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
year|int|年份|Year|数值对应的年份|the year the value is for
unit|str|单位|Unit|整行统一的易读单位|the unit that reads best for the whole row
flow|bool|仅计新增|Flow|只统计新增部分|counts only what is newly added
annual|bool|年度值|Annual|每年或年均|per year or annual average
""".strip().splitlines(),
    )
)

CASCADE: tuple[Column, ...] = tuple(
    map(
        _column,
        """
indicator_id|str|指标代码|Indicator ID|指标词典的键|key in the indicator lexicon
year|int|年份|Year|目标年份|year of the targets
upper|str|上级|Upper|上级地区|upper region
lower|str|下级|Lower|下级地区|lower region
upper_value|number|上级数值|Upper value|基本单位下的上级目标|target of the upper level in the base unit
lower_value|number|下级数值|Lower value|基本单位下的下级目标|target of the lower level in the base unit
difference|number|差|Difference|下级减上级；比率为百分点|lower less upper; percentage points for rates
ratio|number|比|Ratio|下级与上级之比|lower divided by upper
indicator|str|指标|Indicator|指标名称|name of the indicator
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
unit|str|单位|Unit|两值的基本单位|base unit of both values
difference_unit|str|差的单位|Unit of difference|差的单位|unit of the difference
flow|bool|仅计新增|Flow|只统计新增部分|counts only what is newly added
annual|bool|年度值|Annual|每年或年均|per year or annual average
upper_figure|str|上级目标|Upper figure|易读写法|as people read it
lower_figure|str|下级目标|Lower figure|易读写法|as people read it
upper_level|str|上级层级|Upper level|国家、省、市、区县|nation, province, city or district
lower_level|str|下级层级|Lower level|国家、省、市、区县|nation, province, city or district
upper_code|str|上级代码|Upper code|GB/T 2260 行政区划代码|GB/T 2260 code
lower_code|str|下级代码|Lower code|GB/T 2260 行政区划代码|GB/T 2260 code
upper_comparator|str|上级比较符|Upper comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
lower_comparator|str|下级比较符|Lower comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
stricter|str|更严者|Stricter|比较符更严的一级|whose comparator is stricter: upper, lower or same
upper_modality|str|上级约束|Upper modality|约束性、预期性、确保、力争|binding, expected, ensure or strive
lower_modality|str|下级约束|Lower modality|约束性、预期性、确保、力争|binding, expected, ensure or strive
harder|str|更硬者|Harder|约束更硬的一级|whose promise is harder: upper, lower or same
upper_doc|str|上级文档|Upper document|文档编号|document id
upper_quote|str|上级原文|Upper quote|证明上级目标的句子|the sentence that proves it
lower_doc|str|下级文档|Lower document|文档编号|document id
lower_quote|str|下级原文|Lower quote|证明下级目标的句子|the sentence that proves it
""".strip().splitlines(),
    )
)

CASCADE_SUMMARY: tuple[Column, ...] = tuple(
    map(
        _column,
        """
upper_level|str|上级层级|Upper level|国家、省、市、区县|nation, province, city or district
lower_level|str|下级层级|Lower level|国家、省、市、区县|nation, province, city or district
indicator_id|str|指标代码|Indicator ID|指标词典的键|key in the indicator lexicon
indicator|str|指标|Indicator|指标名称|name of the indicator
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
year|int|年份|Year|目标年份|year of the targets
pairs|int|对数|Pairs|上下级配对数|pairs of an upper and a lower region
raised|int|加码|Raised|下级高于上级|lower above upper
equal|int|持平|Equal|下级等于上级|lower equals upper
lowered|int|减码|Lowered|下级低于上级|lower below upper
mean_difference|number|平均差|Mean difference|差的平均|mean of the differences
median_difference|number|差的中位数|Median difference|差的中位数|median of the differences
mean_ratio|number|平均比|Mean ratio|比的平均|mean of the ratios
stricter|int|比较符更严|Stricter|下级比较符更严的对数|pairs in which the lower comparator is stricter
harder|int|约束更硬|Harder|下级约束更硬的对数|pairs in which the lower promise is harder
""".strip().splitlines(),
    )
)

CHANGES: tuple[Column, ...] = tuple(
    map(
        _column,
        """
change|str|变化|Change|新增、取消、提高、降低、推迟、提前、改写|added, dropped, raised, lowered, postponed, advanced, reworded
region_code|str|地区代码|Region code|GB/T 2260 行政区划代码|GB/T 2260 code
region|str|地区|Region|地区全称|full name of the region
indicator_id|str|指标代码|Indicator ID|指标词典的键|key in the indicator lexicon
indicator|str|指标|Indicator|指标名称|name of the indicator
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
unit|str|单位|Unit|两值的基本单位|base unit of both values
flow|bool|仅计新增|Flow|只统计新增部分|counts only what is newly added
annual|bool|年度值|Annual|每年或年均|per year or annual average
older_year|int|旧年份|Older year|旧文本的目标年|year in the older text
newer_year|int|新年份|Newer year|新文本的目标年|year in the newer text
older_comparator|str|旧比较符|Older comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
newer_comparator|str|新比较符|Newer comparator|= >= > <= < ~ 或区间|= >= > <= < ~ or range
older_value|number|旧数值|Older value|基本单位下的旧值|older value in the base unit
newer_value|number|新数值|Newer value|基本单位下的新值|newer value in the base unit
older_value_max|number|旧上限|Older value (max)|区间的上限|upper end of a range
newer_value_max|number|新上限|Newer value (max)|区间的上限|upper end of a range
difference|number|差|Difference|新值减旧值；比率为百分点|newer less older; percentage points for rates
older_figure|str|旧目标|Older figure|易读写法|as people read it
newer_figure|str|新目标|Newer figure|易读写法|as people read it
older_doc|str|旧文档|Older document|文档编号|document id
newer_doc|str|新文档|Newer document|文档编号|document id
older_quote|str|旧原文|Older quote|证明旧值的句子|the sentence in the older text
newer_quote|str|新原文|Newer quote|证明新值的句子|the sentence in the newer text
""".strip().splitlines(),
    )
)

SUGGESTIONS: tuple[Column, ...] = tuple(
    map(
        _column,
        """
approve|str|同意|Approve|同意合并则填“是”|write yes to merge
indicator|str|指标|Indicator|名词短语|noun phrase
merge_with|str|并入|Merge with|指标代码或另一名词短语|id of the lexicon, or another noun phrase
score|int|相似度|Score|0至100|0 to 100
reason|str|理由|Reason|二者有何异同|in what they differ
caution|str|注意|Caution|差别涉及范围词|the difference is a word of scope
kind|str|类型|Kind|水平、增长、下降、占比、倍数或位次|level, growth, decrease, share, multiple or rank
unit|str|单位|Unit|基本单位|base unit
regions|str|地区|Regions|该短语出现的地区|where the phrase stands
merge_with_regions|str|并入项地区|Regions of the other|另一短语出现的地区|where the other one stands
quote|str|原文|Quote|该短语的句子|a sentence with the phrase
merge_with_quote|str|并入项原文|Quote of the other|另一短语的句子|a sentence with the other one
""".strip().splitlines(),
    )
)
