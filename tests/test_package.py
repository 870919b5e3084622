"""The public names: sorted, complete, imported when they are first used."""

import importlib
import subprocess
import sys

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
