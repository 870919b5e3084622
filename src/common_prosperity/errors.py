"""What can go wrong, said once: the errors, and the wording of every reason.

A `Problem` is one fault at one place. `ProsperityError` is the root; each child is also the standard
library type a reader would expect to catch. `Faults` carries every problem of an input at once.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, Self, get_args

import attrs

__all__ = [
    "Fault",
    "Faults",
    "InvalidFacts",
    "InvalidScheme",
    "Problem",
    "ProsperityError",
    "UnknownName",
    "Unreadable",
    "WrongKind",
]

Lang = Literal["zh", "en"]

REASONS: Mapping[str, tuple[str, str]] = {
    "absent": ("必须填写", "is required"),
    "abroad": (
        '不是行政区划代码：应为 2、4、6、9 或 12 位数字的文本，如 "330481"',
        'is no region code: text of 2, 4, 6, 9 or 12 digits is needed, such as "330481"',
    ),
    "amount-is-choice": (
        "待遇是数值或是否，单位不能是 choice",
        "cannot be choice: an amount is a number, or yes or no",
    ),
    "archive-path": ("压缩包内的路径 {name} 指向包外", "holds the path {name}, which leads out of the archive"),
    "bad-credit-code": ("不是有效的统一社会信用代码", "is no valid unified social credit code"),
    "bad-date": ("不是日期（应为 2023-06-30 这样的写法）", "is no date (write it as 2023-06-30)"),
    "bad-month": ("不是月份（应为 2023-06 这样的写法）", "is no month (write it as 2023-06)"),
    "bad-number": (
        '不是数值：写作 10、0.5、"20%" 或 "1/3"，不带单位，小数点前后各至多 40 位',
        'is no number: write 10, 0.5, "20%" or "1/3", without a unit, with at most 40 digits before and after the point',
    ),
    "bad-money": (
        "不是金额：应为元，最多两位小数，且小于十万亿",
        "is no amount of money: decimal yuan with at most two decimals, below ten trillion",
    ),
    "bad-unit": ("单位 {name} 无法精确换算；应为{zh}", "is in {name}, which cannot be converted exactly; {en} is needed"),
    "base-faulty": ("所扩展的 {name} 有误：{where} {reason}", "extends {name}, which is faulty itself: {where} {reason}"),
    "base-unreadable": ("指向 {path}，无法读取：{detail}", "leads to {path}, which cannot be read: {detail}"),
    "bad-whole": ("不是整数", "is no whole number"),
    "circular": ("循环引用：{path}", "goes in a circle: {path}"),
    "by-no-choice": (
        "{name} 不是选项，参数不能按它分档",
        "names {name}, which is no choice, so that no value can be chosen by it",
    ),
    "column-outside-rows": (
        "只有各行才有列；这里应写指标（measure），对各行的条件写在指标的 where 里",
        "compares a column, which only rows have: name a measure here, and count rows in a measure of its own",
    ),
    "compare-by-measure": (
        '条件中没有键 {name}；与之比较写作 {{ measure = "{name}", equals = … }}',
        'has no key {name}; to compare it, write {{ measure = "{name}", equals = ... }}',
    ),
    "contradiction": ("与 {other} 相矛盾：{detail}", "contradicts {other}: {detail}"),
    "control-characters": ("含有控制字符或不可见字符", "holds control characters or invisible ones"),
    "criteria-outside": (
        "评分项须写在评分部分之下：标题为 [[sections.criteria]]，而不是 [[criteria]]",
        "holds criteria outside a section: their heading is [[sections.criteria]], not [[criteria]]",
    ),
    "dangling": ("所指的 {name} 不在 {table} 之中", "refers to {name}, which is not among the {table}"),
    "duplicate-day": ("自 {name} 起的数值写了两次", "gives the value from {name} twice"),
    "duplicate-id": ("编号 {name} 重复", "repeats the id {name}"),
    "duplicate-key": ("键 {name} 出现了不止一次", "has the key {name} more than once"),
    "empty": ("不得为空", "must not be empty"),
    "encoding": ("不是 UTF-8 文本；请以 UTF-8 编码另存", "is not UTF-8 text; save it in the encoding UTF-8"),
    "encoding-csv": ("既不是 UTF-8 也不是 GB18030 文本", "is neither UTF-8 nor GB18030 text"),
    "encrypted": ("文件有密码；请去除密码后再试", "is protected by a password; save it without one"),
    "error-cell": ("单元格是公式错误值", "is a formula that ends in an error"),
    "expected": ("应为{zh}", "must be {en}"),
    "external-links": (
        "工作簿链接了其他文件；请在“编辑链接”中断开后另存",
        "takes values from other files; break the links under Edit Links and save it again",
    ),
    "extra-absent": (
        "需要可选组件 {name}，尚未安装：pip install 'common-prosperity[{name}]'",
        "needs the extra {name}, which is not installed: pip install 'common-prosperity[{name}]'",
    ),
    "formula-without-value": (
        "公式没有保存计算结果；请用电子表格软件打开并保存一次",
        "is a formula without a saved result; open and save the file once in a spreadsheet program",
    ),
    "heading-absent": ("缺少必需的列：{zh}", "lacks a required column: {en}"),
    "heading-absent-near": (
        "缺少必需的列：{zh}；“{near}”一列是否就是？",
        "lacks a required column: {en}; is it the one called {near}?",
    ),
    "heading-repeated": ("列 {zh} 出现了不止一次", "has the column {en} more than once"),
    "identity-number": (
        "像是身份证号码：编号必须是与身份无关的代号",
        "looks like a national identity number: an id must be opaque",
    ),
    "identity-number-fails": (
        "像是身份证号码，但校验不符；已以 q- 开头的代号替换",
        "looks like a national identity number and fails its check; it was replaced by a word that begins with q-",
    ),
    "inexact": (
        '是 {kind}，数值须为整数或 Fraction，如 Fraction("14.99")',
        'is a {kind}; numbers are whole or a Fraction: write Fraction("14.99")',
    ),
    "inherited": (
        "沿用 {name} 的 {part}，在本办法中不成立：{reason}",
        "takes over {part} of {name}, which does not stand in this scheme: {reason}",
    ),
    "key-is-input": ("是要处理的文件本身，不能作密钥", "is the file to be rewritten itself and cannot be the key"),
    "later-than": ("不得晚于“{other}”", "must not be later than {other}"),
    "listed-twice": ("在本格与 {zh} 中都有填写", "is filled in both here and in {en}"),
    "lost-digits": (
        "超过 15 位的数字，末位已被电子表格舍去；请以文本填写",
        "is a number of more than 15 digits, whose last ones the spreadsheet has lost; enter it as text",
    ),
    "macros": ("文件含有宏；请另存为不含宏的工作簿", "holds macros; save it as a workbook without them"),
    "measure-in-rows": (
        "这里的条件针对各行，应写 column，而不是 measure",
        "speaks of rows, so it compares a column: write column here, not measure",
    ),
    "measure-unused": (
        "yes_no 和 checklist 自带条件，不用 measure",
        "has conditions of its own, so that measure does not belong here",
    ),
    "misplaced-key": (
        "{name} 属于整个办法，应写在第一个方括号标题之前",
        "holds {name}, which belongs to the scheme itself: write it above the first heading in brackets",
    ),
    "misplaced-row": (
        "所指的人员或事项只有工坊 {near} 才有（共 {count} 行）；改正工坊或所指的编号之前，{near} 也不评定",
        "refers to what workshop {near} alone has (rows in all: {count}), which is not decided either until one of both is mended",
    ),
    "more-cells": ("本行的单元格多于表头", "has more cells than the headings"),
    "more-faults": (
        "本表的问题多于 {bound} 处，其余未逐一列出",
        "has more than {bound} faults; the others are not told one by one",
    ),
    "no-option": ("{name} 不在可选项之中；只能是：{allowed}", "has {name}, which is no option; must be one of: {allowed}"),
    "negative": (
        "是负数，而办法没有说明这一事项可以为负（signed = true）",
        "is negative, and the scheme does not say that this statement may be (signed = true)",
    ),
    "no-headings": ("前 {bound} 行中找不到表头", "has no row of headings among its first {bound}"),
    "no-schemes": ("文件夹中没有办法文件（.toml）", "is a folder without scheme files (.toml)"),
    "no-tables": (
        "没有登记表的任何一张表：工作表或 CSV 文件应以表名命名，如“工坊”",
        "holds no table of a register: sheets or CSV files must be named as its tables are, such as workshops",
    ),
    "no-tables-but": (
        "没有登记表的任何一张表，只有 {found}：工作表或 CSV 文件应以表名命名，如“工坊”",
        "holds no table of a register, only {found}: sheets or CSV files must be named as its tables are, such as workshops",
    ),
    "no-value-for": ("在 {day} 没有 {key} 一档的数值", "has no value for {key} on {day}"),
    "no-value-on": ("在 {day} 没有数值", "has no value on {day}"),
    "no-workshop": (
        "没有任何工坊：每个工坊应在“工坊”表中有一行，或在 JSON 中有一份申报材料",
        "holds no workshop: each needs a row in the table of workshops, or a dossier in JSON",
    ),
    "no-workshops": ("没有“工坊”表，无法归属各行", "has no table of workshops, to which all rows belong"),
    "none-beside-some": (
        "已填“无”，但 {zh} 另有内容",
        "says none, but {en} says that there is some",
    ),
    "none-not-allowed": (
        "不能填“无”；没有人说明的事实请留空",
        "cannot be none; leave the cell empty where nobody has stated the fact",
    ),
    "not-a-term": ("只能是：{zh}", "must be one of: {en}"),
    "not-an-option": ("{name} 不是 {subject} 的选项；只能是：{allowed}", "has {name}, no option of {subject}: {allowed}"),
    "not-one-of": ("只能是：{allowed}", "must be one of: {allowed}"),
    "not-yes-no": (
        "单位是 yes_no，只能是是或否（true 或 false），而不是 {name}",
        "is in yes_no, so that it must be yes or no (true or false), not {name}",
    ),
    "null": (
        "不得为 null；没有人说明的事实请省略该键",
        "must not be null; leave the key out where nobody has stated the fact",
    ),
    "number-or-name": (
        '{name} 既不是数值，也不是指标名称；数值不带单位，占比写作 "20%"',
        'has {name}, neither a number nor the name of a measure; numbers stand without a unit, shares as "20%"',
    ),
    "one-of-several": ("须写且只写其中一项：{allowed}", "must have exactly one of: {allowed}"),
    "others-unsettled": (
        "本表有行不知属于哪个工坊，“其余：无”暂不生效",
        "cannot settle the other workshops while rows of this table name none that is known",
    ),
    "outside-period": ("在申报期间 {period} 之外", "lies outside the period {period}"),
    "over-input": ("不能写在所读取的文件之上", "would be written over a file that is read"),
    "over-results": ("不能与其他结果写在同一文件", "would be written over other results"),
    "overlap": ("与 {other} 时间重叠", "overlaps {other} in time"),
    "pseudonym-collision": ("两个号码的假名相同；请换一个密钥", "has two numbers that share a pseudonym; use another key"),
    "points-in-points": (
        "评分项的条件不能引用得分 {name}",
        "asks for {name}, and points cannot depend on points",
    ),
    "shape-for-yes-no": (
        '{name} 是是或否，应写 yes_no = {{ when = {{ measure = "{name}", equals = true }}, points = … }}，不另写 measure',
        'gives points for {name}, which is yes or no: write yes_no = {{ when = {{ measure = "{name}", equals = true }}, points = ... }}',
    ),
    "shape-for-choice": (
        "{name} 是选项，应以 choice 计分",
        "gives points for {name}, which is a choice: give them by choice",
    ),
    "shape-for-number": (
        "{name} 不是选项，应以 bands、curve、per_unit 或 marks 计分",
        "gives points for {name}, which is no choice: give them by bands, curve, per_unit or marks",
    ),
    "shortened": (
        "是被电子表格缩写的数字，末几位已丢失；请以文本重新填写",
        "is a number that a spreadsheet has shortened, and whose last digits are lost; enter it again, as text",
    ),
    "some-without-rows": ("已填“有”，但 {zh} 中没有对应的行", "says that there is some, but {en} has no row for it"),
    "spread-too-wide": (
        "表格占用 {rows} 行 × {columns} 列，过大；请删除多余的空行空列",
        "spreads over {rows} rows and {columns} columns, which is too much; delete what is empty",
    ),
    "stray-row": (
        "很可能属于工坊 {near}（共 {count} 行）；改正编号之前不评定该工坊",
        "most likely belongs to workshop {near} (rows in all: {count}), which is not decided until the id is mended",
    ),
    "syntax": ("语法错误：{detail}", "is malformed: {detail}"),
    "syntax-hint": ("语法错误：{zh}", "is malformed: {en}"),
    "table-incomplete": (
        "本工坊的 {zh} 表不完整：另有一张无法读取",
        "has an incomplete table of {en}: another sheet of it cannot be read",
    ),
    "table-kind": ("不是 {allowed} 文件", "is no file of the kinds {allowed}"),
    "suspicious-share": (
        "是 {percent}%；百分之 {name} 应写作 {name}%；确有此数的，办法应以 between 说明范围",
        "is {percent} %; write {name}% if {name} per cent is meant; a measure that goes so far says so by between",
    ),
    "too-deep": ("嵌套过深", "is nested too deeply"),
    "too-large": ("大于 {bound}", "is larger than {bound}"),
    "too-large-file": ("文件过大：{size}，上限 {bound}", "is too large: {size}, at most {bound}"),
    "too-long": ("超过 {bound} 个字符", "is longer than {bound} characters"),
    "too-small": ("小于 {bound}", "is smaller than {bound}"),
    "total-row": ("是合计行，不是一条记录；请删除", "adds up other rows and is none of them; delete it"),
    "unknown-key": ("未知的键 {name}", "has the unknown key {name}"),
    "unknown-key-known": (
        "未知的键 {name}；可用的键：{known}",
        "has the unknown key {name}; it may have: {known}",
    ),
    "unknown-key-near": ("未知的键 {name}；是否想写 {near}？", "has the unknown key {name}; did you mean {near}?"),
    "unknown-name": ("没有名为 {name} 的{zh}", "names no {en}: {name}"),
    "unknown-among": ("没有名为 {name} 的{zh}；可用的有：{known}", "names no {en}: {name}; there are: {known}"),
    "unknown-base": (
        "没有名为 {name} 的办法；扩展另一份文件时写它的路径，如 city.toml，其后不加版本",
        "names no scheme: {name}; another file is named by its path, such as city.toml, without an edition",
    ),
    "unknown-measure": (
        "没有名为 {name} 的指标；内置指标由 common-prosperity measures 列出，自定指标写在 [measures.名称] 之下",
        "names no measure: {name}; common-prosperity measures lists those built in, others are defined under [measures.NAME]",
    ),
    "unknown-name-near": (
        "没有名为 {name} 的{zh}；是否想写 {near}？",
        "names no {en}: {name}; did you mean {near}?",
    ),
    "unknown-name-known": (
        "没有名为 {name} 的{zh}；可用的有：{known}",
        "names no {en}: {name}; there are: {known}",
    ),
    "uncapped": ("扣分项必须封顶", "is a deduction and must have a cap"),
    "unlike": ("{name} 只能与{zh}比较", "compares {name} with something else than {en}"),
    "unit-unfit": (
        "单位是 {unit}，而 {how} 得出的不是这样的值；attested 的 kind 可以省略，由单位确定",
        "is {unit}, which {how} does not give; the kind of what is attested may be left out and follows from the unit",
    ),
    "unreadable": ("无法读取：{detail}", "cannot be read: {detail}"),
    "unwritable": ("无法写入：{detail}", "cannot be written: {detail}"),
    "wrong-kind": ("应为 {zh}，而不是 {found}", "must be {en}, not {found}"),
    "weak-key": (
        "密钥太弱：至少 {bound} 字节的随机内容",
        "is too weak a key: at least {bound} random bytes are needed",
    ),
    "value-beside-by": (
        "写明了 by，各档数值应写在 values 中",
        "has by, so that the numbers stand in values, one for each option",
    ),
    "values-without-by": (
        "分档给出 values 时，参数须写明 by：按哪项指标分档",
        "gives values by option, so that the parameter must say by which measure it is chosen, under by",
    ),
    "xml-entities": ("文件含有实体声明或非 UTF-8 的 XML，拒绝读取", "declares XML entities or is not in UTF-8, and is refused"),
}
"""Every reason a problem can have: code → (zh, en). A test holds the two languages complete."""

LONG_DIGITS = re.compile(r"\d{11,}[0-9Xx]*")


def shown(text: str, limit: int = 60) -> str:
    """A name from the input as it may appear in a message: short, printable, no long digit runs.

    Identity numbers, telephone numbers and bank accounts are runs of eleven or more digits.
    """
    clean = LONG_DIGITS.sub("…", "".join(c if c.isprintable() else "�" for c in text[: limit * 2]))
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


@attrs.frozen
class Problem:
    """One fault: where, which reason, and the particulars its wording needs."""

    place: str
    """Path from the root of the input, `$.workers[17].born`, or sheet, row and column."""
    code: str
    """Key of `REASONS`."""
    details: tuple[tuple[str, str], ...] = ()
    thing: str = attrs.field(default="", kw_only=True)
    """The id of what stands at the place, where the place is a position in a list."""

    @classmethod
    def of(cls, place: str, code: str, **details: object) -> Self:
        """A problem with its particulars made fit to show."""
        return cls(place, code, tuple((key, shown(str(value), 400)) for key, value in details.items()))

    def reason(self, lang: Lang = "en") -> str:
        """The reason as a clause, in Chinese or English; particulars of that language, keyed `table@zh`, come first."""
        zh, en = REASONS[self.code]
        own = {key.removesuffix(f"@{lang}"): text for key, text in self.details if key.endswith(f"@{lang}")}
        return (zh if lang == "zh" else en).format_map({**dict(self.details), **own})

    @property
    def where(self) -> str:
        """The place, with the id of what stands there."""
        return f"{self.place} ({self.thing})" if self.thing else self.place

    def text(self, lang: Lang = "en") -> str:
        """Place and reason in one line."""
        return f"{self.where}{'：' if lang == 'zh' else ': '}{self.reason(lang)}"

    def under(self, prefix: str) -> Self:
        """The same problem seen from further out: `.born` under `$.workers[17]`."""
        if self.place.startswith("$"):
            return attrs.evolve(self, place=prefix + self.place[1:])
        joint = "" if not self.place or self.place.startswith("[") else "."
        return attrs.evolve(self, place=f"{prefix}{joint}{self.place}")


def unknown_name(place: str, name: str, known: Collection[str], zh: str, en: str, *, listed: bool = False) -> Problem:
    """The problem of a name that nothing bears, with the nearest known one.

    Args:
        place: where the name stands.
        name: the name.
        known: the names that there are.
        zh: what was asked for, in Chinese.
        en: the same in English.
        listed: whether all known names are told where none is near.
    """
    near = difflib.get_close_matches(name[:100], known, n=1)
    if near:
        return Problem.of(place, "unknown-name-near", name=name, near=near[0], zh=zh, en=en)
    if listed and known:
        return Problem.of(place, "unknown-name-known", name=name, known=", ".join(known), zh=zh, en=en)
    return Problem.of(place, "unknown-name", name=name, zh=zh, en=en)


class ProsperityError(Exception):
    """Root of all errors this package raises."""

    problems: tuple[Problem, ...] = ()

    def text(self, lang: Lang = "en") -> str:
        """Every problem, a line each."""
        return "\n".join(problem.text(lang) for problem in self.problems)

    def __str__(self) -> str:
        """The problems in English."""
        return self.text("en")


class Fault(ProsperityError, ValueError):
    """One value that cannot be accepted."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problems = (problem,)

    @classmethod
    def of(cls, place: str, code: str, **details: object) -> Self:
        """A fault at a place, for a reason."""
        return cls(Problem.of(place, code, **details))


class Faults(ProsperityError, ExceptionGroup[Fault], ValueError):
    """Everything that is wrong with one input, in one go."""

    source: str

    def __new__(cls, source: str, problems: Iterable[Problem]) -> Self:
        """Build the group; `source` names the input, such as a file."""
        found = tuple(problems)
        self = super().__new__(cls, source, [Fault(problem) for problem in found])
        self.problems = found
        self.source = source
        return self

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        """All is set when the group is built."""

    def derive(self, excs: Sequence[Exception]) -> "Faults":  # type: ignore[override]  # a group of faults only ever holds faults
        """The part of this group that `split` and `except*` ask for."""
        return type(self)(self.source, [p for e in excs if isinstance(e, Fault) for p in e.problems])

    def text(self, lang: Lang = "en") -> str:
        """The source and every problem, a line each."""
        return "\n".join(f"{self.source}: {problem.text(lang)}" for problem in self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by source and problems."""
        return type(self), (self.source, self.problems)


class InvalidFacts(Faults):
    """The facts supplied are wrong: whoever supplied them must mend them."""


class InvalidScheme(Faults):
    """The scheme is wrong: its author must mend it."""


class UnknownName(ProsperityError, LookupError):
    """Something was asked for by a name that nothing bears."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problems = (problem,)


class Unreadable(ProsperityError, OSError):
    """A file that cannot be opened or written."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problems = (problem,)


class WrongKind(ProsperityError, TypeError):
    """A function was called with something else than it takes; the caller's program must be mended."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problems = (problem,)


def expect(name: str, value: object, *kinds: type) -> None:
    """Refuse an argument of another kind than a function takes, before it is taken for one.

    Args:
        name: what the argument is called.
        value: the argument.
        kinds: what it may be.

    Raises:
        WrongKind: it is something else.
    """
    if not isinstance(value, kinds):
        names = [_kind(kind) for kind in kinds]
        found = _kind(type(value))
        raise WrongKind(Problem.of(name, "wrong-kind", zh=" 或 ".join(names), en=" or ".join(names), found=found))


def expect_language(lang: object) -> None:
    """Refuse a language that is none, which would otherwise pass for one of them.

    Raises:
        Fault: it is neither `zh` nor `en`.
    """
    if lang not in get_args(Lang):
        raise Fault.of("lang", "not-one-of", allowed=", ".join(get_args(Lang)))


def _kind(kind: type) -> str:
    return "None" if kind is type(None) else kind.__name__
