"""Findings: what the linter says of a scheme, where, how gravely, and by which measurements anybody can see it."""

import enum
from collections.abc import Mapping
from typing import Any, Final

import attrs

from common_prosperity.errors import Lang
from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.worlds import World


class Severity(enum.StrEnum):
    """How grave a finding is (严重程度)."""

    ERROR = "error"
    """The scheme cannot mean what it says: somebody could never get what the text promises, or a decision would fail."""
    WARNING = "warning"
    """The text gives no answer or two, or a clause does less than it seems to."""
    INFO = "info"
    """Worth a look."""


SEVERITIES: Final[Mapping[Severity, Text]] = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.INFO: Text("说明", "info"),
}


@attrs.frozen(kw_only=True)
class Rule:
    """One thing the linter looks for: a row of the table of codes (检查项)."""

    code: str
    severity: Severity
    name: Text
    what: Text
    """What is said of the scheme, with places for the particulars."""
    why: Text
    mend: Text
    bad: str
    """Lines of a scheme file in which it is found."""
    good: str
    """Nearly the same lines, in which it is not."""


@attrs.frozen(kw_only=True)
class LintFinding:
    """One finding at one place (检查发现)."""

    rule: Rule
    place: str
    """Path in the scheme, `$.sections[0].criteria[2].bands[1]`."""
    line: int | None = None
    """Line of the file, where its text was given."""
    subject: str = ""
    """The id of the clause, section, grade, amount, measure or parameter; empty for the scheme itself."""
    details: Mapping[str, str | Text] = attrs.field(factory=dict)
    witness: tuple[World, ...] = ()
    """Measurements that show it, each by name; `points` stands for a total, `points:SECTION` for a section's sum."""

    @property
    def code(self) -> str:
        """The code, `S101`."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.rule.severity

    def text(self, lang: Lang = "en") -> str:
        """What is found, in one sentence."""
        words = {key: value.in_(lang) if isinstance(value, Text) else value for key, value in self.details.items()}
        return self.rule.what.in_(lang).format_map({"subject": self.subject, **words})

    def mend(self, lang: Lang = "en") -> str:
        """What would mend it."""
        return self.rule.mend.in_(lang)

    def as_line(self, lang: Lang = "en", path: str = "") -> str:
        """Everything in one line, as compilers print it: `file:line: code severity: text`."""
        where = ":".join(part for part in (path, "" if self.line is None else str(self.line)) if part)
        return f"{where or self.place}: {self.code} {SEVERITIES[self.severity].in_(lang)}: {self.text(lang)}"

    def as_data(self) -> dict[str, Any]:
        """The finding as plain data for JSON, in both languages; witness values as text."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "place": self.place,
            "line": self.line,
            "subject": self.subject,
            "zh": self.text("zh"),
            "en": self.text("en"),
            "mend": {"zh": self.mend("zh"), "en": self.mend("en")},
            "witness": [{name: str(value) for name, value in world.items()} for world in self.witness],
        }
