"""Key file and mirror on disk: two copies, one truth.

The key file is the truth where it can be read; the mirror stands in where it cannot. A change is
written to the mirror first and to the key file last, so that the rename of the key file is the one
moment at which the change happens: a crash before it leaves the old way in, a crash after it the
new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reflect.crypto.keyfile import LARGEST, Keyfile
from reflect.errors import JournalTooNew, KeyfileDamaged, StorageFailed, VaultMissing
from reflect.vault import folder as place

OK, DAMAGED, MISSING, DIFFERS = "ok", "damaged", "missing", "differs"


@dataclass(frozen=True, slots=True)
class Keys:
    """What was found."""

    keyfile: Keyfile = field(repr=False)
    state: str
    """Of the key file: ok, damaged, missing."""
    mirror: str
    """Of the mirror: ok, damaged, missing, differs."""

    @property
    def used_mirror(self) -> bool:
        return self.state != OK

    @property
    def needs_repair(self) -> bool:
        return self.state != OK or self.mirror != OK


def load(folder: Path) -> Keys:
    """Raises VaultMissing (neither keys nor journal), KeyfileDamaged (neither copy can be used),
    JournalTooNew, StorageFailed."""
    main, state = read_one(folder / place.KEYFILE)
    twin, mirror = read_one(folder / place.MIRROR)
    if main is not None:
        return Keys(main, state, DIFFERS if twin is not None and twin != main else mirror)
    if twin is not None:
        return Keys(twin, state, mirror)
    if state == MISSING and mirror == MISSING and not (folder / place.DATABASE).exists():
        raise VaultMissing(path=folder)
    raise KeyfileDamaged(path=folder / place.KEYFILE)


def read_one(path: Path) -> tuple[Keyfile | None, str]:
    """A key file and how it is, or None and why. Raises JournalTooNew, StorageFailed."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None, MISSING
    except PermissionError as error:
        raise StorageFailed(path=path, code=error.errno) from error
    except OSError:  # a bad sector, a directory of that name: the other copy may be whole
        return None, DAMAGED
    try:
        return Keyfile.from_bytes(data), OK
    except KeyfileDamaged:
        return None, DAMAGED
    except JournalTooNew as error:
        raise JournalTooNew(path=path, **error.facts) from None


def store(folder: Path, keyfile: Keyfile) -> None:
    """Replaces mirror and key file, and reads both back.

    Raises storage errors while the old key file still stands, KeyfileDamaged if what was read back
    is not what was written.
    """
    data = keyfile.to_bytes()
    for name in (place.MIRROR, place.KEYFILE):
        place.write_atomically(folder / name, data)
    for name in (place.MIRROR, place.KEYFILE):
        found, _ = read_one(folder / name)
        if found != keyfile:
            raise KeyfileDamaged(path=folder / name)
