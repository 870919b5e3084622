"""The reference page of the checks, drawn from their table."""

from collections.abc import Iterator

from common_prosperity.checks.catalogue import CHECKS, GROUPS
from common_prosperity.checks.model import Check

HEAD = """# Checks

<!-- Made by docs/make_checks_page.py from the table of checks. -->

What each check looks at, why it matters, where it comes from, what makes it speak, and how to silence it.
Severities: **error** 错误, the facts stated break a rule or contradict each other; **warning** 提醒, they are unusual;
**info** 说明, something important cannot be checked because facts are missing.

To leave a check out, pass `ignore=["C206"]` to `check` (`--ignore C206`), or name it in an attestation `ignore_checks` that an
evaluator has verified; see [how to check applications](../how-to/check-applications.md).
"""


def reference_page() -> str:
    """The whole page, in Markdown."""
    return "".join([HEAD, *_index(), *_details()])


def _index() -> Iterator[str]:
    yield "\n| code 编号 | name | severity | what 内容 |\n|---|---|---|---|\n"
    for check in CHECKS:
        yield f"| [{check.code}](#{anchor(check)}) | `{check.name}` | {check.severity} | {check.what.zh} |\n"


def anchor(check: Check) -> str:
    """The label of a check on the page."""
    return f"{check.code}-{check.name}".lower()


def _details() -> Iterator[str]:
    group = ""
    for check in CHECKS:
        if not check.code.startswith(group) or not group:
            group = check.code[:2]
            yield f"\n## {group}: {GROUPS[group].en} {GROUPS[group].zh}\n"
        yield from _entry(check)


def _entry(check: Check) -> Iterator[str]:
    yield f"\n({anchor(check)})=\n\n### {check.code} {check.name}\n\n"
    yield f"{check.what.zh}。\n{_sentence(check.what.en)}\n\n"
    yield f"* **severity**: {check.severity} {check.severity.text.zh}"
    yield " (between the dossiers of a register)\n" if check.across else "\n"
    yield f"* **why** 为何重要: {check.why.zh}。 {_sentence(check.why.en)}\n"
    yield f"* **says** 提示: “{check.text.zh}”; “{check.text.en}”\n"
    yield f"* **source** 依据: {check.source}\n"
    yield f"* **example** 示例: `{check.example}`\n"
    if check.cleared_by:
        yield f"* **may be cleared by** 可由下列事实消除: {', '.join(f'`{fact}`' for fact in check.cleared_by)}\n"
    yield f'* **silence** 忽略: `ignore=["{check.code}"]`, `--ignore {check.code}`, or `ignore_checks` = `{check.code}`\n'


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
