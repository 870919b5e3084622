"""In a notebook a decision, a scorecard and a scheme show themselves, in both languages and safely."""

from html.parser import HTMLParser

import attrs
from full_scheme import SCHEME, all_known

from common_prosperity.awards import BothBases, decide
from common_prosperity.quantities import Text
from invented import measured

HOSTILE = "<img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """Collects the tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's protocol
        self.found.append(tag)


def test_a_decision_shows_verdict_and_points() -> None:
    html = decide(all_known(), SCHEME)._repr_html_()
    assert "eligible, first class" in html
    assert "符合条件，一等" in html
    assert Tags(html).found.count("table") == 2
    assert "<details>" in html
    assert "staff: 15 people" in decide(measured(staff=15), SCHEME)._repr_html_()


def test_an_open_decision_shows_what_is_needed() -> None:
    assert "What is still needed" in decide(measured(), SCHEME)._repr_html_()


def test_a_scorecard_is_a_table() -> None:
    html = decide(all_known(), SCHEME).scorecard._repr_html_()
    assert "staff points" in html
    assert "职工分" in html
    assert Tags(html).found.count("table") == 2


def test_a_scheme_is_tables() -> None:
    html = SCHEME._repr_html_()
    assert "enough staff" in html
    assert "职工达到目标" in html


def test_names_and_labels_are_escaped() -> None:
    hostile = attrs.evolve(SCHEME, label=Text.same(HOSTILE), grades=(attrs.evolve(SCHEME.grades[0], label=Text.same(HOSTILE)),))
    decision = attrs.evolve(decide(all_known(), hostile), workshop_name=HOSTILE)
    for html in (decision._repr_html_(), hostile._repr_html_()):
        assert "img" not in Tags(html).found
        assert "&lt;img" in html


def test_both_bases_are_one_table_in_each_language() -> None:
    decision = decide(all_known(), SCHEME)
    html = BothBases(claimed=decision, verified=attrs.evolve(decision, workshop_name=HOSTILE))._repr_html_()
    assert "As verified" in html
    assert "按核定" in html
    assert Tags(html).found.count("table") == 2
    assert "img" not in Tags(html).found
