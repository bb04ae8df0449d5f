"""How a journal is: key file, mirror, database, backups."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from reflect.errors import (
    BackupDamaged,
    JournalDamaged,
    KeyfileDamaged,
    NotAJournal,
    ReflectError,
    VaultBusy,
)
from reflect.journal import Damage, Journal
from reflect.vault import backup as backups
from reflect.vault import folder as place
from reflect.vault import keys
from reflect.vault.backup import Backup, Progress
from reflect.vault.opened import JournalKey, OpenVault, derive, open_with
from reflect.vault.surroundings import VaultWarning, look_around


@dataclass(frozen=True, slots=True)
class Health:
    folder: Path
    keyfile: str
    """ok, damaged, missing."""
    mirror: str
    """ok, damaged, missing, differs."""
    journal: tuple[Damage, ...]
    entries: int | None
    """None where the database does not open."""
    size: int
    """Bytes of the database."""
    backups: tuple[Backup, ...] = ()
    damaged_backups: tuple[Path, ...] = ()
    warnings: tuple[VaultWarning, ...] = field(default=())
    unfit: bool = False
    """No page of the database fits the key file: one of them is another journal's."""

    @property
    def ok(self) -> bool:
        """Key files, database and backups are as they should be; warnings do not count."""
        return (
            self.keyfile == keys.OK
            and self.mirror == keys.OK
            and not self.journal
            and not self.damaged_backups
        )

    def failure(self) -> ReflectError:
        """The gravest of what is wrong, as an error. Only where not `ok`."""
        if self.journal:
            if self.unfit:
                return JournalDamaged(path=self.folder / place.DATABASE, page=1, unfit=True)
            page = next((damage.page for damage in self.journal if damage.page), None)
            return JournalDamaged(path=self.folder / place.DATABASE, page=page)
        if self.keyfile != keys.OK or self.mirror != keys.OK:
            name = place.KEYFILE if self.keyfile != keys.OK else place.MIRROR
            return KeyfileDamaged(path=self.folder / name, one_copy=True)
        return BackupDamaged(path=self.damaged_backups[0])

    def as_json(self) -> dict[str, object]:
        return {
            "ok": self.ok,
            "keyfile": self.keyfile,
            "mirror": self.mirror,
            "journal": [{"page": damage.page, "what": damage.what} for damage in self.journal],
            "entries": self.entries,
            "size": self.size,
            "backups": [
                {
                    "path": str(each.path),
                    "made_at": each.made_at.isoformat(),
                    "kind": each.kind,
                    "size": each.size,
                    "verified": each.verified and each.path not in self.damaged_backups,
                }
                for each in self.backups
            ],
            "warnings": [
                {"kind": each.kind, "path": str(each.path), "detail": each.detail}
                for each in self.warnings
            ],
        }


def check(folder: Path, passphrase: str, *, progress: Progress | None = None) -> Health:
    """Looks at everything; changes nothing but a key file that its twin can put right.

    Reads only where another process has the journal open. Raises VaultMissing, WrongPassphrase,
    KeyfileDamaged (neither copy), JournalTooNew.
    """
    return check_with(folder, derive(folder, passphrase), progress=progress)


def check_with(folder: Path, found: JournalKey, *, progress: Progress | None = None) -> Health:
    """`check` for who has derived the key already."""
    journal: tuple[Damage, ...]
    entries: int | None = None
    warnings: tuple[VaultWarning, ...] = look_around(folder)
    unfit = False
    try:
        try:
            opened = open_with(folder, found)
        except VaultBusy:
            opened = open_with(folder, found, read_only=True)
        with opened:
            return examine(opened, found.keys, progress=progress)
    except JournalDamaged as error:
        journal = Journal.examine_broken(folder / place.DATABASE, found.key)
        unfit = bool(error.facts.get("unfit"))
    except NotAJournal:
        journal = (Damage(None, "not a journal"),)
    return replace(_health(folder, found.keys, journal, entries, warnings), unfit=unfit)


def examine(
    opened: OpenVault, found: keys.Keys | None = None, *, progress: Progress | None = None
) -> Health:
    """The same of a journal that is open."""
    damage = opened.journal.examine(thorough=True, progress=progress)
    try:
        entries = opened.journal.count()
    except JournalDamaged:
        entries = None
    found = found or keys.load(opened.folder)
    return _health(opened.folder, found, tuple(damage), entries, opened.warnings)


def _health(
    folder: Path,
    found: keys.Keys,
    journal: tuple[Damage, ...],
    entries: int | None,
    warnings: tuple[VaultWarning, ...],
) -> Health:
    database = folder / place.DATABASE
    listed = backups.listed(folder / place.BACKUPS, found.keyfile.journal_id)
    return Health(
        folder=folder,
        keyfile=found.state,
        mirror=found.mirror,
        journal=journal,
        entries=entries,
        size=database.stat().st_size if database.exists() else 0,
        backups=listed,
        damaged_backups=tuple(each.path for each in listed if not _is_whole(each)),
        warnings=warnings,
    )


def _is_whole(backup: Backup) -> bool:
    said = backups.facts(backup.path)
    copy = backup.path / place.DATABASE
    return said is not None and copy.is_file() and backups.digest(copy) == said.sha256
