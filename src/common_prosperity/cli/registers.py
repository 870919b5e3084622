"""`decide` about a register of many workshops: each by the edition in force for its period, the sound ones at least."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from common_prosperity.awards import BothBases, Decision, Outcome, Verdict, ruling
from common_prosperity.cli.deciding import BASES, Order
from common_prosperity.cli.editions import Editions
from common_prosperity.cli.exits import Exit, exit_code
from common_prosperity.cli.inputs import some_register
from common_prosperity.cli.progress import progress
from common_prosperity.cli.reading_rows import fault_words
from common_prosperity.cli.results import Results, json_results, results, written
from common_prosperity.cli.terminal import complain, put, style
from common_prosperity.errors import Fault, Lang, Problem, ProsperityError
from common_prosperity.facts import Dossier
from common_prosperity.files.reading import is_there, part_of, same_file
from common_prosperity.files.schemes import files_of
from common_prosperity.files.tables import ExtraColumn, ExtraSheet, Reading, Stray, write_aside
from common_prosperity.files.tables.rewording import in_cell
from common_prosperity.reports.asking import misnamed_words
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Row, Table, Tone, Words
from common_prosperity.reports.overview import grades_words, headings, needed_words, outcome_words
from common_prosperity.reports.scorecards import points_words
from common_prosperity.reports.telling import headline, unconditional
from common_prosperity.reports.voice import Voice, stated
from common_prosperity.reports.wording import counted, say
from common_prosperity.reports.writing import write
from common_prosperity.schemes.model import Scheme

WORST: Final = (Exit.BAD_INPUT, Exit.OPEN, Exit.REFUSED, Exit.ELIGIBLE)
"""Exit codes, the gravest first: a register ends with the gravest of its workshops."""

UNCONDITIONAL: Final = "unconditional"
"""A workshop under a scheme that sets no condition."""

COUNTS: Final = (UNCONDITIONAL, *Verdict)
"""What workshops are counted as, in this order."""

USUAL: Final = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
"""What is counted even where there are none."""

RULED: Final = (Verdict.MET, Verdict.NOT_MET)
"""Verdicts that stand, whatever is open besides."""

ASIDES: Final = (".xlsx", ".json")
"""What rows set aside can be written to; which of them, what was read decides."""

SHOWN: Final = ("workshop", "verdict", "grades", "points", "needed")
SHOWN_OF_BOTH: Final = ("workshop", "claimed", "claimed-points", "verified", "grades", "points", "needed")


def decide_register(order: Order) -> int:
    """Decide about every workshop of a register that could be read, and tell of all that could not.

    Returns:
        The gravest exit code: 2 where something could not be read or decided, else 3, 1 or 0 as for one workshop.

    Raises:
        ProsperityError: nothing could be read, there is no such scheme, or the results cannot be written.
    """
    lang = order.lang
    _spare_what_is_read(order)
    run = _Run(some_register(order.path), Editions(order.scheme), lang, order.basis)
    if order.out is not None:
        with results(order.out, lang, both=order.basis == "both") as sink:
            run.into(sink)
        put(f"{run.counts()}\n{say('register.written', lang, path=order.out)}\n")
    elif order.form == "json":
        run.into(json_results(put))
    else:
        table = _Rows(lang, both=order.basis == "both")
        run.into(table)
        put(write(table.blocks(run.counts()), lang, order.form, **style()))
    if order.out is None:
        complain("\n".join(told.text(lang) for told in run.complaints()), lang)
    elif run.problems:
        complain(counted("register.problems", len(run.problems), lang, n=len(run.problems)), lang)
    if order.aside is not None and (run.reading.aside or run.reading.documents_aside):
        write_aside(run.reading, order.aside, lang)
        complain(say("register.aside-written", lang, path=order.aside), lang)
    elif order.aside is None and run.reading.aside:
        complain(say("register.aside-hint", lang), lang)
    return run.code()


def _spare_what_is_read(order: Order) -> None:
    """Refuse to write over the register or one of its files, over the scheme or one it extends, or twice over one file.

    Raises:
        Fault: something that is read, or other results, would be lost; or results cannot be written as such a file.
    """
    targets = [("--out", path) for path in written(order.out, both=order.basis == "both")] if order.out is not None else []
    if order.aside is not None:
        if Path(order.aside).suffix.casefold() not in ASIDES:
            raise Fault.of("--aside", "table-kind", allowed=", ".join(ASIDES))
        targets.append(("--aside", Path(order.aside)))
    read = [Path(order.path)]
    with contextlib.suppress(ProsperityError):  # what is wrong with a scheme is told where it is used
        read.extend(files_of(order.scheme))
    given = [Path(each) for each in (order.out, order.aside) if each is not None]
    for index, (option, path) in enumerate(targets):
        place = option if path in given else f"{option} {path.name}"
        touched = (path, part_of(path))
        if any(same_file(each, other) for each in touched for other in read):
            raise Fault.of(place, "over-input")
        if is_there(path) and _lies_in(path, order.path):
            raise Fault.of(place, "over-input")
        if any(same_file(path, other) for _, other in targets[:index]):
            raise Fault.of(place, "over-results")


def _lies_in(path: Path, folder: str) -> bool:
    return Path(folder).resolve() in path.resolve().parents


class _Run:
    """One register, decided workshop by workshop."""

    def __init__(self, reading: Reading, editions: Editions, lang: Lang, basis: str) -> None:
        self.reading, self.editions, self.lang, self.decide = reading, editions, lang, BASES[basis]
        self.problems: list[Problem] = list(reading.problems)
        self.codes: set[int] = set()
        self.counted: Counter[str] = Counter()
        self.unsettled = 0

    def into(self, sink: Results) -> None:
        """Decide about every workshop and hand the results on as they come."""
        dossiers = self.reading.register.dossiers
        if not dossiers:
            self.editions.newest()
        sink.undecided(self.reading)
        with progress(Voice(self.lang).say("register.deciding"), len(dossiers)) as step:
            for outcome, scheme in self._outcomes(dossiers, sink):
                self._count(ruling(outcome))
                sink.decided(outcome, Voice(self.lang, scheme))
                step()
        sink.read(self.reading, self.problems)

    def _outcomes(self, dossiers: tuple[Dossier, ...], sink: Results) -> Iterator[tuple[Outcome, Scheme]]:
        for index, dossier in enumerate(dossiers):
            scheme = self.editions.on(dossier)
            try:
                yield self.decide(dossier, scheme), scheme
            except ProsperityError as error:
                problems = [self._placed(problem, index, dossier) for problem in error.problems]
                self.problems += problems
                sink.failed(dossier, problems)

    def _placed(self, problem: Problem, index: int, dossier: Dossier) -> Problem:
        """A problem that arose in deciding, with its cell, or else with the workshop it concerns."""
        path = f"$.dossiers[{index}]{problem.place.removeprefix('$')}"
        cell = self.reading.place(path)
        if cell == path:
            return attrs.evolve(problem, place=f"{dossier.workshop.id} {problem.place}")
        return attrs.evolve(in_cell(problem), place=cell)

    def complaints(self) -> Iterator[Problem | ExtraColumn | ExtraSheet]:
        """Every problem, and whatever was not read."""
        yield from self.problems
        yield from self.reading.extra_columns
        yield from self.reading.extra_sheets

    def _count(self, decision: Decision) -> None:
        self.codes.add(exit_code(decision))
        self.counted[UNCONDITIONAL if unconditional(decision) else decision.verdict] += 1
        self.unsettled += decision.verdict in RULED and not decision.settled

    def counts(self) -> str:
        """How many workshops came out how, by the verdict of each; apart from it, how many are open for grade or amounts."""
        voice, counted = Voice(self.lang), self.counted
        usual = () if counted[UNCONDITIONAL] else USUAL
        told = [voice.say(f"register.count.{kind}", n=counted[kind]) for kind in COUNTS if counted[kind] or kind in usual]
        aside = len(self.reading.register.dossiers) - counted.total() + len(self.reading.workshops_aside)
        text = voice.say("register.counts", decided=voice.say("register.joint").join(told), aside=aside)
        if not self.unsettled:
            return text
        return voice.say("sentences.both", a=text, b=voice.counted("register.unsettled", self.unsettled, n=self.unsettled))

    def code(self) -> int:
        """The gravest exit code."""
        found = {*self.codes, *([Exit.BAD_INPUT] if self.problems else [])}
        return next((code for code in WORST if code in found), Exit.ELIGIBLE)


class _Rows:
    """Results as a table to print."""

    def __init__(self, lang: Lang, *, both: bool) -> None:
        self.voice = Voice(lang)
        self.columns = SHOWN_OF_BOTH if both else SHOWN
        self.strays: tuple[Stray, ...] = ()
        self.stray_rows = 0
        self.misnamed: list[str] = []
        self.rows: list[Row] = []

    def undecided(self, reading: Reading) -> None:
        """A row for each workshop that is set aside."""
        self.strays, self.stray_rows = reading.strays, reading.stray_rows
        for workshop in reading.workshops_aside:
            self._without_verdict(workshop.name or workshop.id, workshop.problems)

    def failed(self, dossier: Dossier, problems: Sequence[Problem]) -> None:
        """One row."""
        self._without_verdict(stated(dossier.workshop.name) or dossier.workshop.id, problems)

    def _without_verdict(self, name: str, problems: Sequence[Problem]) -> None:
        verdict = Words(self.voice.say("register.undecided"), Tone.BAD)
        blank = [""] * (len(self.columns) - 3)
        self.rows.append(Row((name, verdict, *blank, fault_words(problems, self.voice.lang))))

    def decided(self, outcome: Outcome, voice: Voice) -> None:
        """One row."""
        decision = ruling(outcome)
        verdict = Words(*outcome_words(decision, voice))
        name = stated(decision.workshop_name) or stated(decision.workshop)
        points = points_words(decision.scorecard, voice)
        claimed: tuple[Words | str, ...] = ()
        if isinstance(outcome, BothBases):
            claimed = (headline(outcome.claimed, voice), points_words(outcome.claimed.scorecard, voice))
        cells = (verdict, grades_words(decision, voice), points, needed_words(decision, voice))
        self.rows.append(Row((name, *claimed, *cells)))
        self.misnamed += [voice.say("colon", a=name, b=words) for words in misnamed_words(decision, voice)]

    def read(self, reading: Reading, problems: Any) -> None:
        """Problems are told on standard error."""

    def blocks(self, counts: str) -> Iterator[Block]:
        """The table under its title, and whatever may change it."""
        voice = self.voice
        yield Heading(voice.counted("register.title", len(self.rows), n=len(self.rows)), level=1)
        yield Paragraph(counts)
        if self.stray_rows:
            yield Paragraph(Words(voice.counted("register.strays", self.stray_rows, n=self.stray_rows), Tone.BAD))
        if self.strays:
            yield Listing(tuple(Entry(stray.text(voice.lang), mark=Words("!", Tone.BAD)) for stray in self.strays))
        if self.misnamed:
            yield Listing(tuple(Entry(words, mark=Words("!", Tone.OPEN)) for words in self.misnamed))
        if self.rows:
            figures = frozenset(index for index, column in enumerate(self.columns) if "points" in column)
            yield Table(headings(self.columns, voice), tuple(self.rows), figures)
