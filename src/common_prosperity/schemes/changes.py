"""Changes (变更): one difference between two editions of a scheme, and how it is told."""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from common_prosperity.errors import Lang
from common_prosperity.facts.fields import limits_of
from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.shape_words import value_text
from common_prosperity.schemes.linting.strictness import EFFECTS, Effect


class Part(enum.StrEnum):
    """What of a scheme a change concerns (变更对象)."""

    SCHEME = "scheme"
    PARAMETER = "parameter"
    MEASURE = "measure"
    REQUIREMENT = "requirement"
    VETO = "veto"
    SECTION = "section"
    CRITERION = "criterion"
    TOTAL = "total"
    GRADE = "grade"
    AMOUNT = "amount"


PARTS: Final[Mapping[Part, Text]] = {
    Part.SCHEME: Text("办法", "scheme"),
    Part.PARAMETER: Text("参数", "parameter"),
    Part.MEASURE: Text("指标", "measure"),
    Part.REQUIREMENT: Text("资格条件", "requirement"),
    Part.VETO: Text("一票否决", "veto"),
    Part.SECTION: Text("评分部分", "section"),
    Part.CRITERION: Text("评分项", "criterion"),
    Part.TOTAL: Text("总分规则", "total"),
    Part.GRADE: Text("等级", "grade"),
    Part.AMOUNT: Text("应得应缴", "amount"),
}


class Kind(enum.StrEnum):
    """What happened to it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


WORDING: Final[Mapping[Kind, Text]] = {
    Kind.ADDED: Text("新增{name}：{after}", "{name}added: {after}"),
    Kind.REMOVED: Text("删去{name}：{before}", "{name}removed: {before}"),
    Kind.CHANGED: Text("{name}由“{before}”改为“{after}”", "{name}changed from “{before}” to “{after}”"),
}
WHOLE: Final = Text("", "")

Told = tuple[Effect, Text | None]
"""An effect, and an example of somebody it concerns."""


@attrs.frozen(kw_only=True)
class Change:
    """One difference between two editions (变更)."""

    part: Part
    kind: Kind
    id: str
    """The id of the clause, section, grade or amount, or the name of the measure or parameter; empty for the scheme."""
    field: Text
    """What of it changed: its threshold, points, label, source; empty where all of it came or went."""
    before: Text | None = None
    after: Text | None = None
    effect: Effect = Effect.NEUTRAL
    who: Text | None = None
    """Who is affected, by an example that proves the effect."""

    def text(self, lang: Lang = "en") -> str:
        """The change in one sentence, with its effect."""
        name = self.field.in_(lang)
        ends = {key: "" if text is None else text.in_(lang) for key, text in (("before", self.before), ("after", self.after))}
        what = WORDING[self.kind].in_(lang).format_map({"name": f"{name} " if name and lang == "en" else name, **ends})
        subject = f"{PARTS[self.part].in_(lang)} {self.id}".strip()
        effect = EFFECTS[self.effect].in_(lang)
        colon, semicolon, left, right = ("：", "；", "（", "）") if lang == "zh" else (": ", "; ", " (", ")")
        who = "" if self.who is None else f"{semicolon}{self.who.in_(lang)}"
        return f"{subject}{colon}{what}{left}{effect}{who}{right}"

    def as_data(self) -> dict[str, Any]:
        """The change as plain data for JSON, in both languages."""
        texts = {"field": self.field, "before": self.before, "after": self.after, "who": self.who}
        shown = {key: None if text is None else {"zh": text.zh, "en": text.en} for key, text in texts.items()}
        return {
            "part": self.part.value,
            "kind": self.kind.value,
            "id": self.id,
            **shown,
            "effect": self.effect.value,
            "zh": self.text("zh"),
            "en": self.text("en"),
        }


def field_name(cls: type, name: str) -> Text:
    """The name of a field as it was declared."""
    return limits_of(attrs.fields_dict(cls)[name]).name


def field_changes(
    part: Part,
    name: str,
    versions: tuple[Any, Any],
    fields: Iterable[str],
    effects: Mapping[str, Told] | None = None,
    *,
    heading: Text | None = None,
) -> Iterator[Change]:
    """One change for each field that differs; a field without an effect of its own changes no result.

    Args:
        part: what of a scheme they are fields of.
        name: its id or name.
        versions: as it was and as it is.
        fields: the names of the fields, in the order in which changes are told.
        effects: what changes of a field do.
        heading: what the field is called, where its own name does not say enough.
    """
    old, new = versions
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        effect, who = (effects or {}).get(field, (Effect.NEUTRAL, None))
        words = {"before": value_text(before), "after": value_text(after)}
        called = heading or field_name(type(new), field)
        yield Change(part=part, kind=Kind.CHANGED, id=name, field=called, effect=effect, who=who, **words)


def comings_and_goings(
    part: Part,
    old: Sequence[Any],
    new: Sequence[Any],
    words: Callable[[Any], Text],
    effects: tuple[Callable[[Any], Effect], Callable[[Any], Effect]],
) -> Iterator[Change]:
    """Items that only one of the schemes has, with what they do by coming and by going."""
    old_ids, new_ids = {item.id for item in old}, {item.id for item in new}
    for item in new:
        if item.id not in old_ids:
            label = _labelled(item, words(item))
            yield Change(part=part, kind=Kind.ADDED, id=item.id, field=WHOLE, after=label, effect=effects[0](item))
    for item in old:
        if item.id not in new_ids:
            label = _labelled(item, words(item))
            yield Change(part=part, kind=Kind.REMOVED, id=item.id, field=WHOLE, before=label, effect=effects[1](item))


def _labelled(item: Any, words: Text) -> Text:
    return Text(f"{item.label.zh}，{words.zh}", f"{item.label.en}, {words.en}") if words.zh else item.label


def shared(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """The items that both have, by their ids."""
    known = {item.id: item for item in old}
    return ((known[item.id], item) for item in new if item.id in known)
