"""The linter for schemes: coded findings, each proven, with measurements that show it."""

from common_prosperity.schemes.linting.codes import GROUPS, RULES
from common_prosperity.schemes.linting.findings import LintFinding, Rule, Severity
from common_prosperity.schemes.linting.linter import lint, select

__all__ = ["GROUPS", "RULES", "LintFinding", "Rule", "Severity", "lint", "select"]
