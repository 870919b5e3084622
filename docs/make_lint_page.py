"""Write the reference page of the linter's codes from their table.

python3 docs/make_lint_page.py
"""

from pathlib import Path

from common_prosperity.schemes.linting.page import page

PAGE = Path(__file__).parent / "reference" / "lint.md"

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
