"""Write the reference page of the checks from their table.

python3 docs/make_checks_page.py
"""

from pathlib import Path

from common_prosperity.checks.reference import reference_page

PAGE = Path(__file__).parent / "reference" / "checks.md"

if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8")
