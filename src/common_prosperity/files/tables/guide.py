"""The first sheet of a workbook (说明页): how it is filled in, which sheets there are, what each column means."""

from collections.abc import Sequence
from typing import Final

from common_prosperity.files.tables.definitions import blanks, how, meaning
from common_prosperity.files.tables.headings import GUIDE
from common_prosperity.files.tables.layout import Table
from common_prosperity.files.tables.workbooks import OPTIONAL_FILL, REQUIRED_FILL, Book, display_width, heading, page
from common_prosperity.quantities import Text

TITLE: Final = Text("共富工坊登记表", "Register of common prosperity workshops")

RULES: Final[Sequence[Text]] = (
    Text(
        "每个工坊在“工坊”表填一行；其他各表的每一行都注明所属工坊的编号。各表、各列的先后不限，可以另加列，标题行可以放在表头之上。",
        "Each workshop has one row in the sheet workshops; every row of the other sheets names its workshop by that id. "
        "Sheets and columns may stand in any order, further columns may be added, and titles may stand above the headings.",
    ),
    Text(
        "空白表示没有人说明，不等于“没有”，也不等于 0。确认没有的，填“无”。",
        "An empty cell means that nobody has stated the fact; it is neither none nor nought. Where there is none, say none.",
    ),
    Text(
        "某工坊在某表中一行也没有，表示该项未申报。确认一项也没有的，填一行：工坊编号，下一格填“无”。"
        "工坊一格填“其余”，则表示所有在该表中没有行的工坊都没有。",
        "Where a workshop has no row in a sheet, nothing has been submitted under it. To say that there is none at all, "
        "add a row with the id of the workshop and none in the next cell. A row with others in place of the id says so "
        "for every workshop that has no row in that sheet.",
    ),
    Text(
        "一行为几个工坊共有（如同一个村），工坊一格填几个编号，用、隔开。",
        "Where workshops share a row, such as one for a village, their ids stand in one cell, parted by commas.",
    ),
    Text(
        "残疾类别填“无”表示确认没有残疾；家庭的低收入认定填“无”表示从未认定，填“有”的在“家庭低收入认定”表中每次认定填一行。",
        "Disability category none: certified to have none. Low income none: the household was never registered; "
        "where it says some, each spell has a row in the sheet households low income.",
    ),
    Text(
        "结束日期填“无”或“至今”表示仍在继续；空白表示不知道是否结束。",
        "An end date of none or present means that it goes on; an empty one that nobody knows whether it has ended.",
    ),
    Text(
        "日期写作 2023-06-30、2023/6/30 或 2023年6月30日；月份写作 2023-06 或 2023年6月。金额以元计，可写 2,600元 或 0.26万元。",
        "Dates are written 2023-06-30, 2023/6/30 or 2023年6月30日, months 2023-06 or 2023年6月; "
        "amounts are in yuan, and 2,600元 or 0.26万元 are read as well.",
    ),
    Text(
        "人员、家庭等编号必须是与身份无关的代号，不得填身份证号码。",
        "Ids of people and households must be opaque; national identity numbers are refused.",
    ),
    Text(
        '文字本身就是“无”“有”或含有、等分隔符的，用英文双引号括起来："无"。',
        'Text that is itself a word such as none, or holds a comma in a list, goes in straight double quotes: "none".',
    ),
)

COLUMN_TITLES: Final = (
    Text("表", "Sheet"),
    Text("列", "Column"),
    Text("含义", "Meaning"),
    Text("怎样填", "How to fill it in"),
    Text("空白、无、有", "Empty, none, some"),
)
WIDTHS: Final = (22, 26, 28, 58, 34)


def add_guide(book: Book, tables: Sequence[Table]) -> None:
    """The sheet that explains the others."""
    lang = book.lang
    sheet = book.book.add_worksheet(GUIDE.in_(lang))
    title = book.format("title", bold=True, font_size=18, font_color=REQUIRED_FILL)
    wrapped = book.format("wrapped", text_wrap=True)
    head = book.format("head", bold=True, font_color="#FFFFFF", bg_color=REQUIRED_FILL, text_wrap=True, valign="vcenter")
    link = book.format("link", font_color=REQUIRED_FILL, underline=1, bold=True, bg_color=OPTIONAL_FILL)
    band = book.format("band", bg_color=OPTIONAL_FILL)
    sheet.hide_gridlines(2)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    book.text(sheet, 0, 0, TITLE.in_(lang), title)
    sheet.set_row(0, 28)
    row = 2
    for number, rule in enumerate(RULES, start=1):
        words = f"{number}. {rule.in_(lang)}"
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, "", wrapped)
        book.text(sheet, row, 0, words, wrapped)
        sheet.set_row(row, 16 * (1 + display_width(words) // (sum(WIDTHS) + 4)))
        row += 1
    row += 1
    for at, words_of in enumerate(COLUMN_TITLES):
        book.text(sheet, row, at, words_of.in_(lang), head)
    sheet.set_row(row, 20)
    sheet.repeat_rows(row)
    row += 1
    for table in tables:
        name = table.name(lang)
        other = table.title.en if lang == "zh" else table.title.zh
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, f"{name} {other}")
        for at in range(1, len(WIDTHS)):
            sheet.write_blank(row, at, None, band)
        row += 1
        for column in table.columns:
            told = (heading(column, lang), meaning(column, lang), how(table, column, lang), blanks(column, lang))
            lines = max(1, *(-(-display_width(words) // (width - 1)) for words, width in zip(told, WIDTHS[1:], strict=True)))
            sheet.set_row(row, 15.5 * lines)
            for at, words in enumerate(told, start=1):
                if words:
                    book.text(sheet, row, at, words, wrapped)
            row += 1
    page(sheet)
