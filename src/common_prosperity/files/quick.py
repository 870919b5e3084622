"""The quick path: facts from plain data that is assumed to be sound, column by column.

It stops at the first refusal; what is wrong, and where, is for the careful path to say.
"""

import datetime as dt
import functools
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import Any, Final

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from common_prosperity.errors import Fault
from common_prosperity.facts.fields import Shape, limits_of, shape_of
from common_prosperity.facts.places import Region
from common_prosperity.files.grammar import TAGGED
from common_prosperity.files.plain import (
    plain_bounds,
    plain_condition,
    plain_number,
    plain_options,
    plain_statement,
    plain_yuan,
)
from common_prosperity.files.readers import STATEMENT, Reader, _as_is, is_fact, refusal, value_reader
from common_prosperity.measures.conditions import Condition
from common_prosperity.quantities import (
    UNSTATED,
    Bounds,
    Month,
    Options,
    Text,
    Unstated,
    Yuan,
)
from common_prosperity.quantities.money import LIMIT, amounts
from common_prosperity.schemes.points import Knot

KEYS_READ: ContextVar[list[int]] = ContextVar("KEYS_READ")
"""How many keys the fast path has read so far."""


@functools.cache
def _fast_field(shape: Shape) -> Reader:
    read, cls = value_reader(shape, lambda cls: converter_of_facts().get_structure_hook(cls)), shape.cls
    if shape.many:
        if is_fact(cls):
            return lambda value, _: tuple(records(cls, value))

        def read_all(value: Any, _: Any) -> tuple[Any, ...]:
            if value.__class__ is not list:
                raise refusal(shape, value)
            return tuple([read(item, cls) for item in value])

        return read_all
    if shape.none and read is not _as_is:
        return lambda value, cls: None if value is None else read(value, cls)
    return read


HASHED: Final = frozenset({str, int, Decimal, float, type(None), Unstated})
"""Plain classes that may be grouped by equality, numbers of one class at a time: `True` equals 1, and 2 equals 2.0."""


NUMERIC: Final = frozenset({int, Decimal, float})


def records(cls: type[Any], values: list[dict[str, Any]]) -> list[Any]:
    """Many facts of one class, column by column: each distinct value is read and checked once.

    Raises:
        Exception: something is wrong somewhere; the careful path says what.
    """
    if values.__class__ is not list or not {dict}.issuperset(map(type, values)):
        raise TypeError("a list of objects is needed")
    if not values:
        return []
    names, sizes = tuple(values[0]), list(map(len, values))
    if len(names) > 1 and set(sizes) == {len(names)}:
        columns = dict(zip(names, zip(*map(itemgetter(*names), values), strict=True), strict=True))
    else:
        names = tuple({name: None for value in values for name in value})
        columns = {name: tuple([value.get(name, UNSTATED) for value in values]) for name in names}
    KEYS_READ.get()[0] += sum(sizes)
    fields = attrs.fields_dict(cls)
    return assemble(cls, {name: column(fields[name], columns[name]) for name in names}, len(values))


def column(field: "attrs.Attribute[Any]", values: tuple[Any, ...]) -> Collection[Any]:
    """One column of plain values as typed and checked values."""
    shape, classes = shape_of(field.type), set(map(type, values))
    if shape.classes == {Yuan} and classes <= NUMERIC:
        return amounts(values, 1 - LIMIT if (least := limits_of(field).at_least) is None else least)
    if shape.many and is_fact(shape.cls) and classes <= {list}:
        inner: Iterator[Any] = iter(records(shape.cls, list(chain.from_iterable(values))))
        return [tuple(islice(inner, len(value))) for value in values]
    read, validate = _fast_field(shape), field.validator
    assert validate is not None, "every fact field has a validator"

    def typed(value: object) -> object:
        result = value if value is UNSTATED else read(value, field.type)
        validate(None, field, result)
        return result

    if classes <= HASHED and len(classes & NUMERIC) <= 1:
        if read is _as_is:
            deque(map(validate, repeat(None), repeat(field), set(values)), maxlen=0)
            return values
        known = {value: typed(value) for value in set(values)}
        return list(map(known.__getitem__, values))
    return [typed(value) for value in values]


def assemble(cls: type[Any], columns: dict[str, Collection[Any]], count: int) -> list[Any]:
    """Facts from columns of values that have been checked already; what is missing must have a default."""
    made = list(map(object.__new__, repeat(cls, count)))
    for field in attrs.fields(cls):
        if field.name not in columns and field.default is attrs.NOTHING:
            raise Fault.of(field.name, "absent")
        values = columns.get(field.name) or repeat(field.default, count)
        deque(map(cls.__dict__[field.name].__set__, made, values), maxlen=0)
    check = getattr(cls, "__attrs_post_init__", None)
    if check is not None:
        deque(map(check, made), maxlen=0)
    return made


@functools.cache
def converter_of_facts() -> Converter:
    """The cattrs converter of facts: it forbids unknown keys, and leaves out what is unstated when writing."""
    converter = Converter(detailed_validation=False, omit_if_default=True, forbid_extra_keys=True)

    def structure(cls: type) -> Reader:
        fields: dict[str, Any] = {
            field.name: override(struct_hook=_fast_field(shape_of(field.type))) for field in attrs.fields(cls)
        }
        made: Reader = make_dict_structure_fn(
            cls, converter, _cattrs_detailed_validation=False, _cattrs_forbid_extra_keys=True, **fields
        )

        def counted(value: Any, asked: Any) -> Any:
            if value.__class__ is not dict:
                raise TypeError("an object is needed")
            KEYS_READ.get()[0] += len(value)
            return made(value, asked)

        return counted

    def unstructure(cls: type) -> Callable[[Any], Any]:
        fields: dict[str, Any] = {
            field.name: override(unstruct_hook=functools.partial(plain_condition, cls))
            for field in attrs.fields(cls)
            if shape_of(field.type).cls is Condition
        }
        mixed = (field.name for field in attrs.fields(cls) if shape_of(field.type).classes == STATEMENT)
        fields |= {name: override(unstruct_hook=plain_statement) for name in mixed}
        plain: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, **fields
        )
        families = [field.name for field in attrs.fields(cls) if shape_of(field.type).cls in TAGGED]

        def flattened(value: Any) -> dict[str, Any]:
            table = plain(value)
            for name in families:
                member = getattr(value, name)
                table.pop(name, None)
                table[member.tag] = converter.unstructure(member)
            return table

        return flattened if families else plain

    converter.register_structure_hook_factory(is_fact, structure)
    converter.register_unstructure_hook_factory(is_fact, unstructure)
    converter.register_unstructure_hook(Yuan, plain_yuan)
    converter.register_unstructure_hook(Fraction, plain_number)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook(Month, str)
    converter.register_unstructure_hook(Region, lambda region: region.code)
    converter.register_unstructure_hook(Text, lambda text: text.zh if text.zh == text.en else {"zh": text.zh, "en": text.en})
    converter.register_unstructure_hook(Knot, lambda knot: [plain_number(knot.x), plain_number(knot.y)])
    converter.register_unstructure_hook(Bounds, plain_bounds)
    converter.register_unstructure_hook(Options, plain_options)
    return converter
