"""The layout of a register as tables (工作簿的表与列), drawn from the declarations of the facts: no second list of columns.

A `Table` is one sheet of a workbook or one CSV file, a `Column` one of its columns. Every table but the first names
the workshop of each row. Facts inside facts become columns of their own (残疾类别, 残疾等级); lists of facts inside
facts become a table of their own, a row each (低收入认定, 佐证); lists of names or days share a cell.

>>> [column.name.zh for column in TABLES["households"].columns]
['工坊', '家庭编号', '低收入认定']
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from common_prosperity.errors import Lang
from common_prosperity.facts import Engagement
from common_prosperity.facts.checking import declared
from common_prosperity.facts.dossier import COLLECTIONS, KEYS, Dossier
from common_prosperity.facts.fields import Limits, Shape, limits_of, shape_of, term
from common_prosperity.facts.places import Region
from common_prosperity.quantities import Month, Period, Text, Yuan

Role = Literal["identity", "workshop", "key", "plain", "part", "list", "rows", "item"]
"""What a column is for: the id of a workshop in its own table, the workshops a row belongs to, the fact a row of a nested table belongs to, a field, a part of a
compound field, a list in one cell, the mark that a nested table has rows, or one item of a nested list."""

SINGLE: Final = frozenset({Yuan, Month, Region, Period})
"""attrs classes that are single values, not facts."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class PeriodDays:
    """The two columns a period takes."""

    since: dt.date = attrs.field(metadata=term("开始", "since"))
    until: dt.date = attrs.field(metadata=term("结束", "until"))


@attrs.frozen
class Column:
    """One column: which field it fills, and what it may hold."""

    key: str
    """`born`, or `disability.grade` for a part of a compound field."""
    name: Text
    role: Role
    attribute: "attrs.Attribute[Any]" = attrs.field(eq=False, repr=False)
    """The field that checks the values."""
    shape: Shape = attrs.field(repr=False)
    none: bool = False
    """Whether 无 says that there is none."""
    some: bool = False
    """Whether 有 says that there is one, of which nothing further is stated here."""
    aliases: tuple[str, ...] = attrs.field(default=(), repr=False)

    @property
    def limits(self) -> Limits:
        """Unit, privacy, note and the rest of what the field declares."""
        return limits_of(self.attribute)

    @property
    def required(self) -> bool:
        """Whether an empty cell is a fault."""
        return not self.shape.unstated

    @property
    def field(self) -> str:
        """The field of the fact that the column belongs to."""
        return self.key.partition(".")[0]

    @property
    def words(self) -> bool:
        """Whether it holds free text."""
        return self.shape.classes == {str} and not self.limits.identifier and not self.limits.refers


@attrs.frozen
class Table:
    """One table: a collection of the dossier, the workshops themselves, or a list nested in a fact."""

    key: str
    """`payments`, or `households.low_income` for a nested one."""
    title: Text
    cls: type
    """The fact a row states."""
    columns: tuple[Column, ...]
    parent: str = ""
    """The table whose facts the rows belong to, if nested."""
    on_demand: bool = False
    """Whether it is written only where a list outgrows a cell."""

    @property
    def workshop(self) -> Column:
        """The column that names the workshop."""
        return next(column for column in self.columns if column.role in {"workshop", "identity"})

    @property
    def field(self) -> str:
        """The field of the parent that a nested table fills."""
        return self.key.partition(".")[2]

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns by which a row of a nested table finds the fact it belongs to."""
        return tuple(column for column in self.columns if column.role == "key")

    @property
    def fields(self) -> list[str]:
        """What each row states: fields of its fact, and the keys of a nested row."""
        columns = [column for column in self.columns if column.role != "workshop"]
        return list(dict.fromkeys(column.key if column.role == "key" else column.field for column in columns))

    def name(self, lang: Lang) -> str:
        """What a sheet of the table is called."""
        title = self.title.in_(lang)
        return f"{title[0].upper()}{title[1:]}"

    def column(self, key: str) -> Column | None:
        """A column by its key, or the first part of a compound field."""
        return next((column for column in self.columns if key in (column.key, column.field)), None)


def compound(cls: type) -> type | None:
    """The class whose fields a compound value is spread over, if the class takes several columns."""
    if cls is Period:
        return PeriodDays
    return cls if attrs.has(cls) and cls not in SINGLE else None


def plain_words(cls: type) -> str:
    """The name of a class in plain English: `LowIncomeStatus` is a low income status."""
    return re.sub(r"(?<!^)([A-Z])", r" \1", cls.__name__).lower()


def _field_columns(cls: type) -> Iterator[Column]:
    """The columns of the fields of a fact, the workshop first."""
    fields = sorted(attrs.fields(cls), key=lambda field: limits_of(field).refers != "workshops")
    if limits_of(fields[0]).refers != "workshops" and cls is not Dossier:
        yield _single(attrs.fields(Engagement).workshop, "workshop")
    for field in fields:
        shape = shape_of(field.type)
        if cls is Dossier and shape.many:
            continue
        inner = None if len(shape.classes) > 1 else compound(shape.cls)
        if limits_of(field).refers == "workshops":
            yield _single(field, "workshop")
        elif shape.many:
            yield attrs.evolve(_single(field, "list" if inner is None else "rows"), none=True, some=True)
        elif inner is not None:
            yield from _parts(field, shape, inner)
        else:
            yield _single(field, "plain", *_id_aliases(field, cls))


def _single(field: "attrs.Attribute[Any]", role: Role, *aliases: str) -> Column:
    limits, shape = limits_of(field), shape_of(field.type)
    if limits.refers:
        aliases = (*aliases, *_id_aliases_of(limits.refers, limits.name))
    if role == "workshop":
        aliases = (*aliases, "工坊", "workshop", "工坊编号", "workshop id")
    return Column(field.name, limits.name, role, field, shape, none=shape.none, aliases=aliases)


def _id_aliases(field: "attrs.Attribute[Any]", cls: type) -> tuple[str, ...]:
    return ("编号", f"{plain_words(cls)} id") if field.name == "id" else ()


def _id_aliases_of(collection: str, name: Text) -> tuple[str, ...]:
    target = COLLECTIONS.get(collection)
    zh = () if target is None else (limits_of(attrs.fields_dict(target)["id"]).name.zh,)
    return (*zh, f"{name.zh}编号", f"{name.en} id")


def _parts(field: "attrs.Attribute[Any]", shape: Shape, inner: type) -> Iterator[Column]:
    """The columns of a compound field. Chinese names of parts stand alone, except those of a period."""
    outer = limits_of(field).name
    for index, part in enumerate(attrs.fields(inner)):
        limits, within = limits_of(part), shape_of(part.type)
        zh = f"{outer.zh}{limits.name.zh}" if inner is PeriodDays else limits.name.zh
        refers = _id_aliases_of(limits.refers, limits.name) if limits.refers else ()
        identity = inner is attrs.fields_dict(Dossier)["workshop"].type and part.name == "id"
        yield Column(
            f"{field.name}.{part.name}",
            Text(zh, f"{outer.en} {limits.name.en}"),
            "identity" if identity else "part",
            part,
            attrs.evolve(within, unstated=within.unstated or shape.unstated),
            none=within.none or shape.none,
            some=shape.none and index == 0,
            aliases=(limits.name.en, *refers, *(_id_aliases(part, inner) if identity else ())),
        )


def key_fields(cls: type) -> tuple[str, ...]:
    """The fields by which a nested row names the fact it belongs to."""
    named = {name for name, found in COLLECTIONS.items() if found is cls} & KEYS.keys()
    if named:
        return ("id",)
    return tuple(field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING)


def _nested(parent: Table) -> Iterator[Table]:
    """The tables of the lists inside the facts of a table."""
    singular = plain_words(parent.cls)
    keys = [
        attrs.evolve(
            column,
            role="key",
            name=Text(column.name.zh, f"{singular} {column.name.en}") if column.key == "id" else column.name,
            aliases=(*column.aliases, column.name.en),
        )
        for column in parent.columns
        if column.field in key_fields(parent.cls)
    ]
    for column in parent.columns:
        if column.role not in {"list", "rows"}:
            continue
        workshop = _single(attrs.fields(Engagement).workshop, "workshop")
        if column.role == "rows":
            own = [c for c in _field_columns(column.shape.cls) if c.role != "workshop"]
        else:
            item = attrs.evolve(column.shape, many=False, none=False, unstated=False)
            own = [attrs.evolve(column, role="item", shape=item, none=False, some=False)]
        yield Table(
            f"{parent.key}.{column.key}",
            Text(f"{parent.title.zh}{column.name.zh}", f"{parent.title.en} {column.name.en}"),
            column.shape.cls,
            (workshop, *keys, *own),
            parent=parent.key,
            on_demand=column.role == "list",
        )


def _tables() -> Iterator[Table]:
    yield Table("workshops", Text("工坊", "workshops"), Dossier, tuple(_field_columns(Dossier)))
    fields = attrs.fields_dict(Dossier)
    for collection, cls in COLLECTIONS.items():
        table = Table(collection, limits_of(fields[collection]).name, cls, tuple(_field_columns(cls)))
        yield table
        yield from _nested(table)


TABLES: Final[Mapping[str, Table]] = {table.key: table for table in _tables()}
"""Every table of a register by key, in the order in which a workbook shows them."""
