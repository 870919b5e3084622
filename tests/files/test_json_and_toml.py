"""JSON and TOML text: strictly UTF-8, nothing infinite, nothing without end, decimals kept exact."""

import contextlib
import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import decide
from common_prosperity.errors import Fault, InvalidFacts, InvalidScheme, UnknownName, Unreadable
from common_prosperity.files import (
    load_catalogue,
    load_scheme,
    parse_decision,
    parse_dossier,
    parse_scheme,
    read_decision,
    read_dossier,
    read_scheme,
    scheme_files,
    write_decision,
    write_dossier,
    write_scheme,
)
from common_prosperity.files.json_text import dump, parse
from common_prosperity.files.linting import lint_file
from common_prosperity.files.schemes import parse_toml
from common_prosperity.quantities import UNSTATED, Period, exact
from invented import HEADING, YEAR, day, dossier, measured, scheme

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


DIGITS = st.text("0123456789", min_size=1, max_size=25)


def number_texts(most: int) -> st.SearchStrategy[str]:
    """Numbers as JSON may write them: long or short, with and without point, and exponent up to some size."""
    return st.tuples(
        st.sampled_from(["", "-"]),
        DIGITS.map(lambda digits: digits.lstrip("0") or "0"),
        st.just("") | DIGITS.map(".{}".format),
        st.just("")
        | st.builds("{}{}".format, st.sampled_from("eE"), st.integers(-most, most))
        | st.sampled_from(["e+2", "E+02"]),
    ).map("".join)


class TestJson:
    """Plain data from JSON text in UTF-8, with or without a mark of its order."""

    @given(PLAIN)
    def test_reads_what_it_writes(self, data: Any) -> None:
        assert parse(dump(data)).value == data
        assert parse(b"\xef\xbb\xbf" + dump(data)).value == data

    def test_decimals_are_exact(self) -> None:
        texts = [
            "0.1",
            "1e2",
            "-0.0",
            "1",
            "2600.55",
            "0.123456789012345678901234567890",
            "9007199254740993.5",
            "12345678901234.25",
        ]
        assert [exact(number) for number in parse(f"[{', '.join(texts)}]".encode()).value] == [Fraction(text) for text in texts]

    @given(st.lists(number_texts(10), min_size=1, max_size=3))
    def test_numbers_are_read_as_written(self, texts: list[str]) -> None:
        found = parse(f"[{', '.join(texts)}]".encode()).value
        assert [exact(number) for number in found] == [Fraction(text) for text in texts]

    @given(number_texts(500))
    def test_no_number_is_read_as_another(self, text: str) -> None:
        """Far from the point it may be refused, but not read wrongly."""
        number = parse(text.encode()).value
        with contextlib.suppress(Fault):
            assert exact(number) == Fraction(text)

    @pytest.mark.parametrize(
        "text",
        ["1e-400", "1e999999999", "1E-999999999", "-1e99999999999999999999", "1e-99999999999999999999", "0.1e-999999999"],
    )
    @pytest.mark.parametrize(
        ("collection", "code"), [("payments", "bad-money"), ("trainings", "bad-number"), ("attestations", "bad-number")]
    )
    def test_numbers_beyond_all_bounds_are_refused_where_they_stand(self, text: str, collection: str, code: str) -> None:
        """At once, too: none is ever written out."""
        item = {
            "payments": '"worker": "p", "workshop": "w", "month": "2023-01", "paid"',
            "trainings": '"id": "{}", "hours"',
            "attestations": '"id": "{}", "value"',
        }[collection]
        items = ", ".join(f"{{{item.format(name)}: {number}}}" for name, number in (("a", "1.5"), ("b", text)))
        told = f'{{"workshop": {{"id": "w"}}, "period": {{"since": "2023-01-01", "until": "2023-12-31"}}, "{collection}": [{items}]}}'
        with pytest.raises(InvalidFacts) as caught:
            parse_dossier(told.encode())
        field = item.rpartition('"')[0].rpartition('"')[2]
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [(f"$.{collection}[1].{field}", code)]

    @pytest.mark.parametrize(
        "text",
        [
            b"[NaN, 1]",
            b"[1e99999999999999999999, 1]",
            b"[" + b"9" * 5000 + b", 1, 0.001]",
            b"[1e99999999999999999999, 1, 0.001]",
        ],
    )
    def test_what_is_not_finite_stands_where_it_stood(self, text: bytes) -> None:
        """Whoever reads it refuses it and knows its place; the rest is read."""
        value = parse(text).value
        assert not isfinite(value[0])
        assert value[1] == 1

    @pytest.mark.parametrize("text", [b"[Infinity, 1]", b"[-Infinity, 1]"])
    def test_infinity(self, text: bytes) -> None:
        assert not isfinite(parse(text).value[0])

    @pytest.mark.parametrize(
        ("data", "place", "code"),
        [
            (b"", "line 1 column 1", "syntax"),
            (b"{\n  'a': 1}", "line 2 column 3", "syntax"),
            (b"[1, \xff]", "byte 4", "encoding"),
            (b"[" * 100_000, "$", "too-deep"),
            (b"[1e99999999999999999999, }", "line 1 column 26", "syntax"),
        ],
    )
    def test_refused(self, data: bytes, place: str, code: str) -> None:
        with pytest.raises(Fault) as caught:
            parse(data)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [(place, code)]

    def test_chinese_stays_readable(self) -> None:
        assert dump({"名": "工坊"}) == '{\n  "名": "工坊"\n}\n'.encode()

    def test_nothing_infinite_is_written(self) -> None:
        with pytest.raises(ValueError, match="not JSON compliant"):
            dump(float("inf"))


class TestToml:
    """Decimals stay exact, days become their ISO text; the line and column of what is malformed is told."""

    def test_values(self) -> None:
        text = 'a = 0.1\r\nb = 2023-01-02\nc = 08:30:00\nd = 2023-01-02T08:30:00Z\ne = [{ f = nan }]\ng = "工坊"\n'
        found = parse_toml(b"\xef\xbb\xbf" + text.encode())
        assert (found["a"], found["b"], found["c"]) == (Decimal("0.1"), "2023-01-02", "08:30:00")
        assert found["d"] == "2023-01-02T08:30:00+00:00"
        assert found["e"][0]["f"].is_nan()
        assert found["g"] == "工坊"

    @pytest.mark.parametrize(
        ("data", "place", "code"),
        [
            (b"a = 1\nb = ]\n", "line 2 column 5", "syntax-hint"),
            (b"a = 1\na = 2\n", "line 2 column 6", "syntax-hint"),
            (b"a = '", "end of document", "syntax"),
            (b"a = '\xff'", "byte 5", "encoding"),
            (b"a = " + b"[" * 5000, "$", "too-deep"),
            (b"a = " + b"9" * 5000, "$", "bad-number"),
        ],
    )
    def test_refused(self, data: bytes, place: str, code: str) -> None:
        with pytest.raises(Fault) as caught:
            parse_toml(data)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [(place, code)]


class TestFiles:
    """Dossiers, decisions and schemes are written and read back the same; what cannot be opened or written says why."""

    def test_dossiers(self, tmp_path: Path) -> None:
        told = dossier(note="备注：无")
        write_dossier(told, tmp_path / "d.json")
        assert read_dossier(tmp_path / "d.json") == told
        assert read_dossier(str(tmp_path / "d.json")) == told

    def test_decisions(self, tmp_path: Path) -> None:
        decision = decide(dossier(), load_scheme("outstanding-workshop"))
        write_decision(decision, tmp_path / "d.json")
        assert read_decision(tmp_path / "d.json") == decision

    def test_schemes(self, tmp_path: Path) -> None:
        whole = load_scheme("outstanding-workshop")
        write_scheme(whole, tmp_path / "s.json")
        assert read_scheme(tmp_path / "s.json") == whole
        assert load_scheme(tmp_path / "s.json").digest == whole.digest
        assert load_scheme(str(tmp_path / "s.json")) == whole

    @pytest.mark.parametrize("write", [lambda path: write_dossier(dossier(), path), lambda path: write_scheme(scheme(), path)])
    def test_where_nothing_can_be_written(self, write: Any, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "no" / "folder.json", "a\x00b"):
            with pytest.raises(Unreadable) as caught:
                write(path)
            assert caught.value.problems[0].code == "unwritable"

    def test_what_an_error_calls_its_source(self) -> None:
        for parsed, group in ((parse_dossier, InvalidFacts), (parse_decision, InvalidFacts), (parse_scheme, InvalidScheme)):
            with pytest.raises(group) as caught:
                parsed(b"\xff", "name of the file")
            assert str(caught.value).startswith("name of the file: byte 0: is not UTF-8 text")

    def test_a_decision_that_is_none(self) -> None:
        with pytest.raises(InvalidFacts):
            parse_decision(b"{}")


class TestLibrary:
    """A scheme by id, by `id@edition`, or by the path of a file; of several editions the one in force, or the newest."""

    def test_every_file_by_its_name(self) -> None:
        listed = list(scheme_files())
        assert listed == sorted(listed, key=lambda entry: entry[2])
        for name, edition, path in listed:
            found = load_scheme(f"{name}@{edition}")
            assert (found.id, found.edition) == (name, edition)
            assert path.stem == f"{name}@{edition}"

    @pytest.mark.parametrize(
        ("on", "edition"),
        [
            (None, "2024"),
            (Period.of("2023-01-01", "2023-12-31"), "2021"),
            (Period.of("2023-12-31", "2024-01-01"), "2024"),
            (day("2021-07-31"), "2017"),
            (day("2021-08-01"), "2021"),
            (day("1999-01-01"), "2017"),  # before all of them: the first, which says that it is not in force
        ],
    )
    def test_editions(self, on: Any, edition: str) -> None:
        assert load_scheme("zhejiang-minimum-wage", on).edition == edition

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("outstanding-workshp", "outstanding-workshop"),
            ("outstanding-workshop@2022", "outstanding-workshop@2023"),
            ("zzz", None),
        ],
    )
    def test_unknown(self, name: str, near: str | None) -> None:
        with pytest.raises(UnknownName) as caught:
            load_scheme(name)
        assert dict(caught.value.problems[0].details).get("near") == near

    def test_the_catalogue_is_read_once(self) -> None:
        assert load_catalogue() is load_catalogue()


class TestExtending:
    """A scheme extends one of the library, by its name, or that of a file, by its path from the file that says so."""

    @staticmethod
    def written(folder: Path, name: str, extends: str, heads: int) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        at_least = f"condition = {{ measure = 'people_employed', at_least = {heads} }}"
        clause = f"requirements = [{{ id = '{path.stem}', label = '{path.stem}', {at_least} }}]\n"
        path.write_text(f"{HEADING}extends = '{extends}'\n{clause}", encoding="utf-8")
        return path

    def test_paths_begin_in_the_folder_of_the_file_that_says_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Through several levels, and wherever the working directory is; a decoy of the same name lies there."""
        self.written(tmp_path, "rules/common/nation.toml", "outstanding-workshop@2023", 5)
        self.written(tmp_path, "rules/province.toml", "common/nation.toml", 10)
        local = self.written(tmp_path, "rules/county/local.toml", "../province.toml", 20)
        self.written(tmp_path, "province.toml", "nowhere", 1)
        self.written(tmp_path, "cwd/common/nation.toml", "nowhere", 1)
        absolute = self.written(tmp_path, "absolute.toml", str(tmp_path / "rules" / "province.toml"), 20)
        nation = [clause.id for clause in load_scheme("outstanding-workshop@2023").requirements] + ["nation"]
        for working in (tmp_path, tmp_path / "cwd", local.parent):
            monkeypatch.chdir(working)
            assert [clause.id for clause in read_scheme(local).requirements] == [*nation, "province", "local"]
            assert load_scheme(str(absolute)).requirements[:-1] == read_scheme(local).requirements[:-1]
            assert {finding.code for finding in lint_file(local)}.isdisjoint({"S001", "S609"})
        assert parse_scheme(local.read_bytes(), folder=local.parent) == read_scheme(local)
        assert read_scheme("local.toml") == read_scheme(local)

    def test_a_base_written_as_json(self, tmp_path: Path) -> None:
        write_scheme(load_scheme("outstanding-workshop"), tmp_path / "base.json")
        local = read_scheme(self.written(tmp_path, "local.toml", "base.json", 20))
        assert local.sections == load_scheme("outstanding-workshop").sections

    def test_a_base_that_cannot_be_read_is_told_with_the_path_tried(self, tmp_path: Path) -> None:
        local = self.written(tmp_path, "county/local.toml", "../province.toml", 20)
        for base in ("missing", "folder"):
            with pytest.raises(InvalidScheme) as caught:
                read_scheme(local)
            ((problem,), tried) = caught.value.problems, local.parent / "../province.toml"
            assert (problem.place, problem.code, caught.value.source) == ("$.extends", "base-unreadable", "local.toml")
            assert all(str(tried) in problem.reason(lang) for lang in ("zh", "en")), base
            (finding,) = lint_file(local)
            assert (finding.code, finding.line) == ("S001", 8)
            (tmp_path / "province.toml").mkdir(exist_ok=True)

    def test_a_base_that_is_faulty_is_told_by_its_path_beside_the_faults_of_what_extends_it(self, tmp_path: Path) -> None:
        local = self.written(tmp_path, "county/local.toml", "../province.toml", 20)
        base = self.written(tmp_path, "province.toml", "outstanding-workshop", 10)
        base.write_text(base.read_text(encoding="utf-8").replace("people_employed", "people_employd"), encoding="utf-8")
        with pytest.raises(InvalidScheme) as caught:
            read_scheme(local)
        (problem,) = caught.value.problems
        assert (problem.place, problem.code) == ("$.extends", "base-faulty")
        for lang in ("zh", "en"):
            assert f"{local.parent / '../province.toml'}" in problem.reason(lang)
            assert "$.requirements[0].condition" in problem.reason(lang)
            assert "people_employed" in problem.reason(lang)
        (finding,) = lint_file(local)
        assert (finding.code, finding.line, finding.place) == ("S001", 8, "$.extends")
        local.write_text(local.read_text(encoding="utf-8").replace("at_least", "at_leest") + "[points]\nround_to = 0\n")
        with pytest.raises(InvalidScheme) as caught:
            read_scheme(local)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [
            ("$.requirements[0].condition", "unknown-key-near"),
            ("$.extends", "base-faulty"),
            ("$.points.round_to", "expected"),
        ]

    def test_no_circle_of_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file is the same however its path is written; the way round is told."""
        monkeypatch.chdir(tmp_path)
        one = self.written(Path(), "a/one.toml", "../b/two.toml", 10)
        two = self.written(Path(), "b/two.toml", "../a/../b/three.toml", 10)
        three = self.written(Path(), "b/three.toml", "../a/one.toml", 10)
        own = self.written(Path(), "a/own.toml", "./own.toml", 10)
        for start, files in ((one, 4), (two, 4), (three, 4), (own, 2)):
            with pytest.raises(InvalidScheme) as caught:
                read_scheme(start)
            (problem,) = caught.value.problems
            assert (problem.place, problem.code) == ("$.extends", "circular")
            way = dict(problem.details)["path"].split(" → ")
            assert len(way) == files
            assert way[0] == str(start)
            assert Path(way[-1]).samefile(start)
            assert [finding.code for finding in lint_file(start)] == ["S001"]

    @pytest.mark.parametrize(
        ("base", "own", "until"),
        [
            ("since = 2020-01-01, until = 2027-12-31", "since = 2024-01-01", dt.date(2027, 12, 31)),
            ("since = 2020-01-01, until = 2027-12-31", "since = 2024-01-01, until = 2030-12-31", dt.date(2027, 12, 31)),
            ("since = 2020-01-01, until = 2027-12-31", "since = 2024-01-01, until = 2025-12-31", dt.date(2025, 12, 31)),
            ("since = 2020-01-01", "since = 2024-01-01", UNSTATED),
            ("since = 2020-01-01, until = 2023-12-31", "since = 2024-01-01", UNSTATED),  # a later edition
        ],
    )
    def test_what_extends_another_ends_with_it(self, tmp_path: Path, base: str, own: str, until: Any) -> None:
        """A levy without an end of its own was still taken under a relief that had ended."""
        (tmp_path / "base.toml").write_text(HEADING.replace("since = 2020-01-01", base), encoding="utf-8")
        local = 'extends = "base.toml"\n' + HEADING.replace("since = 2020-01-01", own)
        (tmp_path / "local.toml").write_text(local, encoding="utf-8")
        assert read_scheme(tmp_path / "local.toml").effective.until == until

    def test_extended(self) -> None:
        body = 'extends = "outstanding-workshop@2023"\nrequirements = [{ id = "employment", label = "more", condition = { measure = "people_employed", at_least = 20 } }]\n'
        local = parse_scheme((HEADING + body).encode())
        base = load_scheme("outstanding-workshop@2023")
        assert [clause.id for clause in local.requirements] == [clause.id for clause in base.requirements]
        assert (local.id, local.extends, local.sections) == ("invented", "outstanding-workshop@2023", base.sections)
        assert decide(measured(people_employed=15), local).eligibility.findings[2].verdict.value == "not_met"

    def test_written_it_is_complete(self, tmp_path: Path) -> None:
        local = parse_scheme((HEADING + 'extends = "outstanding-workshop"\n').encode())
        write_scheme(local, tmp_path / "s.json")
        assert read_scheme(tmp_path / "s.json") == local
        assert "people_employed" in json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["measures"]
        assert local.standing(YEAR).value == "in_force"
