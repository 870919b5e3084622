"""How cells are called (单元格地址): by the letters of the column and the number of the row, as spreadsheet programs show them."""


def letters(column: int) -> str:
    """The letters of a column, counted from 1 (列号).

    >>> letters(1), letters(27)
    ('A', 'AA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_place(file: str, sheet: str, row: int | None, column: int | None) -> str:
    """A cell, a row or a sheet in words; rows and columns count from 1.

    >>> cell_place("register.xlsx", "发放", 48, 6)
    'register.xlsx [发放] F48'
    """
    cell = f"{letters(column) if column else ''}{row or ''}"
    return " ".join(part for part in (file, f"[{sheet}]" if sheet else "", cell) if part)
