"""The linter as a whole: files, places, what is inherited, what is chosen, and no false alarms."""

from collections.abc import Collection
from pathlib import Path

import pytest
from lint_bodies import HEADER, found, scheme_of
from lint_demonstration import DEMONSTRATIONS, demonstrated

from common_prosperity.errors import UnknownName, Unreadable
from common_prosperity.files.linting import lint_file
from common_prosperity.files.schemes import LIBRARY, load_scheme, read_scheme
from common_prosperity.schemes.linting import RULES, LintFinding, Severity, lint, select
from common_prosperity.schemes.linting.page import page

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parents[3]
LIBRARY_FILES = sorted(LIBRARY.glob("*.toml"))


class TestLibrary:
    @pytest.mark.parametrize("path", LIBRARY_FILES, ids=lambda path: path.stem)
    def test_every_finding_of_a_shipped_file_can_be_shown(self, path: Path) -> None:
        scheme = read_scheme(path)
        base = load_scheme(scheme.extends) if isinstance(scheme.extends, str) else None
        for finding in lint_file(path):
            assert finding.severity is not Severity.ERROR
            assert finding.line is not None
            if finding.code in DEMONSTRATIONS:
                assert demonstrated(finding, scheme, base), finding.text()

    def test_the_doubts_of_the_star_rating_are_reported(self) -> None:
        """A1: 80 belongs to two printed bands, and nothing applies from 500 to 999 hives."""
        told = [finding.text() for finding in lint_file(LIBRARY / "wencheng-bee-hosting@2022.toml")]
        assert "scale: no band covers 500 to 999" in told
        assert "a total of 80 belongs to several grades: four-stars, three-stars" in told

    def test_the_witness_of_the_shared_80_is_an_application_that_gets_80(self) -> None:
        path = LIBRARY / "wencheng-bee-hosting@2022.toml"
        (finding,) = [one for one in lint_file(path) if one.code == "S303"]
        assert "points" not in finding.witness[0]
        assert demonstrated(finding, read_scheme(path))


class TestFiles:
    def test_a_file_that_is_no_scheme_has_findings_with_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.toml"
        path.write_text(
            HEADER
            + '[[requirements]]\nid = "r"\nlabel = "a"\ncondition = { measure = "people_employd", at_least = 1 }\nsauce = "b"\n',
            encoding="utf-8",
        )
        findings = lint_file(path)
        assert {finding.code for finding in findings} == {"S001"}
        assert [finding.line for finding in findings] == [14, 15]
        path.write_text(path.read_text(encoding="utf-8").replace("sauce", "source"), encoding="utf-8")
        (finding,) = lint_file(path)
        assert finding.line == 14
        assert "people_employed" in finding.text("zh")

    def test_text_that_is_no_toml(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.toml"
        path.write_bytes(b"\xff\xfe id = ")
        assert [finding.code for finding in lint_file(path)] == ["S001"]
        path.write_text('id = "a"\nedition = = 2\n', encoding="utf-8")
        assert [(finding.code, finding.line) for finding in lint_file(path)] == [("S001", 2)]

    def test_a_base_that_does_not_exist(self, tmp_path: Path) -> None:
        path = tmp_path / "county.toml"
        path.write_text(HEADER + 'extends = "nothing-of-the-kind@1"\n', encoding="utf-8")
        (finding,) = lint_file(path)
        assert (finding.code, finding.line) == ("S001", 11)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable):
            lint_file(tmp_path / "nothing.toml")

    def test_a_scheme_in_json_has_no_lines(self, tmp_path: Path) -> None:
        from common_prosperity.files import write_scheme  # noqa: PLC0415  # the one test that writes

        write_scheme(read_scheme(DATA / "S101-bad.toml"), tmp_path / "scheme.json")
        (finding,) = lint_file(tmp_path / "scheme.json")
        assert (finding.code, finding.line, finding.place) == ("S101", None, "$.sections[0].criteria[0].bands[1]")
        assert finding.as_line().startswith("$.sections[0].criteria[0].bands[1]: S101 warning: ")

    @staticmethod
    def edition(folder: Path, name: str, since: str, until: str = "", more: str = "") -> Path:
        """A file of the scheme in the edition of its first year."""
        effective = f"{{ since = {since}{f', until = {until}' if until else ''} }}"
        text = HEADER.replace('"2023"', f'"{since[:4]}"').replace("{ since = 2023-01-01 }", effective)
        (folder / name).write_text(text + more, encoding="utf-8")
        return folder / name

    @pytest.mark.parametrize("more", ["", 'supersedes = "test@2022"\n'])
    def test_two_editions_in_force_are_told_at_both(self, tmp_path: Path, more: str) -> None:
        """What supersedes another does not end it; the days are told."""
        early = self.edition(tmp_path, "old.toml", "2022-01-01")
        late = self.edition(tmp_path, "new.toml", "2024-01-01", more=more)
        for path, other in ((early, "test@2024"), (late, "test@2022")):
            (finding,) = lint_file(path)
            assert (finding.code, finding.place) == ("S008", "$.effective")
            assert f"2024-01-01 起，本版与 {other} 同时有效；应给版本 2022 写明失效日" in finding.text("zh")
            assert f"from 2024-01-01 on, both this edition and {other} are in force" in finding.text("en")
        self.edition(tmp_path, "old.toml", "2022-01-01", "2024-03-31")
        for path in (early, late):
            assert "from 2024-01-01 to 2024-03-31" in lint_file(path)[0].text("en")
        self.edition(tmp_path, "old.toml", "2022-01-01", "2023-12-31")
        assert (lint_file(early), lint_file(late)) == ((), ())

    def test_editions_are_sought_among_the_files_named(self, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        early = self.edition(tmp_path, "a.toml", "2022-01-01")
        late = self.edition(tmp_path / "other", "b.toml", "2024-01-01")
        assert lint_file(early) == ()
        assert [finding.code for finding in lint_file(early, [early, late, tmp_path / "nothing.toml"])] == ["S008"]

    def test_a_file_that_is_no_scheme_is_no_edition(self, tmp_path: Path) -> None:
        early = self.edition(tmp_path, "test@2022.toml", "2022-01-01")
        (tmp_path / "test@2024.toml").write_text('id = "test', encoding="utf-8")
        (tmp_path / "mention.toml").write_text(HEADER.replace('"test"', '"test-two"'), encoding="utf-8")
        assert lint_file(early) == ()


class TestExtending:
    BASE = load_scheme("outstanding-workshop@2023")

    def extended(self, body: str, *, base: bool = True) -> tuple[LintFinding, ...]:
        scheme, text = scheme_of(f'extends = "outstanding-workshop@2023"\n{body}')
        return lint(scheme, base=self.BASE if base else None, text=text)

    def test_what_is_inherited_is_left_to_the_base(self) -> None:
        assert self.extended("") == ()

    def test_places_are_those_of_the_file(self) -> None:
        """The file lists one requirement, which is the third of the whole scheme."""
        (finding,) = self.extended(
            '[[requirements]]\nid = "employment"\nlabel = { zh = "就业", en = "jobs" }\nsource = "art. 1"\n'
            'condition = { measure = "people_employed", at_least = 5 }\n'
        )
        assert (finding.code, finding.place, finding.line) == ("S601", "$.requirements[0].condition", 16)

    def test_a_stricter_clause_beside_a_kept_one_is_how_a_base_is_narrowed(self) -> None:
        assert not self.extended(
            '[[requirements]]\nid = "size"\nlabel = { zh = "规模", en = "size" }\nsource = "art. 1"\n'
            'condition = { measure = "people_employed", at_least = 20 }\n'
        )

    def test_a_part_that_follows_from_the_old_one_is_no_loosening(self) -> None:
        """70 % disabled people are more than 30 % disabled or disadvantaged people: no false alarm."""
        codes = [finding.code for finding in lint_file(LIBRARY / "spain-reserved-contracts@2017.toml")]
        assert "S601" not in codes

    def test_a_lowered_parameter_loosens_clauses_that_read_the_same(self) -> None:
        body = (
            '[[requirements]]\nid = "size"\nlabel = {{ zh = "规模", en = "size" }}\nsource = "art. 1"\n'
            'condition = {{ measure = "people_employed", at_least = "wanted" }}\n\n[parameters.wanted]\n'
            'label = {{ zh = "人数", en = "people" }}\nunit = "people"\nsource = "art. 2"\n'
            "dated = [{{ since = 2023-01-01, value = {value} }}]\n"
        )
        strict, loose = (scheme_of(body.format(value=value))[0] for value in (20, 10))
        assert "S601" in [finding.code for finding in lint(loose, base=strict)]
        assert "S601" not in [finding.code for finding in lint(strict, base=loose)]


class TestNoFalseAlarms:
    def test_bands_need_not_cover_values_to_which_the_criterion_does_not_apply(self) -> None:
        body = """
[[sections]]
id = "s"
label = { zh = "部分", en = "section" }

[[sections.criteria]]
id = "size"
label = { zh = "规模", en = "size" }
measure = "people_employed"
applies = { measure = "people_employed", at_least = 10 }
bands = [{ at_least = 10, less_than = 20, points = 5 }, { at_least = EDGE, points = 8 }]
source = "art. 1"
"""
        assert found(body.replace("EDGE", "20")) == []
        assert found(body.replace("EDGE", "25")) == ["S102"]

    def test_whole_numbers_of_people_leave_no_gap_between_neighbours(self) -> None:
        body = """
[[sections]]
id = "s"
label = { zh = "部分", en = "section" }

[[sections.criteria]]
id = "size"
label = { zh = "规模", en = "size" }
measure = "MEASURE"
bands = [{ at_most = 19, points = 5 }, { at_least = 20, points = 8 }]
source = "art. 1"
"""
        assert found(body.replace("MEASURE", "people_employed")) == []
        assert found(body.replace("MEASURE", "training_hours")) == ["S102"]
        assert found(body.replace("MEASURE", "wages_paid")) == ["S102"]
        assert found(body.replace("MEASURE", "wages_paid").replace("at_most = 19,", "at_most = 19.99,")) == []

    def test_a_name_in_capitals_is_the_same_in_every_language(self) -> None:
        body = '[[vetoes]]\nid = "v"\nlabel = "{label}"\nsource = "a"\ncondition = {{ measure = "arrears", more_than = 0 }}\n'
        assert found(body.format(label="LEED")) == []
        assert found(body.format(label="Certified")) == ["S004"]
        assert found(body.format(label="拖欠工资")) == ["S004"]

    def test_grades_on_a_ladder_may_overlap(self) -> None:
        assert [finding.code for finding in lint_file(LIBRARY / "outstanding-workshop@2023.toml")] == []


class TestChoosing:
    FINDINGS = tuple(LintFinding(rule=RULES[code], place="$") for code in ("S004", "S101", "S102", "S201"))

    @pytest.mark.parametrize(
        ("chosen", "left_out", "codes"),
        [
            ((), (), ["S004", "S101", "S102", "S201"]),
            (("S1",), (), ["S101", "S102"]),
            (("S1", "S201"), ("S102",), ["S101", "S201"]),
            ((), ("S1", "S2"), ["S004"]),
            (("S3",), (), []),
            ("s1, S004", "S102", ["S004", "S101"]),
        ],
    )
    def test_by_the_beginning_of_codes(self, chosen: Collection[str], left_out: Collection[str], codes: list[str]) -> None:
        assert [finding.code for finding in select(self.FINDINGS, chosen, left_out)] == codes

    def test_what_begins_no_code_is_refused(self) -> None:
        with pytest.raises(UnknownName, match="ignore: names no lint code: S9"):
            select((), ["S1"], ["S9"])

    def test_findings_stand_in_order_of_their_lines(self) -> None:
        lines = [finding.line or 0 for finding in lint_file(LIBRARY / "wencheng-bee-hosting@2022.toml")]
        assert lines == sorted(lines)


def test_the_reference_page_is_up_to_date() -> None:
    """Made by docs/make_lint_page.py."""
    assert (ROOT / "docs" / "reference" / "lint.md").read_text(encoding="utf-8") == page()
