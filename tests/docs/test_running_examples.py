"""Examples in documents really are tests: a wrong one fails."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import common_prosperity

ROOT = Path(__file__).parents[2]
CODE = Path(common_prosperity.__file__).parents[1]
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
"""
WRONG = {
    "a result that differs": (">>> 1 + 1\n2", ">>> 1 + 1\n3"),
    "output that differs": ("...\nc", "...\nd"),
    "a status that differs": ("echo $?\n3", "echo $?\n0"),
    "a file that is not kept": ("# kept.toml\n", "# other.toml\n"),
}
WRONG_SCHEMES = {
    "an unknown key": ("at_least = 10", "at_leest = 10"),
    "an unknown measure": ("people_employed", "people_employd"),
}


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many examples of each page fail, the pages being tested in a project of their own."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "docs").mkdir()
    shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    pages = {"right": RIGHT, **{case: RIGHT.replace(*change) for case, change in {**WRONG, **WRONG_SCHEMES}.items()}}
    for case, page in pages.items():
        (folder / "docs" / f"{case}.md").write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "--rootdir", str(folder), "docs"]
    environment = {**os.environ, "PYTHONPATH": str(CODE)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    ended = re.findall(r"^(PASSED|FAILED) docs/(.*?)\.md::", done.stdout, re.MULTILINE)
    assert len(ended) == 5 * len(pages), done.stdout
    return Counter(page for status, page in ended if status == "FAILED")


def test_right_examples_pass(failures: Counter[str]) -> None:
    assert failures["right"] == 0


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_example_fails(case: str, failures: Counter[str]) -> None:
    assert failures[case] == 1


@pytest.mark.parametrize("case", WRONG_SCHEMES)
def test_a_wrong_scheme_fails_and_is_not_kept(case: str, failures: Counter[str]) -> None:
    """The block itself fails, and the one that looks for the file it would have left."""
    assert failures[case] == 2
