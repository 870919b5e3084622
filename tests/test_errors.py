"""What can go wrong, said once: places, reasons in both languages, and nothing personal."""

import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import (
    REASONS,
    Fault,
    Faults,
    InvalidFacts,
    InvalidScheme,
    Problem,
    ProsperityError,
    UnknownName,
    Unreadable,
    WrongKind,
    shown,
)

NAMED = st.sampled_from(["$", "$.workers", "born", "[3]", "", ".since"])


class TestReasons:
    """Every reason exists in Chinese and in English, with the same particulars in both."""

    @pytest.mark.parametrize("code", REASONS)
    def test_both_languages(self, code: str) -> None:
        zh, en = REASONS[code]
        fields = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in (zh, en)]
        assert zh
        assert en
        assert fields[0] - {"zh"} == fields[1] - {"en"}
        assert any("一" <= character <= "鿿" for character in zh)
        assert en.isascii()

    def test_a_reason_in_each_language(self) -> None:
        problem = Problem.of("$.workers[17].born", "later-than", other="period.until")
        assert problem.text("en") == "$.workers[17].born: must not be later than period.until"
        assert problem.text("zh") == "$.workers[17].born：不得晚于“period.until”"
        named = Problem.of("D2", "later-than", other="until", **{"other@zh": "结束日期", "other@en": "the last day"})
        assert (named.reason("zh"), named.reason("en")) == ("不得晚于“结束日期”", "must not be later than the last day")


class TestShown:
    """A name from the input as it may appear in a message: short, printable, no long digit runs."""

    @given(st.text(), st.integers(5, 400))
    def test_short_and_printable(self, text: str, limit: int) -> None:
        assert len(shown(text, limit)) <= limit
        assert shown(text, limit).isprintable()

    @given(st.text(st.sampled_from("a张-"), max_size=10), st.from_regex(r"[1-9]\d{16}[0-9X]", fullmatch=True))
    def test_identity_numbers_are_left_out(self, before: str, number: str) -> None:
        assert number not in shown(before + number + before)
        assert not any(character.isdigit() for character in shown(before + number))

    @pytest.mark.parametrize("digits", ["13800000000", "6222020200000000000", "３３０４８１１９９００１０１１２３４"])
    def test_so_are_telephones_and_accounts(self, digits: str) -> None:
        assert shown(f"w{digits}") == "w…"

    def test_short_numbers_stay(self) -> None:
        assert shown("w-2023-0001") == "w-2023-0001"


class TestPlaces:
    """The same problem seen from further out: `.born` under `$.workers[17]`."""

    @pytest.mark.parametrize(
        ("place", "prefix", "under"),
        [
            ("$", "$.workers[17]", "$.workers[17]"),
            ("$.born", "workers[17]", "workers[17].born"),
            ("born", "$.workers[17]", "$.workers[17].born"),
            ("[2]", "$.workers", "$.workers[2]"),
            ("", "$.workers", "$.workers"),
        ],
    )
    def test_examples(self, place: str, prefix: str, under: str) -> None:
        assert Problem.of(place, "empty").under(prefix).place == under

    @given(NAMED, NAMED, NAMED)
    def test_two_steps_are_one(self, place: str, inner: str, outer: str) -> None:
        problem = Problem.of(place, "empty")
        assert problem.under(inner).under(f"${outer}").details == problem.details


PROBLEMS = (Problem.of("$.a", "empty"), Problem.of("$.b", "null"))


class TestErrors:
    """One root error; each child is also the standard library type a reader would expect to catch."""

    @pytest.mark.parametrize(
        ("error", "standard"),
        [
            (Fault.of("$.a", "empty"), ValueError),
            (Faults("x", PROBLEMS), ValueError),
            (InvalidFacts("x", PROBLEMS), ValueError),
            (InvalidScheme("x", PROBLEMS), ExceptionGroup),
            (UnknownName(PROBLEMS[0]), LookupError),
            (Unreadable(PROBLEMS[0]), OSError),
            (WrongKind(PROBLEMS[0]), TypeError),
        ],
    )
    def test_types_and_pickles(self, error: ProsperityError, standard: type[Exception]) -> None:
        assert isinstance(error, standard)
        again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        assert (type(again), again.problems, str(again)) == (type(error), error.problems, str(error))

    def test_all_faults_in_one_go(self) -> None:
        faults = InvalidFacts("dossier w", PROBLEMS)
        assert [getattr(fault, "problems", ()) for fault in faults.exceptions] == [(problem,) for problem in PROBLEMS]
        assert str(faults) == "dossier w: $.a: must not be empty\n" + faults.text("en").splitlines()[1]
        assert faults.text("zh").splitlines()[0] == "dossier w: $.a：不得为空"
        assert str(Fault(PROBLEMS[0])) == "$.a: must not be empty"
        assert ProsperityError().problems == ()

    def test_groups_split_and_keep_what_they_are(self) -> None:
        faults = InvalidScheme("s", PROBLEMS)
        matched, rest = faults.split(lambda fault: getattr(fault, "problems", ()) == (PROBLEMS[0],))
        assert isinstance(matched, InvalidScheme)
        assert isinstance(rest, InvalidScheme)
        assert (matched.problems, rest.problems) == ((PROBLEMS[0],), (PROBLEMS[1],))

    def test_except_star(self) -> None:
        seen: list[Problem] = []
        try:
            raise InvalidFacts("x", PROBLEMS)
        except* Fault as group:
            seen += [problem for fault in group.exceptions for problem in getattr(fault, "problems", ())]
        assert tuple(seen) == PROBLEMS
