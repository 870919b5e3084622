"""Checks: what an evaluator must look at before judging, named with a code, a place and the reason."""

from common_prosperity.checks.catalogue import CHECKS
from common_prosperity.checks.model import Check, CheckFinding, Severity
from common_prosperity.checks.running import check

__all__ = ["CHECKS", "Check", "CheckFinding", "Severity", "check"]
