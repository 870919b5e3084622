"""Registers as spreadsheets (电子表格): the template, reading with every fault named, writing, and rows to be mended."""

from common_prosperity.files.tables.archives import SizeLimits
from common_prosperity.files.tables.registers import read_register
from common_prosperity.files.tables.results import (
    Account,
    AsideRow,
    AsideSheet,
    ExtraColumn,
    ExtraSheet,
    Reading,
    Stray,
    TableProblem,
    WorkshopAside,
)
from common_prosperity.files.tables.writing import write_aside, write_register, write_template

__all__ = [
    "Account",
    "AsideRow",
    "AsideSheet",
    "ExtraColumn",
    "ExtraSheet",
    "Reading",
    "SizeLimits",
    "Stray",
    "TableProblem",
    "WorkshopAside",
    "read_register",
    "write_aside",
    "write_register",
    "write_template",
]
