"""Payments: what a workshop owes and pays its people, month by month, and what it pays the village collective."""

import datetime as dt
from typing import Final

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, Term, term
from common_prosperity.quantities import UNSTATED, Month, Number, Yuan


class PaymentKind(Term):
    """What a payment to a person is for (款项种类)."""

    WAGE = "wage", "工资", "wage"
    PIECE_RATE = "piece_rate", "计件工资", "piece-rate pay"
    BONUS = "bonus", "奖金", "bonus"
    DIVIDEND = "dividend", "分红", "dividend"
    RENT = "rent", "租金", "rent"
    ALLOWANCE = "allowance", "补贴", "allowance"
    OTHER = "other", "其他", "other"


WAGES: Final = frozenset({PaymentKind.WAGE, PaymentKind.PIECE_RATE, PaymentKind.BONUS, PaymentKind.ALLOWANCE})
"""What is wages (工资) in law: by time, by the piece, bonuses and allowances. Dividends, rent and other payments are none.

Source: 关于工资总额组成的规定（国家统计局令第1号，1990-01-01）art. 4, 11 (recalled).
"""


class CollectiveKind(Term):
    """What a payment to the village collective is for (村集体收入种类)."""

    RENT = "rent", "租金", "rent"
    DIVIDEND = "dividend", "分红", "dividend"
    MANAGEMENT_FEE = "management_fee", "管理费", "management fee"
    OTHER = "other", "其他", "other"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Payment:
    """What a worker was due and was paid by a workshop for one month; `due` above `paid` is arrears (欠薪)."""

    worker: str = attrs.field(metadata=term("人员", "worker", refers="workers"))
    workshop: str = attrs.field(metadata=term("工坊", "workshop", refers="workshops"))
    month: Month = attrs.field(metadata=term("所属月份", "month"))
    kind: Maybe[PaymentKind] = attrs.field(default=UNSTATED, metadata=term("款项种类", "kind"))
    due: Maybe[Yuan] = attrs.field(default=UNSTATED, metadata=term("应付金额", "due", unit="yuan", at_least=0, personal=True))
    paid: Maybe[Yuan] = attrs.field(default=UNSTATED, metadata=term("实付金额", "paid", unit="yuan", at_least=0, personal=True))
    hours: Maybe[Number] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "工时", "hours", unit="hours", at_least=0, personal=True, note=("该款项对应的工时", "hours worked for this payment")
        ),
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class CollectivePayment:
    """A payment by the workshop to the village collective (村集体增收)."""

    id: str = attrs.field(metadata=term("编号", "id", identifier=True))
    village: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("村", "village", refers="villages"))
    kind: Maybe[CollectiveKind] = attrs.field(default=UNSTATED, metadata=term("种类", "kind"))
    date: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("日期", "date"))
    amount: Maybe[Yuan] = attrs.field(default=UNSTATED, metadata=term("金额", "amount", unit="yuan", at_least=0))
