"""Small schemes for the tests of the linter, by what they say below their identity."""

from common_prosperity.files.schemes import parse_scheme
from common_prosperity.schemes.linting import lint
from common_prosperity.schemes.model import Scheme

HEADER = """\
# References: an invented notice (2023).
# Checked with: the tests of the linter.
# Limitations: invented throughout.

id = "test"
edition = "2023"
label = { zh = "示例", en = "example" }
issuer = { zh = "示例县", en = "Example County" }
effective = { since = 2023-01-01 }
source = "notice (2023) No. 12"
"""


def scheme_of(body: str) -> tuple[Scheme, str]:
    """A scheme, and its text."""
    text = HEADER + body
    return parse_scheme(text.encode()), text


def found(body: str) -> list[str]:
    """The codes found in a scheme."""
    scheme, text = scheme_of(body)
    return [finding.code for finding in lint(scheme, text=text)]


def requirement(condition: str, name: str = "employment", more: str = "") -> str:
    """A requirement with a condition."""
    return (
        f'[[requirements]]\nid = "{name}"\nlabel = {{ zh = "条件", en = "requirement" }}\nsource = "art. 1"\n'
        f"condition = {condition}\n{more}\n"
    )


def measure(name: str, unit: str, how: str) -> str:
    """A measure with a unit, and how it is taken."""
    return f'[measures.{name}]\nlabel = {{ zh = "指标", en = "measure" }}\nunit = "{unit}"\n{how}\n'


def section(criterion: str, name: str = "s", more: str = "") -> str:
    """A section with one criterion."""
    return (
        f'[[sections]]\nid = "{name}"\nlabel = {{ zh = "部分", en = "section" }}\n{more}\n[[sections.criteria]]\n'
        f'id = "{name}-c"\nlabel = {{ zh = "评分项", en = "criterion" }}\nsource = "art. 2"\n{criterion}\n'
    )


def grade(name: str, edges: str) -> str:
    """A grade."""
    return f'[[grades]]\nid = "{name}"\nlabel = {{ zh = "等级", en = "grade" }}\nsource = "art. 3"\n{edges}\n'
