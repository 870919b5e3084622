"""Codes (代码) of checks and of findings, chosen by how they begin: `C2` stands for C201, C202 and so on."""

from collections.abc import Collection

from common_prosperity.errors import UnknownName, unknown_name


def chosen_codes(
    known: Collection[str], *, select: Collection[str], ignore: Collection[str], zh: str, en: str
) -> frozenset[str]:
    """The codes that are selected (all, where nothing is) and not ignored.

    Args:
        known: every code there is.
        select: codes or their beginnings, in letters of either case, as a list or as text with commas or spaces between.
        ignore: the same; what is both selected and ignored is ignored.
        zh: what a code stands for, in Chinese.
        en: the same in English.

    Raises:
        UnknownName: one that begins no code; its place is `select` or `ignore`.
    """

    def beginnings(place: str, codes: Collection[str]) -> tuple[str, ...]:
        given = codes.replace(",", " ").split() if isinstance(codes, str) else codes
        prefixes = tuple(str(code).strip().upper() for code in given)
        for prefix in prefixes:
            if not prefix or not any(code.startswith(prefix) for code in known):
                raise UnknownName(unknown_name(place, prefix, known, zh, en))
        return prefixes

    wanted, unwanted = beginnings("select", select), beginnings("ignore", ignore)
    return frozenset(code for code in known if (not wanted or code.startswith(wanted)) and not code.startswith(unwanted))
