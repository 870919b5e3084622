"""What the closed lists of a scheme file are called in Chinese and English: units, bases, ways of taking a measure and others."""

import enum
from collections.abc import Mapping
from typing import Final

from common_prosperity.measures.definition import Unit
from common_prosperity.measures.rounding import Rounding
from common_prosperity.measures.statements import Averaging
from common_prosperity.quantities import Text
from common_prosperity.schemes.model import Basis, Direction, Force, SectionKind
from common_prosperity.schemes.points import Counting

MEMBERS: Final[Mapping[enum.StrEnum, Text]] = {
    member: Text(zh, en)
    for member, zh, en in (
        (Unit.COUNT, "个", "count"),
        (Unit.PEOPLE, "人", "people"),
        (Unit.HOUSEHOLDS, "户", "households"),
        (Unit.SHARE, "比例", "share"),
        (Unit.YUAN, "元", "yuan"),
        (Unit.YUAN_PER_MONTH, "元/月", "yuan a month"),
        (Unit.YUAN_PER_HOUR, "元/小时", "yuan an hour"),
        (Unit.YUAN_PER_YEAR, "元/年", "yuan a year"),
        (Unit.HOURS, "小时", "hours"),
        (Unit.DAYS, "天", "days"),
        (Unit.MONTHS, "月", "months"),
        (Unit.YEARS, "年", "years"),
        (Unit.M2, "平方米", "m²"),
        (Unit.GRADE, "级别", "grade"),
        (Unit.POINTS, "分", "points"),
        (Unit.NUMBER, "数值", "number"),
        (Unit.YES_NO, "是/否", "yes or no"),
        (Unit.CHOICE, "选项", "choice"),
        (Basis.PRINTED, "原文所载", "printed"),
        (Basis.DERIVED, "由原文推算", "derived"),
        (Basis.ILLUSTRATIVE, "自拟示意", "illustrative"),
        (Force.REQUIRED, "必须满足", "required"),
        (Force.ADVISED, "仅作建议", "advised"),
        (SectionKind.BASE, "基本分", "base"),
        (SectionKind.BONUS, "加分", "bonus"),
        (SectionKind.DEDUCTION, "扣分", "deduction"),
        (Direction.MORE, "越多越好", "more is better"),
        (Direction.LESS, "越少越好", "less is better"),
        (Rounding.DOWN, "向下取整", "down"),
        (Rounding.UP, "向上取整", "up"),
        (Rounding.HALF_UP, "四舍五入", "half up"),
        (Counting.FULL, "每满一个单位", "whole units only"),
        (Counting.STARTED, "不足一个单位按一个计", "a unit begun counts whole"),
        (Counting.EXACT, "按比例", "in proportion"),
        (Averaging.MEAN, "平均", "mean"),
        (Averaging.MEDIAN, "中位数", "median"),
        (Averaging.TRIMMED_MEAN, "去掉最高和最低后平均", "mean without the highest and the lowest"),
    )
}
"""What each member of a closed list is called; kinds of statements are called as the units of the same names."""

WAYS: Final[Mapping[str, Text]] = {
    "count": Text("计数", "count"),
    "sum": Text("求和", "sum"),
    "share": Text("占比", "share"),
    "distinct": Text("不同取值个数", "number of different values"),
    "least": Text("最小值", "least value"),
    "greatest": Text("最大值", "greatest value"),
    "ratio": Text("相除", "quotient"),
    "total": Text("相加", "total"),
    "difference": Text("相减", "difference"),
    "product": Text("相乘", "product"),
    "least_of": Text("取小", "the smallest of several"),
    "greatest_of": Text("取大", "the largest of several"),
    "readings": Text("原文未定", "left open by the text"),
    "rounded": Text("取整", "rounded"),
    "first": Text("依次取", "the first case that fits"),
    "attested": Text("申报", "stated"),
    "marks": Text("评委打分", "marks of a panel"),
    "earlier": Text("往期数值", "of an earlier period"),
}
"""What each way of taking a measure is called, by its key in a scheme file."""
