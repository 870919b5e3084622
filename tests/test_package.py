"""The public names: sorted, complete, imported when they are first used."""

import datetime as dt
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import common_prosperity as cp


class TestPublicNames:
    """The public names, sorted; nothing else."""

    @pytest.mark.parametrize("name", cp.__all__)
    def test_every_name_leads_somewhere(self, name: str) -> None:
        value = getattr(cp, name)
        assert value is not None
        assert any(getattr(importlib.import_module(f"common_prosperity.{room}"), name, None) is value for room in cp._ROOMS)

    def test_sorted_and_listed(self) -> None:
        assert dir(cp) == sorted(set(cp.__all__))

    def test_nothing_else(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'helper'"):
            _ = cp.helper

    def test_importing_loads_no_extras(self) -> None:
        """Importing the package loads none of the extras, nor the rooms behind the names."""
        script = "import sys, common_prosperity; print(sorted(m for m in sys.modules if m.startswith('common_prosperity.')))"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
        assert done.stdout.strip() == "[]"


SEWING = Path(__file__).parent.parent / "docs" / "examples" / "sewing-workshop.json"
DOSSIER = cp.read_dossier(SEWING)
SCHEME = cp.load_scheme("outstanding-workshop")
DECISION = cp.decide(DOSSIER, SCHEME)
BOTH = cp.decide_both(DOSSIER, SCHEME)
REGISTER = cp.Register(dossiers=(DOSSIER,))
EVERYTHING: tuple[Any, ...] = (
    DOSSIER,
    SCHEME,
    DECISION,
    BOTH,
    REGISTER,
    cp.measure(DOSSIER, SCHEME),
    "words",
    Path("path"),
    None,
    3,
    [],
    {},
    cp.Period.year(2023),
    dt.date(2023, 1, 1),
)


PATHS = (str, os.PathLike)


class TestWrongKinds:
    """What is none of the things a function takes is refused by name, before it is taken for one of them."""

    @pytest.mark.parametrize(
        ("name", "taken", "call"),
        [
            ("dossier", (cp.Dossier, cp.Measurements), lambda it: cp.measure(it, SCHEME)),
            ("dossier", (cp.Dossier, cp.Measurements), lambda it: cp.eligibility(it, SCHEME)),
            ("dossier", (cp.Dossier, cp.Measurements), lambda it: cp.score(it, SCHEME)),
            ("dossier", (cp.Dossier, cp.Measurements), lambda it: cp.decide(it, SCHEME)),
            ("dossier", (cp.Dossier,), lambda it: cp.decide_both(it, SCHEME)),
            ("scheme", (cp.Scheme,), lambda it: cp.measure(DOSSIER, it)),
            ("scheme", (cp.Scheme,), lambda it: cp.eligibility(DOSSIER, it)),
            ("scheme", (cp.Scheme,), lambda it: cp.score(DOSSIER, it)),
            ("scheme", (cp.Scheme,), lambda it: cp.decide(DOSSIER, it)),
            ("scheme", (cp.Scheme,), lambda it: cp.decide_both(DOSSIER, it)),
            ("decision", (cp.Decision,), lambda it: cp.report(it, SCHEME)),
            ("decision", (cp.Decision,), lambda it: cp.explain(it, "employment", SCHEME)),
            ("both", (cp.BothBases,), lambda it: cp.report_both(it, SCHEME)),
            ("scheme", (cp.Scheme, type(None)), lambda it: cp.report(DECISION, it)),
            ("scheme", (cp.Scheme, type(None)), lambda it: cp.explain(DECISION, "employment", it)),
            ("scheme", (cp.Scheme, type(None)), lambda it: cp.report_both(BOTH, it)),
            ("clause", (str,), lambda it: cp.explain(DECISION, it)),
            ("subject", (cp.Dossier, cp.Register), cp.check),
            ("scheme", (cp.Scheme,), cp.lint),
            ("base", (cp.Scheme, type(None)), lambda it: cp.lint(SCHEME, base=it)),
            ("old", (cp.Scheme,), lambda it: cp.compare(it, SCHEME)),
            ("new", (cp.Scheme,), lambda it: cp.compare(SCHEME, it)),
            ("name", (str, Path), cp.load_scheme),
            ("on", (cp.Period, dt.date, type(None)), lambda it: cp.load_scheme("outstanding-workshop", on=it)),
            ("dossier", (cp.Dossier,), lambda it: cp.write_dossier(it, "never")),
            ("scheme", (cp.Scheme,), lambda it: cp.write_scheme(it, "never")),
            ("decision", (cp.Decision,), lambda it: cp.write_decision(it, "never")),
            ("register", (cp.Register,), lambda it: cp.write_register(it, "never.json")),
            ("path", PATHS, cp.read_dossier),
            ("path", PATHS, cp.read_decision),
            ("path", PATHS, cp.read_scheme),
            ("path", PATHS, cp.read_register),
            ("path", PATHS, cp.write_template),
            ("path", PATHS, lambda it: cp.write_dossier(DOSSIER, it)),
            ("path", PATHS, lambda it: cp.write_register(REGISTER, it)),
            ("source", PATHS, lambda it: cp.pseudonymise(it, "never", key_file="key")),
            ("target", PATHS, lambda it: cp.pseudonymise("source.csv", it, key_file="key")),
            ("key_file", PATHS, lambda it: cp.pseudonymise("source.csv", "never", key_file=it)),
        ],
    )
    def test_are_refused_by_name(self, name: str, taken: tuple[type, ...], call: Callable[[Any], object]) -> None:
        for thing in EVERYTHING:
            if isinstance(thing, taken):
                continue
            with pytest.raises(cp.WrongKind, match=f"^{name}: must be {taken[0].__name__}.*, not {type(thing).__name__[:4]}"):
                call(thing)
        assert not Path("never").exists()
        assert not Path("never.json").exists()

    def test_in_both_languages(self) -> None:
        with pytest.raises(TypeError) as told:
            cp.decide("dossier.json", SCHEME)  # type: ignore[arg-type]  # what is tested
        assert str(told.value) == "dossier: must be Dossier or Measurements, not str"
        assert isinstance(told.value, cp.WrongKind)
        assert told.value.text("zh") == "dossier：应为 Dossier 或 Measurements，而不是 str"

    @pytest.mark.parametrize(
        "tell",
        [
            lambda lang: cp.report(DECISION, lang=lang),
            lambda lang: cp.report_both(BOTH, lang=lang),
            lambda lang: cp.explain(DECISION, "employment", lang=lang),
            lambda lang: cp.write_template("never", lang),
            lambda lang: cp.write_register(REGISTER, "never.json", lang),
            lambda lang: cp.pseudonymise("source.csv", "never", key_file="key", lang=lang),
        ],
    )
    @pytest.mark.parametrize("lang", ["fr", "EN", "", None, 3, []])
    def test_a_language_that_is_none(self, tell: Callable[[Any], object], lang: object) -> None:
        with pytest.raises(cp.Fault, match=r"^lang: must be one of: zh, en$"):
            tell(lang)
        assert not Path("never").exists()
        assert not Path("never.json").exists()
