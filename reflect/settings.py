"""This device's preferences, and where things live on it. Nothing here says anything private.

What says something about the person is kept inside the encrypted journal; what the window needs
before that is open (size, theme, language, when to lock) is one small JSON file.
"""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import platformdirs

from reflect import private_file
from reflect.errors import StorageFailed, StorageFull

APP = "reflect"
JOURNAL_VARIABLE = "REFLECT_JOURNAL"
"""Environment variable naming the journal's folder."""
PORTABLE_MARKER = "portable.txt"
"""With this file beside the program, everything is kept in a folder beside it."""
REMEMBERED = 12
"""Journals kept in the list of known ones."""

Theme = Literal["system", "light", "dark", "contrast"]
Motion = Literal["system", "yes", "no"]
Language = Literal["system", "en", "de"]


@dataclass(frozen=True, slots=True)
class KnownJournal:
    """A journal that was opened on this device."""

    path: Path
    opened_at: datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """How it stands with reminders on this device: no words, and no entry's time."""

    seed: int = 0
    """What the times of one's own choice are drawn from; 0: not drawn yet."""
    unanswered: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Shown one after another without an answer."""
    rarer_since: int = 0
    """The day (`date.toordinal`) from which the rarer days are counted."""
    quiet_on: int = 0
    """The day (`date.toordinal`) on which none come any more."""
    later: datetime | None = None
    """When one that was put off comes again. Aware, UTC."""
    done_until: datetime | None = None
    """What was due until then is done with, shown or not. Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences of this device; frozen, changed by `dataclasses.replace` and saved whole."""

    theme: Theme = "system"
    text_percent: Annotated[int, msgspec.Meta(ge=80, le=200)] = 100
    """Size of text, in percent of the system's."""
    reduced_motion: Motion = "system"
    language: Language = "system"
    autolock_minutes: Annotated[int, msgspec.Meta(ge=0, le=24 * 60)] = 10
    """Idle minutes until the journal locks itself; 0 is never."""
    lock_on_minimise: bool = False
    lock_on_screen_lock: bool = True
    window: tuple[int, int, int, int] | None = None
    """x, y, width, height in device-independent pixels."""
    maximised: bool = False
    remember_journals: bool = True
    journals: tuple[KnownJournal, ...] = field(default=())
    """Most recently opened first; empty where `remember_journals` is off."""
    rail_icons_only: bool = False
    backup_folder: str | None = None
    """A second place for backups."""
    neutral_title: bool = True
    """The window's title says "Reflect" and nothing of what is written."""
    remove_photo_metadata: bool = True
    hide_key: str = "Ctrl+Shift+H"
    """Shortcut that hides the window, in Qt's portable notation; empty is none."""

    country: str = "system"
    """Whose help lines show in Steady me: ISO 3166 (two letters), or the system's."""
    breaths_per_minute: Annotated[float, msgspec.Meta(ge=3, le=12)] = 6.0
    streaks: bool = False
    """Whether the Progress page also says how many days in a row."""
    remind: bool = False
    """Whether the reminders below come at all."""
    reminders: tuple[str, ...] = ()
    """Times of the day, HH:MM, at which a neutral notification comes."""
    random_reminders: Annotated[int, msgspec.Meta(ge=0, le=4)] = 0
    """How many a day come at times of their own choice, between the two hours below."""
    reminders_between: tuple[int, int] = (9, 20)
    """Full hours; the second may lie behind midnight."""
    reminded: Reminded = Reminded()
    autostart: bool = False
    """Start with the session, without a window, so that reminders come."""
    prompts: bool = True
    """Offer a question on an empty page."""
    suggestions: bool = True
    """Offer ways of coping when heavy feelings are marked."""

    def remembering(self, journal: Path, at: datetime) -> Settings:
        """With `journal` at the top of the known ones, or unchanged where none are remembered."""
        path = journal.absolute()
        if not self.remember_journals or not _is_text(path):
            return self
        others = tuple(known for known in self.journals if known.path != path)
        return replace(self, journals=(KnownJournal(path, at), *others)[:REMEMBERED])


def portable_folder() -> Path | None:
    """The folder that holds everything in portable mode; None where Reflect is installed.

    Only a built program can be portable: the marker lies beside its executable.
    """
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).resolve().parent
    return beside / "data" if (beside / PORTABLE_MARKER).is_file() else None


def settings_path() -> Path:
    """Where `load` and `save` look unless told otherwise."""
    folder = portable_folder() or Path(platformdirs.user_config_dir(APP, appauthor=False))
    return folder / "settings.json"


def default_journal_dir(*, chosen: bool = True) -> Path:
    """The folder of the journal that is opened when none is named.

    `chosen` False: whatever this process's environment says, which the next session may not.
    """
    named = os.environ.get(JOURNAL_VARIABLE) if chosen else None
    if named:
        return Path(named).expanduser()
    folder = portable_folder() or Path(platformdirs.user_data_dir(APP, appauthor=False))
    return folder / "journal"


def local_zone() -> tzinfo:
    """This computer's zone, with its IANA key where that can be found.

    A TZ variable may name no zone, a file that is none, or POSIX rules: then the C library's own.
    """
    import tzlocal
    from dateutil import tz

    try:
        return tzlocal.get_localzone()
    except (KeyError, ValueError, OSError):
        return tz.tzlocal()


def local_zone_now() -> tzinfo:
    """As `local_zone`, looked up anew: a computer may have been carried to another zone."""
    import tzlocal

    try:
        return tzlocal.reload_localzone()
    except (KeyError, ValueError, OSError):
        return local_zone()


def local_zone_name() -> str:
    """The IANA name of this computer's zone; "UTC" where it cannot be told."""
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (KeyError, ValueError, OSError):
        return "UTC"


def load(path: Path | None = None) -> Settings:
    """The saved preferences, or the defaults where there are none.

    A file that cannot be understood is put aside as `settings.json.damaged`, so that nothing in it
    is overwritten; a file that cannot be read is left alone. Never raises: a person whose
    preferences are broken still reaches the journal.
    """
    path = path or settings_path()
    try:
        settings = msgspec.json.decode(path.read_bytes(), type=Settings, dec_hook=_decode)
    except OSError:
        return Settings()
    except msgspec.MsgspecError:
        _put_aside(path)
        return Settings()
    return settings if settings.remember_journals else replace(settings, journals=())


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the preferences whole: another file first, then in place of the old one.

    The folder is made with mode 0700, the file with 0600. Raises StorageFull, StorageFailed; the
    old file is then still there.
    """
    path = path or settings_path()
    if not settings.remember_journals:
        settings = replace(settings, journals=())
    text = msgspec.json.format(msgspec.json.encode(settings, enc_hook=_encode), indent=2)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with private_file.replaced(path) as file:
            file.write(text + b"\n")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(path=path) from error
        raise StorageFailed(path=path, code=error.errno) from error


def _put_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_name(path.name + ".damaged"))
    except OSError:
        return  # a read-only folder: the file stays where it is, and `save` will say so


def _is_text(path: Path) -> bool:
    """False for a name that is no valid text and so has no place in a JSON file."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _encode(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))


def _decode(wanted: type, value: Any) -> Any:
    if wanted is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(wanted)
