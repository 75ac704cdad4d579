"""What stands in a workbook or report besides the data, in both languages."""

SHEETS = {
    "zh": ("对比", "目标", "文档", "说明"),
    "en": ("Comparison", "Targets", "Documents", "About"),
}
REST = {"zh": "其余", "en": "Others"}
CHARTS = {"zh": "图表", "en": "Charts"}
NOT_DRAWN = {"zh": "（区间未画）", "en": " (ranges not drawn)"}
GRID_HEAD = {
    "zh": ("主题", "指标", "类型", "年份", "单位"),
    "en": ("Topic", "Indicator", "Kind", "Year", "Unit"),
}
# What people read comes first and is printed; what else there is stands to the right of it.
FIRST = ("region", "indicator", "kind", "comparator", "value", "value_max", "unit", "year", "status", "quote")
FIRST_OF_DOCUMENT = (
    "doc", "title", "region", "level", "issuer", "document_number", "issued", "horizon_year", "period", "characters",
    "targets", "warnings",
)  # fmt: skip
LEAD = ("topic", "indicator", "kind", "year", "unit")
YES = {"zh": "是", "en": "yes"}
SIGNS = {
    "zh": {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约"},
    "en": {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "~"},
}
NOTES = {
    "zh": (
        ("对比", "每行一个指标、类型、年份和单位，每列一个地区；点击数字可跳到“目标”表中的原文。"),
        ("其余", "只见于一个地区的指标在“其余”表，“对比”表先列主要指标，再列多地共有的指标。"),
        ("≥ ≤ > < 约", "以上、不低于为 ≥；超过、突破为 >；以内、不超过为 ≤；低于为 <；左右、近为“约”；无符号为等于。"),
        ("橙色", "同一文档对该指标另有不同数值，请核对原文。"),
        ("数值", "“目标”表中为基本单位下的数值（元、个、m2 等）；“对比”表中整行换算为同一个易读单位。"),
    ),
    "en": (
        ("Comparison", "A row for each indicator, kind, year and unit, a column for each region; a click on a figure "
         "leads to its sentence on the sheet Targets."),
        ("Others", "What one region alone has. Comparison begins with headlines, then has what several share."),
        ("≥ ≤ > < ~", "以上, 不低于: ≥; 超过, 突破: >; 以内, 不超过: ≤; 低于: <; 左右, 近: ~ (about); none: equal."),
        ("Orange", "The same document states another figure too: see the sentences."),
        ("Value", "On Targets in base units (元, 个, m2 …); on Comparison one readable unit along a row."),
    ),
}  # fmt: skip
ABOUT = {
    "zh": ("政策文本中的数值目标", "版本", "时间 (UTC)", "来源文件", "记录", "文档",
           "怎样读", "目标表的各列", "文档表的各列"),
    "en": ("Numeric targets in policy texts", "Version", "Time (UTC)", "Files", "Records", "Documents",
           "How to read it", "Columns of Targets", "Columns of Documents"),
}  # fmt: skip
