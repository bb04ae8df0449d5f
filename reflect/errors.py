"""The foreseeable failures, as a tree.

    ReflectError
    ├── VaultError      VaultMissing · VaultExists · VaultBusy · WrongPassphrase · WrongRecoveryCode
    │                   KeyfileDamaged · BackupDamaged · BackupIncomplete · WeakPassphrase
    ├── JournalError    JournalDamaged · JournalTooNew · JournalReplaced · NotAJournal · StorageFull
    │                   StorageFailed · ReadOnly · UnknownId · AmbiguousId · BadQuery · BadValue
    │                   AttachmentTooLarge
    ├── FormatError     NotThisFormat · NotAToolkit · DamagedFile · HostileFile · FormatTooNew
    │                   SourcePassphraseNeeded · SourcePassphraseWrong · SealedToAKey
    │                   NothingToImport · FileUnreadable · ExportFailed
    ├── SharingError    UnknownPeer · BadEnvelope · UnknownEnvelope · BadMessage · UnknownMessage
    │                   PairingRefused · SharingOff · SharingUnavailable · NotConnected
    ├── SyncError       RelayUnreachable · RelayRefused · TooLarge
    ├── KeychainError   KeychainUnavailable
    ├── DesktopError    AutostartRefused
    └── Interrupted     (the person pressed Stop: shows nothing)

An error carries facts as keyword arguments (a path, an id, a line number), never a sentence and
never what a person wrote. `reflect.messages` turns each leaf into a title, a line and what one can
do; a test walks the leaves. Anything outside this tree is a defect of ours and is left to be loud.
"""

from __future__ import annotations


class ReflectError(Exception):
    """A failure that can be foreseen. `facts` are safe to show and to log."""

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{type(self).__name__}({shown})"


class VaultError(ReflectError):
    """Something about the folder on disk or the ways into it."""


class VaultMissing(VaultError):
    """There is no journal in this folder. Facts: path."""


class VaultExists(VaultError):
    """The folder already holds a journal, or is not empty. Facts: path."""


class VaultBusy(VaultError):
    """Another process has the journal open. Facts: path, pid, host."""


class WrongPassphrase(VaultError):
    """The key file is whole and this passphrase does not open it. No facts."""


class WrongRecoveryCode(VaultError):
    """A recovery code is mistyped or belongs to another journal.

    Facts: group (1-based number of the group that has the typo, or None where the code is well
    formed and opens nothing here).
    """


class KeyfileDamaged(VaultError):
    """Key file and mirror both fail their checksum. Facts: path."""


class BackupDamaged(VaultError):
    """A backup does not open or does not hold what it should. Facts: path."""


class BackupIncomplete(VaultError):
    """A backup was not finished; nothing was replaced by it. Facts: path, reason."""


class WeakPassphrase(VaultError):
    """An empty passphrase. Facts: reason."""


class JournalError(ReflectError):
    """Something about the database."""


class JournalDamaged(JournalError):
    """The key is right, the file is not what it was.

    Facts: path, page (number or None), unfit (True where no page at all fits the key).
    """


class JournalTooNew(JournalError):
    """Written by a newer Reflect; not touched. Facts: path, found, known (schema versions)."""


class JournalReplaced(JournalError):
    """The file was moved, deleted or replaced while it was open. Facts: path."""


class NotAJournal(JournalError):
    """Empty, truncated below one page, or another kind of file. Facts: path, size (bytes)."""


class StorageFull(JournalError):
    """No room on the disk; what was acknowledged is safe. Facts: path."""


class StorageFailed(JournalError):
    """The disk refused a read or a write; nothing was acknowledged. Facts: path, code."""


class ReadOnly(JournalError):
    """The journal can be read, not written. Facts: path."""


class UnknownId(JournalError):
    """No such thing. Facts: kind, id."""


class AmbiguousId(JournalError):
    """A shortened id fits several. Facts: kind, id, candidates (tuple of ids)."""


class BadQuery(JournalError):
    """A search operator cannot be understood. Facts: operator, expects."""


class BadValue(JournalError):
    """A value outside its range (mood 1-5, a date that is none, ...). Facts: field, expects."""


class AttachmentTooLarge(JournalError):
    """Facts: name, size, limit (bytes)."""


class FormatError(ReflectError):
    """Something about a file from, or for, elsewhere."""


class NotThisFormat(FormatError):
    """No known format, or not the one named. Facts: path, format (or None)."""


class NotAToolkit(FormatError):
    """No file of ways of coping as Reflect writes it. Facts: path."""


class DamagedFile(FormatError):
    """The right format, but broken. Facts: path, where (member, line or key), reason (a word)."""


class HostileFile(FormatError):
    """Built to do harm, or past a safety limit; nothing was read from it. Facts: path, reason."""


class FormatTooNew(FormatError):
    """An archive written by a newer Reflect; nothing was read. Facts: path, found, known."""


class SourcePassphraseNeeded(FormatError):
    """The file is encrypted and no passphrase was given. Facts: path."""


class SourcePassphraseWrong(FormatError):
    """The file's own passphrase does not open it. Facts: path."""


class SealedToAKey(FormatError):
    """The file is sealed to an age key, not with a passphrase. Facts: path."""


class NothingToImport(FormatError):
    """The format was recognised and holds no entry. Facts: path, format."""


class FileUnreadable(FormatError):
    """A file that was named cannot be read. Facts: path, reason (the system's own words)."""


class ExportFailed(FormatError):
    """The export could not be written; no half file was left. Facts: path, reason."""


class SharingError(ReflectError):
    """Something about a person one shares with, or about what they sent."""


class UnknownPeer(SharingError):
    """Nobody here is called that. Facts: name."""


class BadEnvelope(SharingError):
    """Sealed bytes that do not open: changed, cut short, or not for us. Facts: reason."""


class UnknownEnvelope(SharingError):
    """Sealed in a way that this version does not know; kept until it does. Facts: found."""


class BadMessage(SharingError):
    """Opened well, and is not what a message may be. Facts: reason."""


class UnknownMessage(SharingError):
    """A kind of message that this version does not know; kept until it does. Facts: kind."""


class PairingRefused(SharingError):
    """An invitation that does not lead to a contact. Facts: reason."""


class SharingOff(SharingError):
    """Sharing is not switched on in this journal. No facts."""


class SharingUnavailable(SharingError):
    """What sharing needs is not there: the packages, or a folder that can be told from its copies.
    Facts: reason."""


class NotConnected(SharingError):
    """With this person nothing can be shared now. Facts: name, state."""


class SyncError(ReflectError):
    """Something about a relay."""


class RelayUnreachable(SyncError):
    """It does not answer; what waits stays and is tried again. Facts: relay, reason."""


class RelayRefused(SyncError):
    """It answers and does not take it. Facts: relay, reason."""


class TooLarge(SyncError):
    """More bytes than the relay takes. Facts: relay, limit."""


class KeychainError(ReflectError):
    """Something about the system keychain."""


class KeychainUnavailable(KeychainError):
    """No keychain, or it is locked; the passphrase still works. Facts: reason."""


class DesktopError(ReflectError):
    """Something that the desktop was to do."""


class AutostartRefused(DesktopError):
    """The file that starts Reflect with the session could not be written or taken away.

    Facts: path, reason (the system's own words).
    """


class Interrupted(ReflectError):
    """The person stopped the work. Shown as nothing at all."""
