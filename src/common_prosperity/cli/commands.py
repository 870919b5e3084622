"""The commands and their options, declared in the language of the user; each loads what it needs when it is called."""

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Group, Parameter

from common_prosperity.cli.help import HelpWriter
from common_prosperity.cli.terminal import complain
from common_prosperity.cli.usage import told
from common_prosperity.errors import Lang
from common_prosperity.reports.wording import say
from common_prosperity.version import __version__

DEFAULT_SCHEME = "outstanding-workshop"

Shown = Literal["text", "markdown", "html", "json"]


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Run the command that the arguments name.

    Returns:
        The exit code.

    Raises:
        ProsperityError: the input is bad.
    """
    try:
        code = build(lang)(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        complain(told(error, lang), lang)
        return 2
    return code if isinstance(code, int) else 0


def build(lang: Lang) -> App:
    """The whole command line in one language."""

    def text(key: str) -> str:
        return say(key, lang)

    def named(key: str) -> Parameter:
        return Parameter(help=text(key))

    app = _app(lang, "common-prosperity", "cli.app", version=__version__)
    schemes = _app(lang, "schemes", "cli.schemes")
    app.command(schemes)

    language = Annotated[Lang, Parameter(name="--lang", help=text("cli.lang"))]
    form = Annotated[Shown, Parameter(name="--format", help=text("cli.format"))]

    @app.command(help=f"{text('cli.decide')}\n\n{text('cli.decide.more')}")
    def decide(
        dossier: Annotated[str, named("cli.dossier")],
        /,
        *,
        scheme: Annotated[str, named("cli.scheme")] = DEFAULT_SCHEME,
        verified: Annotated[bool, Parameter(negative="", show_default=False, help=text("cli.verified"))] = False,
        clause: Annotated[str | None, named("cli.clause")] = None,
        format: form = "text",  # noqa: A002  # the option's name
        lang: language = lang,
    ) -> int:
        from common_prosperity.cli.deciding import decide_dossier  # noqa: PLC0415  # rooms load when they are used

        return decide_dossier(dossier, scheme, lang, format, verified=verified, clause=clause)

    @schemes.command(name="list", help=text("cli.schemes.list"))
    def list_schemes(*, format: form = "text", lang: language = lang) -> int:  # noqa: A002  # the option's name
        from common_prosperity.cli.showing import show_schemes  # noqa: PLC0415  # as above

        return show_schemes(lang, format)

    @schemes.command(help=text("cli.schemes.show"))
    def show(
        scheme: Annotated[str, named("cli.scheme")],
        /,
        *,
        format: form = "text",  # noqa: A002  # the option's name
        lang: language = lang,
    ) -> int:
        from common_prosperity.cli.showing import show_scheme  # noqa: PLC0415  # as above

        return show_scheme(scheme, lang, format)

    @app.command(help=text("cli.measures"))
    def measures(*, format: form = "text", lang: language = lang) -> int:  # noqa: A002  # the option's name
        from common_prosperity.cli.showing import show_measures  # noqa: PLC0415  # as above

        return show_measures(lang, format)

    return app


def _app(lang: Lang, name: str, key: str, version: str | None = None) -> App:
    app = App(
        name=name,
        help=say(key, lang),
        version=version,
        version_flags=["--version"] if version else [],
        help_format="plaintext",
        help_formatter=HelpWriter(lang),
        group_commands=Group(say("cli.commands", lang)),
        group_arguments=Group(say("cli.parameters", lang)),
        group_parameters=Group(say("cli.parameters", lang)),
    )
    app["--help"].help = say("cli.help", lang)
    if version:
        app["--version"].help = say("cli.version", lang)
    return app
