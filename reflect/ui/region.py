"""Where the person is, as chosen or as the system says: whose help lines, in which language.

Loads no widgets: the command line asks it for a wallet card.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale

from reflect import content
from reflect.settings import Settings

ANYWHERE = "ZZ"


def language_for(settings: Settings) -> str:
    """ "de" or "en"."""
    if settings.language != "system":
        return settings.language
    return "de" if QLocale().language() == QLocale.Language.German else "en"


def country_code(settings: Settings) -> str:
    """The country chosen, or the one that the system's region names; ZZ for one not listed.

    Python's own locale would take a system without a region for an American one.
    """
    wanted = settings.country
    if wanted == "system":
        wanted = QLocale.territoryToCode(QLocale.system().territory())
    known = {country.code for country in content.countries("en")}
    return wanted if wanted in known else ANYWHERE
