"""No finding is wrong: on a small grid everything there can be is decided, and compared with what the linter claims."""

from grid_claims import CLAIMS, can_be, table
from grid_schemes import ranked, schemes
from hypothesis import HealthCheck, given, settings

from common_prosperity.schemes.linting import lint
from common_prosperity.schemes.model import Scheme

few = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


def _held(scheme: Scheme) -> None:
    findings = [finding for finding in lint(scheme) if finding.code in CLAIMS]
    rows = table(scheme) if findings else []
    for finding in findings:
        assert all(can_be(world) for world in finding.witness), finding.text()
        assert CLAIMS[finding.code](finding, scheme, rows), finding.text()


@few
@given(schemes())
def test_every_finding_holds_for_everything_there_can_be(scheme: Scheme) -> None:
    _held(scheme)


@few
@given(ranked())
def test_so_does_what_is_told_of_grades_that_ask_for_something_besides(scheme: Scheme) -> None:
    _held(scheme)
