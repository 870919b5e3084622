"""The commands and their options, declared in the language of the user; each loads what it needs when it is called."""

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Group, Parameter

from common_prosperity.cli.exits import Exit
from common_prosperity.cli.help import HelpWriter
from common_prosperity.cli.terminal import complain, put
from common_prosperity.cli.usage import told
from common_prosperity.errors import Lang
from common_prosperity.reports.wording import say
from common_prosperity.version import __version__

DEFAULT_SCHEME = "outstanding-workshop"

Shown = Literal["text", "markdown", "html", "json"]
Plain = Literal["text", "json"]
Basis = Literal["claimed", "verified", "both"]


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Run the command that the arguments name.

    Returns:
        The exit code.

    Raises:
        ProsperityError: the input is bad.
        Misuse: the arguments do not make sense together.
    """
    try:
        code = build(lang)(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        complain(told(error, lang), lang)
        return Exit.BAD_INPUT
    return code if isinstance(code, int) else Exit.ELIGIBLE


def build(lang: Lang) -> App:
    """The whole command line in one language."""
    app = _app(lang, "common-prosperity", "cli.app")
    app.command(lambda: put(f"{__version__}\n"), name="--version", help=say("cli.version", lang))
    schemes = _app(lang, "schemes", "cli.schemes")
    app.command(schemes)
    _judging(app, lang)
    _showing(app, schemes, lang)
    _drafting(schemes, lang)
    _preparing(app, lang)
    return app


def _app(lang: Lang, name: str, key: str) -> App:
    app = App(
        name=name,
        help=say(key, lang),
        suppress_keyboard_interrupt=False,
        version_flags=[],
        help_format="plaintext",
        help_formatter=HelpWriter(lang),
        group_commands=Group(say("cli.commands", lang)),
        group_arguments=Group(say("cli.parameters", lang)),
        group_parameters=Group(say("cli.parameters", lang)),
    )
    app["--help"].help = say("cli.help", lang)
    return app


def _named(key: str, lang: Lang) -> Parameter:
    return Parameter(help=say(key, lang))


def _switch(key: str, lang: Lang) -> Parameter:
    return Parameter(negative="", show_default=False, help=say(key, lang))


def _option(name: str, key: str, lang: Lang) -> Parameter:
    return Parameter(name=name, help=say(key, lang))


def _language(lang: Lang) -> Parameter:
    return Parameter(name="--lang", show_default=False, help=say("cli.lang", lang))


def _judging(app: App, lang: Lang) -> None:
    """`decide` and `check`."""

    @app.command(help="\n\n".join(say(key, lang) for key in ("cli.decide", "cli.decide.exit", "cli.decide.register")))
    def decide(
        dossier: Annotated[str, Parameter(allow_leading_hyphen=True, help=say("cli.dossier", lang))],
        /,
        *,
        scheme: Annotated[str, _named("cli.scheme", lang)] = DEFAULT_SCHEME,
        basis: Annotated[Basis, _named("cli.basis", lang)] = "claimed",
        clause: Annotated[str | None, _named("cli.clause", lang)] = None,
        out: Annotated[str | None, _named("cli.out", lang)] = None,
        aside: Annotated[str | None, _named("cli.aside", lang)] = None,
        format: Annotated[Shown, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.deciding import Order, decide_any  # noqa: PLC0415  # rooms load when they are used

        return decide_any(Order(dossier, scheme, lang, format, basis, clause=clause, out=out, aside=aside))

    @app.command(help=f"{say('cli.check', lang)}\n\n{say('cli.check.exit', lang)}")
    def check(
        *files: Annotated[str, _named("cli.check.files", lang)],
        scheme: Annotated[str | None, _named("cli.check.scheme", lang)] = None,
        select: Annotated[str, Parameter(show_default=False, help=say("cli.select", lang, example="C1,C204"))] = "",
        ignore: Annotated[str, Parameter(show_default=False, help=say("cli.ignore", lang))] = "",
        format: Annotated[Plain, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.checking import check_files  # noqa: PLC0415  # as above

        return check_files(files, lang, format, select=select, ignore=ignore, scheme=scheme)


def _showing(app: App, schemes: App, lang: Lang) -> None:
    """`schemes list`, `schemes show` and `measures`."""

    @schemes.command(name="list", help=say("cli.schemes.list", lang))
    def list_schemes(
        *,
        format: Annotated[Shown, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.showing import show_schemes  # noqa: PLC0415  # as above

        return show_schemes(lang, format)

    @schemes.command(help=say("cli.schemes.show", lang))
    def show(
        scheme: Annotated[str, _named("cli.scheme", lang)],
        /,
        *,
        format: Annotated[Shown, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.showing import show_scheme  # noqa: PLC0415  # as above

        return show_scheme(scheme, lang, format)

    @app.command(help=say("cli.measures", lang))
    def measures(
        *,
        format: Annotated[Shown, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.showing import show_measures  # noqa: PLC0415  # as above

        return show_measures(lang, format)


def _drafting(schemes: App, lang: Lang) -> None:
    """`schemes lint`, `schemes new` and `schemes diff`."""

    @schemes.command(help=f"{say('cli.schemes.lint', lang)}\n\n{say('cli.check.exit', lang)}")
    def lint(
        *files: Annotated[str, _named("cli.schemes.files", lang)],
        select: Annotated[str, Parameter(show_default=False, help=say("cli.select", lang, example="S1,S204"))] = "",
        ignore: Annotated[str, Parameter(show_default=False, help=say("cli.ignore", lang))] = "",
        format: Annotated[Plain, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.drafting import lint_files  # noqa: PLC0415  # as above

        return lint_files(files, lang, format, select=select, ignore=ignore)

    @schemes.command(help=say("cli.schemes.new", lang))
    def new(
        file: Annotated[str, _named("cli.new.file", lang)],
        /,
        *,
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.drafting import write_starter  # noqa: PLC0415  # as above

        return write_starter(file, lang)

    @schemes.command(help=say("cli.schemes.diff", lang))
    def diff(
        old: Annotated[str, _named("cli.scheme", lang)],
        new: Annotated[str, _named("cli.scheme", lang)],
        /,
        *,
        format: Annotated[Plain, _option("--format", "cli.format", lang)] = "text",  # noqa: A002  # the option's name
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.drafting import diff_schemes  # noqa: PLC0415  # as above

        return diff_schemes(old, new, lang, format)


def _preparing(app: App, lang: Lang) -> None:
    """`template` and `pseudonymise`."""

    @app.command(help=say("cli.template", lang))
    def template(
        file: Annotated[str, _named("cli.template.file", lang)],
        /,
        *,
        scheme: Annotated[str | None, _named("cli.template.scheme", lang)] = None,
        force: Annotated[bool, _switch("cli.force", lang)] = False,
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.preparing import template as write  # noqa: PLC0415  # as above

        return write(file, lang, force=force, scheme=scheme)

    @app.command(help=f"{say('cli.pseudonymise', lang)}\n\n{say('cli.pseudonymise.exit', lang)}")
    def pseudonymise(
        file: Annotated[str, _named("cli.pseudonymise.file", lang)],
        /,
        *,
        key_file: Annotated[str, _named("cli.key-file", lang)],
        new_key: Annotated[bool, _switch("cli.new-key", lang)] = False,
        out: Annotated[str | None, _named("cli.pseudonymise.out", lang)] = None,
        keep: Annotated[str, Parameter(show_default=False, help=say("cli.keep", lang))] = "",
        lang: Annotated[Lang, _language(lang)] = lang,
    ) -> int:
        from common_prosperity.cli.preparing import pseudonymised  # noqa: PLC0415  # as above

        return pseudonymised(file, key_file, lang, new=new_key, out=out, keep=keep)
