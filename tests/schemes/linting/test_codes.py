"""The table of codes, and for each code a minimal bad file and a nearly identical good one."""

import difflib
import functools
import json
import re
from pathlib import Path
from string import Formatter

import pytest
from lint_demonstration import DEMONSTRATIONS, demonstrated

from common_prosperity.files.linting import lint_file
from common_prosperity.files.schemes import load_scheme, read_scheme
from common_prosperity.schemes.linting import GROUPS, RULES, LintFinding, Rule

DATA = Path(__file__).parent / "data"
CODES = sorted(RULES)
HAN = re.compile(r"[㐀-鿿]")

each_code = pytest.mark.parametrize("code", CODES)


@functools.cache
def found_in(code: str, kind: str) -> list[LintFinding]:
    return list(lint_file(DATA / f"{code}-{kind}.toml"))


class TestPairs:
    def test_every_code_has_its_pair_and_every_pair_its_code(self) -> None:
        assert sorted(path.stem for path in DATA.glob("*.toml")) == sorted(
            f"{code}-{kind}" for code in CODES for kind in ("bad", "good")
        )

    @each_code
    def test_the_bad_file_shows_this_code_and_no_other(self, code: str) -> None:
        assert {finding.code for finding in found_in(code, "bad")} == {code}

    @each_code
    def test_the_good_file_shows_nothing(self, code: str) -> None:
        assert found_in(code, "good") == []

    @each_code
    def test_the_two_files_are_nearly_the_same(self, code: str) -> None:
        bad, good = ((DATA / f"{code}-{kind}.toml").read_text(encoding="utf-8").splitlines() for kind in ("bad", "good"))
        changed = [line for line in difflib.ndiff(bad, good) if line[0] in "+-" and line[2:].strip()]
        assert 1 <= len(changed) <= 10

    @each_code
    def test_the_line_is_one_on_which_the_files_differ_or_one_that_holds_it(self, code: str) -> None:
        lines = (DATA / f"{code}-bad.toml").read_text(encoding="utf-8").splitlines()
        for finding in found_in(code, "bad"):
            assert finding.line is not None
            assert 1 <= finding.line <= len(lines)
            last = re.findall(r"[a-z_]+", finding.place)[-1:]
            assert finding.place == "$" or any(name in lines[finding.line - 1] for name in last) or finding.place.endswith("]")


class TestWitness:
    @each_code
    def test_the_witness_shows_what_is_claimed(self, code: str) -> None:
        """Measurements of the witness, fed back through scoring and judging, show the finding."""
        findings = found_in(code, "bad")
        if code not in DEMONSTRATIONS:
            assert all(not finding.witness for finding in findings)
            return
        scheme = read_scheme(DATA / f"{code}-bad.toml")
        base = load_scheme(scheme.extends) if isinstance(scheme.extends, str) else None
        assert all(demonstrated(finding, scheme, base) for finding in findings)


class TestWording:
    @each_code
    def test_a_finding_reads_well_in_both_languages(self, code: str) -> None:
        for finding in found_in(code, "bad"):
            zh, en = finding.text("zh"), finding.text("en")
            assert "{" not in zh.replace("{processing", "")
            assert "{" not in en
            assert zh != en or code == "S001"
            assert HAN.search(zh)
            assert finding.as_line("en", "file.toml").startswith(f"file.toml:{finding.line}: {code} {finding.severity}: ")
            assert finding.code in finding.as_line("zh")

    @each_code
    def test_a_finding_is_plain_data(self, code: str) -> None:
        for finding in found_in(code, "bad"):
            data = json.loads(json.dumps(finding.as_data()))
            assert data["code"] == code
            assert data["zh"] == finding.text("zh")
            assert len(data["witness"]) == len(finding.witness)

    @each_code
    def test_every_row_is_complete_in_both_languages(self, code: str) -> None:
        rule = RULES[code]
        for text in (rule.name, rule.what, rule.why, rule.mend):
            assert HAN.search(text.zh) or text is rule.what
            assert text.en.strip()
            assert not HAN.search(text.en)
        names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (rule.what.zh, rule.what.en)]
        assert names[0] == names[1], "both languages tell the same particulars"
        assert rule.bad != rule.good

    def test_codes_stand_in_their_hundred_in_order(self) -> None:
        for index, (heading, rows) in enumerate(GROUPS):
            assert heading.en.startswith(f"S{index} ")
            codes = [rule.code for rule in rows]
            assert codes == sorted(codes)
            assert all(re.fullmatch(rf"S{index}\d\d", code) for code in codes)

    def test_no_two_rows_share_a_code_or_a_name(self) -> None:
        rows: list[Rule] = [rule for _, group in GROUPS for rule in group]
        assert len({rule.code for rule in rows}) == len(rows) == len(RULES)
        assert len({rule.name.en for rule in rows}) == len(rows)
