"""Rows S001 to S099: the file, who issued it, and what each clause cites."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

ROWS: Final = (
    Rule(
        code="S001",
        severity=Severity.ERROR,
        name=Text("无法读取", "unusable"),
        what=Text("{reason}", "{reason}"),
        why=Text(
            "办法文件有此类错误时，任何认定都无法进行。", "With such a fault no decision can be taken under the scheme at all."
        ),
        mend=Text(
            "按提示改正；名称拼错时会给出最接近的名称。",
            "Mend what is named; for a misspelt name the nearest known one is given.",
        ),
        bad='measure = "people_employd"',
        good='measure = "people_employed"',
    ),
    Rule(
        code="S002",
        severity=Severity.WARNING,
        name=Text("缺少固定注释", "header comment missing"),
        what=Text("文件开头缺少注释：{missing}", "the file does not begin with the comment: {missing}"),
        why=Text(
            "读者须知办法出自何处、如何核对过、尚有何不足。",
            "A reader must learn where the rules come from, how they were checked, and what they leave out.",
        ),
        mend=Text(
            "在文件开头写 # References:、# Checked with:、# Limitations: 三段注释。",
            "Begin the file with the three comments # References:, # Checked with: and # Limitations:.",
        ),
        bad="# References: …",
        good="# References: …\n# Checked with: …\n# Limitations: …",
    ),
    Rule(
        code="S003",
        severity=Severity.INFO,
        name=Text("编号写法", "spelling of an id"),
        what=Text(
            "编号 {subject} 不是小写字母、数字和连字符", "the id {subject} is not in lower-case letters, digits and hyphens"
        ),
        why=Text(
            "编号出现在决定、地址和引文中，写法须一致。",
            "Ids stand in decisions, addresses and citations, and should look alike.",
        ),
        mend=Text("写作 unpaid-wages 这样的形式。", "Write it like unpaid-wages."),
        bad='id = "Unpaid_Wages"',
        good='id = "unpaid-wages"',
    ),
    Rule(
        code="S004",
        severity=Severity.WARNING,
        name=Text("缺少一种语言", "one language missing"),
        what=Text("“{words}”只有{given}，缺少{missing}", "“{words}” stands in {given} only; {missing} is missing"),
        why=Text(
            "申报人与评审人读中文或英文，各须看懂。",
            "Applicants and evaluators read Chinese or English, and each must understand.",
        ),
        mend=Text('写作 { zh = "…", en = "…" }。', 'Write { zh = "…", en = "…" }.'),
        bad='label = "吸纳就业"',
        good='label = { zh = "吸纳就业", en = "employs people" }',
    ),
    Rule(
        code="S005",
        severity=Severity.WARNING,
        name=Text("缺少依据", "source missing"),
        what=Text("{subject} 没有写明依据", "{subject} cites no source"),
        why=Text(
            "没有依据的数字无从对照原文；自拟的数字应标明 illustrative。",
            "A number without a source cannot be held against the original; one of our own must be marked illustrative.",
        ),
        mend=Text(
            '加 source = "原文条款"，或 basis = "illustrative"。',
            'Add source = "the clause of the original", or basis = "illustrative".',
        ),
        bad='id = "employment"',
        good='id = "employment"\nsource = "art. 4"',
    ),
    Rule(
        code="S006",
        severity=Severity.INFO,
        name=Text("来源无日期", "source undated"),
        what=Text("来源“{words}”没有年份", "the source “{words}” names no year"),
        why=Text("规定会修改；不知年份便不知是哪一版。", "Rules change; without a year nobody knows which text is meant."),
        mend=Text(
            "在 source 中写文号或年份，或填 effective.announced。",
            "Give a year or document number in source, or fill in effective.announced.",
        ),
        bad='source = "county notice"',
        good='source = "county notice (2023) No. 12"',
    ),
    Rule(
        code="S007",
        severity=Severity.WARNING,
        name=Text("自拟数字未标明", "own number not marked"),
        what=Text(
            "{subject} 的文字称数字为自拟（“{words}”），但 basis 为 {basis}",
            "{subject} calls its numbers its own (“{words}”), but its basis is {basis}",
        ),
        why=Text("自拟的数字不得冒充原文所载。", "A number of our own must not pass for one that was printed."),
        mend=Text('写 basis = "illustrative"。', 'Write basis = "illustrative".'),
        bad='source = "our own choice, for illustration"',
        good='source = "our own choice, for illustration"\nbasis = "illustrative"',
    ),
    Rule(
        code="S008",
        severity=Severity.WARNING,
        name=Text("两版同时有效", "two editions in force"),
        what=Text(
            "{days}，本版与 {other} 同时有效；应给版本 {earlier} 写明失效日",
            "{days}, both this edition and {other} are in force; edition {earlier} should name its end",
        ),
        why=Text(
            "同一天有两版有效，结果取决于用哪一个文件。每份文件单独读取：新版写了 supersedes 也不会使旧版失效，两份文件都会提示。",
            "If two editions are in force on one day, the answer depends on the file used. Each file is read by itself: "
            "supersedes in the later one does not end the earlier one, and both are told.",
        ),
        mend=Text(
            "把较早一版的 effective.until 写到较晚一版施行的前一天。",
            "Set effective.until of the earlier edition to the day before the later one begins.",
        ),
        bad="effective = { since = 2021-01-01 }",
        good="effective = { since = 2021-01-01, until = 2021-12-31 }",
    ),
)
