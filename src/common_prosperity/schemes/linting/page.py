"""The reference page of all codes, drawn from the same rows that the linter uses."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.codes import GROUPS, RULES
from common_prosperity.schemes.linting.findings import SEVERITIES, Rule

INTRODUCTION: Final = """\
# What the linter finds · 检查发现

<!-- Made by docs/make_lint_page.py from the table of codes. -->

`common-prosperity schemes lint FILE…` reports what a careful lawyer would ask of a scheme: bands that overlap, points that
nobody can get, clauses that do nothing, numbers without a source. `--select S1,S204` and `--ignore S006` choose among them by
code or by how codes begin. In Python, `lint_file(path)` gives the findings, and `select(findings, ["S1"], ignore=["S006"])`
chooses in the same way. Nothing is reported that is not proven, and most findings bring measurements that show them. A finding
is no verdict: where the published text itself has a hole or an overlap, the file keeps it, and says so under Limitations.

`common-prosperity schemes lint FILE…` 报告细心的法务会问的问题：分档重叠、无人可得的分值、不起作用的条款、没有依据的数字。
`--select S1,S204` 与 `--ignore S006` 按代码或其开头选取。在 Python 中，`lint_file(path)` 给出发现，
`select(findings, ["S1"], ignore=["S006"])` 同样选取。未经证明的不报告，多数发现附有可复核的指标数值。
发现不等于错误：原文本身有空档或重叠的，文件照录，并在 Limitations 中说明。

*error* 错误: the scheme cannot mean what it says · *warning* 提醒: no answer, two answers, or less than it seems · *info* 说明:
worth a look.
"""


def page() -> str:
    """The page in Markdown, both languages side by side."""
    parts = [INTRODUCTION, _contents()]
    for heading, rows in GROUPS:
        parts.append(f"## {heading.en} · {heading.zh}\n")
        parts += [_section(rule) for rule in rows]
    return "\n".join(parts)


def _contents() -> str:
    rows = [
        f"| [{rule.code}](#{anchor(rule)}) | {SEVERITIES[rule.severity].en} {SEVERITIES[rule.severity].zh} | "
        f"{rule.name.en} | {rule.name.zh} |"
        for rule in RULES.values()
    ]
    return "\n".join(["| code | severity 严重程度 | finding | 发现 |", "|---|---|---|---|", *rows, ""])


def anchor(rule: Rule) -> str:
    """The anchor of a code on the page, made from its heading."""
    return f"{rule.code} {rule.name.en}".lower().replace(" ", "-")


def _section(rule: Rule) -> str:
    severity = SEVERITIES[rule.severity]
    return f"""\
### {rule.code} {rule.name.en}

*{severity.en} {severity.zh} · {rule.name.zh}*

{_both(rule.why)}

To mend it · 改正: {_both(rule.mend)}

```text
{rule.bad}
```

Mended · 改正后:

```text
{rule.good}
```
"""


def _both(text: Text) -> str:
    return f"{text.en}\n{text.zh}"
