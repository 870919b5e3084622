"""Examples in documents really are tests: a wrong one fails."""

from pathlib import Path

import pytest
from running import ROOT, documents, failures

RIGHT = """
```python
>>> 1 + 1
2
```

```console
$ python3 -c "print('a'); print('b'); print('c'); raise SystemExit(3)"
a
...
c
$ echo $?
3
```

```toml
# kept.toml
[[requirements]]
id = "size"
label = "size"
condition = { measure = "people_employed", at_least = 10 }
```

```python
>>> from pathlib import Path
>>> Path("kept.toml").read_text()[:11]
'# kept.toml'
```

The dossier `case.json`:

```json
{"workshop": {"id": "w"}, "period": {"since": "2023-01-01", "until": "2023-12-31"}}
```

```console
$ python3 -c "print(len(open('case.json').readlines()))"
1
```
"""
WRONG = {
    "a result that differs": (">>> 1 + 1\n2", ">>> 1 + 1\n3"),
    "output that differs": ("...\nc", "...\nd"),
    "a status that differs": ("echo $?\n3", "echo $?\n0"),
    "a file that is not kept": ("# kept.toml\n", "# other.toml\n"),
    "a dossier with an unknown key": ('"until"', '"untill"'),
    "a dossier that is not kept": ("`case.json`", "`other.json`"),
}
WRONG_SCHEMES = {
    "an unknown key": ("at_least = 10", "at_leest = 10"),
    "an unknown measure": ("people_employed", "people_employd"),
}


def count(case: str, folder: Path) -> int:
    """How many examples of a page fail."""
    page = RIGHT if case == "right" else RIGHT.replace(*{**WRONG, **WRONG_SCHEMES}[case])
    (folder / "page.md").write_text(page, encoding="utf-8")
    return len(failures(folder / "page.md"))


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_run(path: Path) -> None:
    assert failures(path) == []


def test_right_examples_pass(tmp_path: Path) -> None:
    assert count("right", tmp_path) == 0


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_example_fails(case: str, tmp_path: Path) -> None:
    assert count(case, tmp_path) == 1


@pytest.mark.parametrize("case", WRONG_SCHEMES)
def test_a_wrong_scheme_fails_and_is_not_kept(case: str, tmp_path: Path) -> None:
    """The block itself fails, and the one that looks for the file it would have left."""
    assert count(case, tmp_path) == 2
