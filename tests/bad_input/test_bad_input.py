"""Bad input gets a clear error that names the place and the reason, in one go for all faults, and never a traceback."""

import json
import os
from pathlib import Path

import pytest
from cases import DOSSIERS, GOOD, SCHEMES, Case

from common_prosperity.awards import decide
from common_prosperity.cli import main
from common_prosperity.errors import InvalidFacts, InvalidScheme, UnknownName, Unreadable
from common_prosperity.files import load_scheme, read_dossier, read_scheme

GOOD_DOSSIER = json.dumps(dict(GOOD)).encode()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own language."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def written(directory: Path, name: str, data: bytes) -> Path:
    path = directory / name
    path.write_bytes(data)
    return path


class TestGood:
    """What every case changes is good, so that only the change is wrong."""

    def test_the_dossier(self, tmp_path: Path) -> None:
        dossier = read_dossier(written(tmp_path, "good.json", GOOD_DOSSIER))
        assert decide(dossier, load_scheme("outstanding-workshop")).workshop == "w"

    def test_there_are_enough(self) -> None:
        assert len(DOSSIERS) >= 60
        assert len(SCHEMES) >= 40


class TestThroughTheLibrary:
    """The right faults with place and reason, all at once; nothing personal is repeated, in either language."""

    @pytest.mark.parametrize("name", DOSSIERS)
    def test_dossiers(self, name: str, tmp_path: Path) -> None:
        case = DOSSIERS[name]
        with pytest.raises(InvalidFacts) as caught:
            read_dossier(written(tmp_path, "broken.json", case.written()))
        self.told(case, caught.value)

    @pytest.mark.parametrize("name", SCHEMES)
    def test_schemes(self, name: str, tmp_path: Path) -> None:
        case = SCHEMES[name]
        with pytest.raises(InvalidScheme) as caught:
            read_scheme(written(tmp_path, "broken.toml", case.written()))
        self.told(case, caught.value)

    def told(self, case: Case, error: InvalidFacts | InvalidScheme) -> None:
        assert tuple((problem.place, problem.code) for problem in error.problems) == case.found
        words = error.text("en") + error.text("zh") + repr(error)
        assert len(words) < 20_000
        assert not case.hidden or case.hidden not in words
        assert error.source.startswith("broken")


class TestThroughTheCommandLine:
    """Exit 2 with place and reason, no traceback, nothing personal."""

    @pytest.mark.parametrize("name", DOSSIERS)
    def test_dossiers(self, name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        path = written(tmp_path, "broken.json", DOSSIERS[name].written())
        self.told(DOSSIERS[name], main(["decide", str(path)]), capfd)

    @pytest.mark.parametrize("name", SCHEMES)
    def test_schemes(self, name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        good = written(tmp_path, "good.json", GOOD_DOSSIER)
        path = written(tmp_path, "broken.toml", SCHEMES[name].written())
        self.told(SCHEMES[name], main(["decide", str(good), "--scheme", str(path)]), capfd)

    def told(self, case: Case, code: int, capfd: pytest.CaptureFixture[str]) -> None:
        out, err = capfd.readouterr()
        assert code == 2
        assert out == ""
        assert "Traceback" not in err
        assert not case.hidden or case.hidden not in err
        assert all(place in err for place, _ in case.found)


class TestFiles:
    """A file that cannot be opened is told by its name and the reason."""

    def test_missing(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        missing = tmp_path / "nothing.json"
        for read in (read_dossier, read_scheme, load_scheme):
            with pytest.raises(Unreadable, match="cannot be read: No such file") as caught:
                read(missing)
            assert caught.value.problems[0].place == str(missing)
        assert main(["decide", str(missing)]) == 2
        assert "nothing.json" in capfd.readouterr().err

    def test_a_directory(self, tmp_path: Path) -> None:
        for read in (read_dossier, read_scheme):
            with pytest.raises(Unreadable, match="directory"):
                read(tmp_path)

    def test_no_name_at_all(self) -> None:
        with pytest.raises(Unreadable):
            read_dossier("a\x00b")

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
    def test_forbidden(self, tmp_path: Path) -> None:
        secret = written(tmp_path, "secret.json", GOOD_DOSSIER)
        secret.chmod(0)
        with pytest.raises(Unreadable, match="Permission denied"):
            read_dossier(secret)

    def test_a_scheme_nobody_knows(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(UnknownName, match="did you mean outstanding-workshop"):
            load_scheme("outstanding-workshops")
        with pytest.raises(UnknownName):
            load_scheme("")
        good = written(tmp_path, "good.json", GOOD_DOSSIER)
        assert main(["decide", str(good), "--scheme", "nowhere"]) == 2
        assert "nowhere" in capfd.readouterr().err

    def test_schemes_that_extend_one_another(self, tmp_path: Path) -> None:
        heading = SCHEMES["a scheme that extends nothing known"].written().decode()
        for name, other in (("a.toml", "b.toml"), ("b.toml", "a.toml"), ("c.toml", "c.toml")):
            written(tmp_path, name, heading.replace('"nowhere"', f'"{other}"').encode())
        for name in ("a.toml", "c.toml"):
            with pytest.raises(InvalidScheme) as caught:
                read_scheme(tmp_path / name)
            assert [(problem.place, problem.code) for problem in caught.value.problems] == [("$.extends", "circular")]
