"""What is in a workbook or report besides the data, in both languages."""

# 概览 is what is printed first; 数据 holds the records as programs read them, and is the sheet that is read back.
SHEETS = {
    "zh": ("概览", "对比", "明细", "来源", "说明", "数据"),
    "en": ("Overview", "Comparison", "Details", "Sources", "Notes", "Data"),
}
REST = {"zh": "其余", "en": "Others"}
CHARTS = {"zh": "图表", "en": "Charts"}
CHART_DATA = {"zh": "图表数据", "en": "Chart data"}
FIGURE = {"zh": "数值", "en": "Figure"}
REGION = {"zh": "地区", "en": "Region"}
# What the overview says of its corpus, above headline indicators, and above shared ones where there are none.
SCOPE = {
    "zh": (
        "记录 {records} 条，文档 {documents} 份，地区 {regions} 个",
        "主要指标（点击数字看原文；颜色越深，要求越高）",
        "共有指标（点击数字看原文；颜色越深，要求越高）",
    ),
    "en": (
        "{records} records, {documents} documents, {regions} regions",
        "Headline indicators (a click leads to the words; the darker, the more is asked)",
        "Shared indicators (a click leads to the words; the darker, the more is asked)",
    ),
}
GRID_HEAD = {
    "zh": ("主题", "指标", "类型", "年份", "单位"),
    "en": ("Topic", "Indicator", "Kind", "Year", "Unit"),
}
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
        ("概览", "每行一个地区，每列一个主要指标；点击数字跳到“明细”中的原文。"),
        ("对比", "每行一个指标、类型、年份和单位，每列一个地区；先列主要指标，再列多地共有的指标。"),
        ("其余", "只见于一个地区的指标。"),
        ("明细", "每行一条记录：数值按原文单位，类型、比较符、状态用中文，原文中的数字加粗。"),
        ("≥ ≤ > < 约", "以上、不低于为 ≥；超过、突破为 >；以内、不超过为 ≤；低于为 <；左右、近为“约”；无符号为等于。"),
        ("与经济增长同步等", "没有数字的目标，按原文概括；“未提”“未读出”指原文没有提到，或提到而没有读出记录。"),
        ("橙色", "同一文档对该指标另有不同数值，请核对原文。"),
        ("数据", "全部字段，数值为基本单位（元、个、m2 等）。plancli 只读回这张表，修改请用 plancli review。"),
    ),
    "en": (
        ("Overview", "A row for each region, a column for each headline indicator; a click leads to the words."),
        ("Comparison", "A row for each indicator, kind, year and unit, a column for each region; headlines first."),
        ("Others", "What one region alone has."),
        ("Details", "A row for each record: figures in the units of the text, kinds and statuses in words."),
        ("≥ ≤ > < ~", "以上, 不低于: ≥; 超过, 突破: >; 以内, 不超过: ≤; 低于: <; 左右, 近: ~ (about); none: equal."),
        ("with GDP growth …", "A target in words: in step with, above or below what is named; silent: the text "
         "does not name it; unread: it does, and no record was made of it."),
        ("Orange", "The same document states another figure too: see the sentences."),
        ("Data", "All fields, values in base units (元, 个, m2 …). plancli reads back this sheet alone: correct "
         "records with plancli review."),
    ),
}  # fmt: skip
ABOUT = {
    "zh": ("政策文本中的数值目标", "版本", "时间 (UTC)", "来源文件", "记录", "文档",
           "怎样读", "数据表的各列", "来源表的各列"),
    "en": ("Numeric targets in policy texts", "Version", "Time (UTC)", "Files", "Records", "Documents",
           "How to read it", "Columns of Data", "Columns of Sources"),
}  # fmt: skip
