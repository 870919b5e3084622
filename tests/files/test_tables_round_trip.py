"""Template → filled → read → written → read gives the same register, as workbook and as CSV, in both languages."""

import tempfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common_prosperity.facts import Attestation, Dossier, Evidence, PastFigure, Rating, Register
from common_prosperity.facts.fields import limits_of, shape_of
from common_prosperity.files.tables import read_register, write_register, write_template
from common_prosperity.quantities import UNSTATED, Period
from common_prosperity.testing.strategies.dossiers import registers
from common_prosperity.testing.strategies.facts import statements
from common_prosperity.testing.strategies.paths import mapped
from common_prosperity.testing.strategies.quantities import numbers

NASTY = (
    "无", "有", "none", "其余", "至今", "是", "0", "1.5", "2/3", "20%", "007", " 空格 ", "=1+1", "+86", "-5", "@SUM(A1)", "\tx", "＝1",
    "a、b", "a,b", "两\n行", '"引号"', '"', "\\", "_x0041_",  "Ｗ１", "２０２３", "2023-06-30", "true", "null", "#N/A", "工坊",
    "\u3000x", "http://localhost/a", "<b>&amp;</b>", "'", "x" * 4000,
)  # fmt: skip
"""Text that means something elsewhere in a spreadsheet."""


@st.composite
def nasty_registers(draw: st.DrawFn) -> Register:
    """Registers with ids and words that look like something else."""
    register = draw(registers())
    names: dict[str, str] = {}
    options = [text for text in NASTY if len(text) <= 128 and not set(text) & set("\t\n")]

    def change(_collection: str, field: "attrs.Attribute[Any]", value: Any) -> Any:
        limits, shape = limits_of(field), shape_of(field.type)
        if isinstance(value, str) and shape.classes == {str}:
            if limits.refers or limits.identifier:
                return renamed(value)
            return draw(st.sampled_from(NASTY)) if field.name != "credit_code" else value
        if isinstance(value, tuple) and shape.classes == {str}:
            return tuple(map(renamed, value))
        if isinstance(value, str) and len(shape.classes) > 2:
            return draw(st.sampled_from(options))
        return value

    def renamed(name: str) -> str:
        if name not in names:
            free = [text for text in options if text not in names.values()]
            names[name] = draw(st.sampled_from([name, *free]))
        return names[name]

    return Register(dossiers=tuple(draw(with_statements(mapped(dossier, change))) for dossier in register.dossiers))


@st.composite
def with_statements(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The dossier with attested values of every kind, marks and earlier figures."""
    values = st.one_of(statements(), st.sampled_from(NASTY[:12]), st.none(), st.just(UNSTATED))
    evidence = st.one_of(st.just(UNSTATED), st.lists(evidences(), max_size=2).map(tuple))
    keys = draw(st.lists(st.sampled_from(("a", "无", "b、c", "=d")), unique=True))
    attestations = tuple(
        Attestation(id=key, value=draw(values), verified=draw(values), evidence=draw(evidence)) for key in keys
    )
    ratings = tuple(Rating(criterion=key, member="其余", marks=draw(numbers(None))) for key in keys)
    years = draw(st.lists(st.integers(2019, 2025), unique=True, max_size=2))
    history = tuple(
        PastFigure(measure=key, period=Period.year(year), value=draw(values), evidence=draw(evidence))
        for key in keys
        for year in years
    )
    return attrs.evolve(dossier, attestations=attestations, ratings=ratings, history=history)


def evidences() -> st.SearchStrategy[Evidence]:
    """Documents, checked or not."""
    words = st.sampled_from(NASTY)
    return st.builds(
        Evidence,
        what=words,
        where=st.one_of(words, st.just(UNSTATED)),
        verified=st.sampled_from((True, False, UNSTATED)),
    )


@given(register=st.one_of(registers(), nasty_registers()), lang=st.sampled_from(("zh", "en")), folder=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_written_and_read_is_the_same(register: Register, lang: Any, folder: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
    """The round trip."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / ("tables" if folder else "register.xlsx")
        write_register(register, path, lang)
        reading = read_register(path)
        assert reading.text() == ""
        assert reading.register == register
        again = Path(scratch) / ("again" if folder else "again.xlsx")
        write_register(reading.register, again, lang)
        assert read_register(again).register == register


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_template_is_an_empty_register(tmp_path: Path, lang: Any) -> None:
    write_template(tmp_path / "register.xlsx", lang)
    reading = read_register(tmp_path / "register.xlsx")
    assert reading.register == Register(dossiers=())
    assert reading.sound
