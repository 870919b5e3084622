"""No finding is wrong: on a small grid everything there can be is decided, and compared with what the linter claims."""

from collections import Counter

from grid_claims import CLAIMS, can_be, table
from grid_schemes import schemes
from hypothesis import HealthCheck, given, settings

from common_prosperity.schemes.linting import lint
from common_prosperity.schemes.model import Scheme


def looked_at(scheme: Scheme) -> Counter[str]:
    """How many findings of each code were held against the grid."""
    findings = [finding for finding in lint(scheme) if finding.code in CLAIMS]
    rows = table(scheme) if findings else []
    for finding in findings:
        assert all(can_be(world) for world in finding.witness), finding.text()
        assert CLAIMS[finding.code](finding, scheme, rows), finding.text()
    return Counter(finding.code for finding in findings)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(schemes())
def test_every_finding_holds_for_everything_there_can_be(scheme: Scheme) -> None:
    looked_at(scheme)
