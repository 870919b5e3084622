"""The programme of common prosperity workshops as its public account states it, each figure with its source.

The account is the article "Haining Wanlihong Home For The Disabled Receives the Title of Outstanding Common
Prosperity Workshop"; `ARTICLE` names it, `PROGRAMME_PART` its last part. Figures carry the words that qualify them:
"over 3,700" is a lower bound.
"""

from typing import Final

import attrs

from common_prosperity.facts.places import Region
from common_prosperity.facts.statements import Conferral
from common_prosperity.quantities import Bounds, Text

ARTICLE: Final = (
    "Haining Wanlihong Home For The Disabled, 'Receives the Title of Outstanding Common Prosperity Workshop' (2023)"
)
PROGRAMME_PART: Final = f"{ARTICLE}, last part 'What is Common Prosperity Workshop'"

ZHEJIANG: Final = Region("33")


@attrs.frozen
class ProgrammeFigure:
    """One published figure of the programme, as bounds."""

    name: Text
    value: Bounds
    unit: str
    region: Region
    as_told: str
    """The qualifying words of the source."""
    source: str


WORKSHOPS: Final = ProgrammeFigure(
    Text("共富工坊数", "common prosperity workshops"), Bounds(3700, None), "count", ZHEJIANG, "over 3,700", PROGRAMME_PART
)
PEOPLE_EMPLOYED: Final = ProgrammeFigure(
    Text("累计吸纳就业", "people employed in total"),
    Bounds.exactly(245_000),
    "people",
    ZHEJIANG,
    "245,000 people",
    PROGRAMME_PART,
)
LOW_INCOME_PEOPLE: Final = ProgrammeFigure(
    Text("其中低收入农户", "of these from low-income rural households"),
    Bounds.exactly(26_000),
    "people",
    ZHEJIANG,
    "26,000 from low-income rural households",
    PROGRAMME_PART,
)
FIGURES: Final = (WORKSHOPS, PEOPLE_EMPLOYED, LOW_INCOME_PEOPLE)

WANLIHONG_TITLE: Final = Conferral(
    id="wanlihong-2023",
    title="优秀共富工坊",
    recipient="wanlihong",
    date_as_told="on the eve of the 102nd anniversary of the founding of the Communist Party of China (1 July 2023)",
    source=f"{ARTICLE}, ¶1",
)
"""The title the article reports; it names no day and no conferring body, so both stay unstated."""
