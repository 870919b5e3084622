"""The table of codes (检查项一览): one row for each thing the linter looks for, in groups of a hundred.

Wording, severity, selection, the reference page and the tests all read these rows.
"""

from collections.abc import Mapping
from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.codes import amounts, clauses, extending, file, grades, points, quantities, totals
from common_prosperity.schemes.linting.findings import Rule

GROUPS: Final[tuple[tuple[Text, tuple[Rule, ...]], ...]] = (
    (Text("S0 文件与标识", "S0 The file and its identity"), file.ROWS),
    (Text("S1 计分", "S1 Points"), points.ROWS),
    (Text("S2 条款与条件", "S2 Clauses and conditions"), clauses.ROWS),
    (Text("S3 等级", "S3 Grades"), grades.ROWS),
    (Text("S4 部分与总分", "S4 Sections and totals"), totals.ROWS),
    (Text("S5 指标、参数与单位", "S5 Measures, parameters and units"), quantities.ROWS),
    (Text("S6 扩展", "S6 Extending"), extending.ROWS),
    (Text("S7 应得应缴与分情形取值", "S7 Amounts and cases"), amounts.ROWS),
)
"""The rows under their headings."""

RULES: Final[Mapping[str, Rule]] = {rule.code: rule for _, rows in GROUPS for rule in rows}
"""Every row by its code."""
