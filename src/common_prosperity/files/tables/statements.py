"""The sheet of statements (事项清单): what a scheme asks for that has no table of its own, under which id, and how it is answered.

It is a list to look up ids in, and what the drop-downs of the three sheets offer in which they are entered. Nothing in it is read.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from common_prosperity.errors import Lang
from common_prosperity.files.tables.addresses import letters
from common_prosperity.files.tables.headings import STATEMENTS
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.files.tables.workbooks import OPTIONAL_FILL, REQUIRED_FILL, Book, display_width, page
from common_prosperity.measures.definition import Unit
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks, StatementKind
from common_prosperity.quantities import UNSTATED, Text, decimal_text
from common_prosperity.schemes.asked import NAMED, Asked, Asking, all_asking, asked_by, asked_of
from common_prosperity.schemes.model import Scheme

RULE: Final = Text(
    "下列事项填在所列的表中：编号照抄（表中可下拉选取），名称不代替编号。一个事项一行；评委打分每位评委一行。本表不读取。",
    "Enter what stands below in the sheet named, under its id (the sheet offers the ids); what it is called does not do for the id. "
    "A row each; marks take a row for each member of the panel. This sheet is not read.",
)
NOTHING: Final = Text(
    "本办法不问申报事项、评委打分和历史数据。",
    "This scheme asks for no attestations, no ratings and no earlier figures.",
)
HEADINGS: Final = (
    Text("填在", "Sheet"),
    Text("编号", "Id to enter"),
    Text("名称", "What it is"),
    Text("种类与单位", "Kind and unit"),
    Text("可填的编号", "Options"),
    Text("用于", "Asked by"),
    Text("依据", "Source"),
)
WIDTHS: Final = (20, 26, 30, 34, 34, 34, 34)
UNITS: Final[Mapping[Unit, Text]] = {
    Unit.COUNT: Text("数量", "a count"),
    Unit.PEOPLE: Text("人", "people"),
    Unit.HOUSEHOLDS: Text("户", "households"),
    Unit.SHARE: Text("占比，如 20%", "a share, such as 20%"),
    Unit.YUAN: Text("元", "yuan"),
    Unit.YUAN_PER_MONTH: Text("元/月", "yuan a month"),
    Unit.YUAN_PER_HOUR: Text("元/小时", "yuan an hour"),
    Unit.YUAN_PER_YEAR: Text("元/年", "yuan a year"),
    Unit.HOURS: Text("小时", "hours"),
    Unit.DAYS: Text("天", "days"),
    Unit.MONTHS: Text("个月", "months"),
    Unit.YEARS: Text("年", "years"),
    Unit.M2: Text("平方米", "m²"),
    Unit.GRADE: Text("级", "a grade"),
    Unit.POINTS: Text("分", "points"),
    Unit.NUMBER: Text("数值", "a number"),
    Unit.YES_NO: Text("是或否", "yes or no"),
    Unit.CHOICE: Text("选项之一的编号", "the id of an option"),
}
"""What a statement is answered with."""


class Entry(NamedTuple):
    """One row of the sheet."""

    table: str
    id: str
    cells: tuple[str, ...]


def add_statements(book: Book, scheme: Scheme) -> None:
    """The sheet of what a scheme asks for, and where the drop-downs of other sheets find the ids."""
    lang = book.lang
    name = STATEMENTS.in_(lang)
    sheet = book.book.add_worksheet(name)
    title = book.format("title", bold=True, font_size=18, font_color=REQUIRED_FILL)
    wrapped = book.format("wrapped", text_wrap=True)
    head = book.format("head", bold=True, font_color="#FFFFFF", bg_color=REQUIRED_FILL, text_wrap=True, valign="vcenter")
    ids = book.format("ids", bold=True, bg_color=OPTIONAL_FILL, num_format="@", text_wrap=True)
    entries = list(entries_of(scheme, lang))
    sheet.hide_gridlines(2)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    book.text(sheet, 0, 0, f"{scheme.label.in_(lang)} {scheme.id}@{scheme.edition}", title)
    sheet.set_row(0, 28)
    words = (RULE if entries else NOTHING).in_(lang)
    sheet.merge_range(1, 0, 1, len(WIDTHS) - 1, "", wrapped)
    book.text(sheet, 1, 0, words, wrapped)
    sheet.set_row(1, 16 * (1 + display_width(words) // (sum(WIDTHS) + 4)))
    for at, heading in enumerate(HEADINGS):
        book.text(sheet, 2, at, heading.in_(lang), head)
    for row, entry in enumerate(entries, start=FIRST_ROW):
        lines = max(1, *(-(-display_width(part) // (width - 1)) for part, width in zip(entry.cells, WIDTHS, strict=True)))
        sheet.set_row(row, 15.5 * lines)
        for at, part in enumerate(entry.cells):
            book.text(sheet, row, at, part, ids if at == ID_COLUMN else wrapped)
    page(sheet)
    sheet.repeat_rows(2)
    for table, (field, _) in NAMED.items():
        rows = [row for row, entry in enumerate(entries, start=FIRST_ROW + 1) if entry.table == table]
        if rows:
            letter = letters(ID_COLUMN + 1)
            book.statements[table, field] = f"='{name}'!${letter}${rows[0]}:${letter}${rows[-1]}"


FIRST_ROW: Final = 3
ID_COLUMN: Final = 1


def entries_of(scheme: Scheme, lang: Lang) -> Iterator[Entry]:
    """A row for everything asked for, by table, in the order of the clauses that ask for it."""
    everything, asking = all_asking(scheme), asked_by(scheme)
    found = []
    for asked in asked_of(scheme):
        places = sorted({place for name in asked.measures for place in asking.get(name, ())})
        if places:
            found.append((list(NAMED).index(asked.table), places, asked))
    for _, places, asked in sorted(found, key=lambda each: each[:2]):
        yield Entry(asked.table, asked.id, _cells(asked, [everything[place] for place in places], scheme, lang))


def _cells(asked: Asked, asking: list[Asking], scheme: Scheme, lang: Lang) -> tuple[str, ...]:
    joint = "；" if lang == "zh" else "; "
    measures = list(asked.measures.values())
    sources = [each.source for each in (*measures, *asking) if isinstance(each.source, str)]
    return (
        TABLES[asked.table].name(lang),
        asked.id,
        joint.join(dict.fromkeys(label.in_(lang) for label in asked.labels)),
        joint.join(dict.fromkeys(words.in_(lang) for words in _kinds(asked, scheme))),
        "\n".join(dict.fromkeys(_options(asked, scheme, lang))),
        joint.join(f"{each.label.in_(lang)} ({each.id})" for each in asking),
        joint.join(dict.fromkeys(sources)),
    )


def _kinds(asked: Asked, scheme: Scheme) -> Iterator[Text]:
    """What it is answered with, and what else must be known of it."""
    for measure in asked.measures.values():
        how = measure.how
        if isinstance(how, PanelMarks):
            low, high = map(decimal_text, how.between)
            yield Text(f"{low} 至 {high} 分", f"points from {low} to {high}")
        elif isinstance(how, Earlier):
            yield UNITS[Unit(scheme.unit(how.of))]
            yield Text(
                f"期间止于申报期末之年的前 {how.years} 年",
                f"of a period that ends {how.years} year(s) before that of the application",
            )
        elif isinstance(how, Attested):
            yield UNITS[measure.unit]
            if how.none is not UNSTATED:
                yield Text(f"“无”视为 {decimal_text(how.none)}", f"none counts as {decimal_text(how.none)}")
            if how.verified:
                yield Text("只计核定值", "only a verified value counts")


def _options(asked: Asked, scheme: Scheme, lang: Lang) -> Iterator[str]:
    """The ids that can be entered, each with what it is called."""
    for measure in asked.measures.values():
        how = measure.how
        if isinstance(how, Earlier) and how.of in scheme.measures:
            how = scheme.measures[how.of].how
        if isinstance(how, Attested) and how.kind is StatementKind.CHOICE:
            for option, label in how.options.items():
                called = label.in_(lang)
                yield option if called == option else f"{option}：{called}" if lang == "zh" else f"{option}: {called}"
