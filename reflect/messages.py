"""Each foreseeable failure in a person's words: a title, what happened, what one can do next.

One table for the window and the command line. The sentences hold `{facts}` of the error and are
marked for translation; the window passes Qt's `translate`, the command line leaves them English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reflect import errors as e

CONTEXT = "Messages"


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark `text` for translation and give it back unchanged; the name is the one lupdate knows."""
    return text


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of one failure."""

    title: str
    line: str
    """What happened, and what is safe."""
    advice: str
    """What one can do."""


def _w(title: str, line: str, advice: str) -> Wording:
    return Wording(title, line, advice)


N = QT_TRANSLATE_NOOP

WORDINGS: dict[type[e.ReflectError], Wording] = {
    e.VaultMissing: _w(
        N("Messages", "No journal here"),
        N("Messages", "there is no journal in {path}"),
        N("Messages", "choose another folder, or make a new journal"),
    ),
    e.VaultExists: _w(
        N("Messages", "This folder is in use"),
        N(
            "Messages",
            "{path} already holds a journal or other files; nothing was changed",
        ),
        N("Messages", "choose a new or an empty folder"),
    ),
    e.VaultBusy: _w(
        N("Messages", "Open elsewhere"),
        N(
            "Messages",
            "this journal is open in another program (process {pid} on {host})",
        ),
        N("Messages", "close it there and try again"),
    ),
    e.WrongPassphrase: _w(
        N("Messages", "This passphrase does not open the journal"),
        N("Messages", "the passphrase does not fit; the journal itself is well"),
        N("Messages", "try again, or use the recovery code"),
    ),
    e.WrongRecoveryCode: _w(
        N("Messages", "This recovery code does not open the journal"),
        N("Messages", "the recovery code does not fit{group}"),
        N("Messages", "compare it with the recovery sheet, group by group"),
    ),
    e.KeyfileDamaged: _w(
        N("Messages", "The key file is damaged"),
        N(
            "Messages",
            "the key file {path} and its mirror are both damaged; "
            "the entries are still there, sealed",
        ),
        N(
            "Messages",
            "restore a backup into a new folder; or, to keep what was written since, "
            "copy its journal.key into this folder",
        ),
    ),
    e.BackupDamaged: _w(
        N("Messages", "This backup is damaged"),
        N(
            "Messages",
            "the backup {path} does not hold what it should; nothing was changed",
        ),
        N("Messages", "choose another backup"),
    ),
    e.BackupIncomplete: _w(
        N("Messages", "The backup was not finished"),
        N(
            "Messages",
            "no backup was made in {path} ({reason}); earlier backups are as they were",
        ),
        N("Messages", "make room or choose another folder, and try again"),
    ),
    e.WeakPassphrase: _w(
        N("Messages", "A passphrase is needed"),
        N("Messages", "the passphrase is empty; nothing was changed"),
        N("Messages", "choose four words or more that only you would put together"),
    ),
    e.JournalDamaged: _w(
        N("Messages", "The journal is damaged"),
        N(
            "Messages",
            "the passphrase fits, but the file {path} is not what it was{page}; it was not changed",
        ),
        N("Messages", "restore a backup, or rescue what can be read (salvage)"),
    ),
    e.JournalTooNew: _w(
        N("Messages", "Written by a newer Reflect"),
        N(
            "Messages",
            "the journal {path} has format {found}, this Reflect knows {known}; "
            "nothing was changed",
        ),
        N("Messages", "update Reflect, then open it again"),
    ),
    e.JournalReplaced: _w(
        N("Messages", "The journal file was moved or replaced"),
        N(
            "Messages",
            "{path} is no longer the file that was opened; nothing more is written to it",
        ),
        N(
            "Messages",
            "copy what you just wrote, put the file back, and open the journal again",
        ),
    ),
    e.NotAJournal: _w(
        N("Messages", "This is not a journal"),
        N(
            "Messages",
            "{path} is empty, cut short or another kind of file; it was not changed",
        ),
        N("Messages", "restore a backup, or choose another journal"),
    ),
    e.StorageFull: _w(
        N("Messages", "The disk is full"),
        N(
            "Messages",
            "there is no room left for {path}; everything saved before is safe",
        ),
        N("Messages", "free some space; saving is tried again"),
    ),
    e.StorageFailed: _w(
        N("Messages", "The disk refused"),
        N(
            "Messages",
            "reading or writing {path} failed; everything saved before is safe",
        ),
        N("Messages", "check the disk and its cable, make a copy, and try again"),
    ),
    e.ReadOnly: _w(
        N("Messages", "Open for reading"),
        N("Messages", "{path} can be read, not written"),
        N(
            "Messages",
            "reading, searching and exporting work; to write, make the folder writable",
        ),
    ),
    e.UnknownId: _w(
        N("Messages", "Not found"),
        N("Messages", "there is no {kind} with the id {id}"),
        N("Messages", "list them to see their ids"),
    ),
    e.AmbiguousId: _w(
        N("Messages", "Which one?"),
        N("Messages", "the short id {id} fits several: {candidates}"),
        N("Messages", "give one more letter of it"),
    ),
    e.BadQuery: _w(
        N("Messages", "The search was not understood"),
        N("Messages", "{operator} expects {expects}"),
        N("Messages", "correct it, or put the words in quotes"),
    ),
    e.BadValue: _w(
        N("Messages", "This value does not fit"),
        N("Messages", "{field} expects {expects}; nothing was changed"),
        N("Messages", "correct it and try again"),
    ),
    e.AttachmentTooLarge: _w(
        N("Messages", "The file is too large"),
        N("Messages", "{name} is larger than {limit} bytes; it was not added"),
        N("Messages", "keep it beside the journal, or make it smaller"),
    ),
    e.NotThisFormat: _w(
        N("Messages", "The format is not known"),
        N("Messages", "{path} is in no format that Reflect can tell{format}{columns}"),
        N("Messages", "name the format with --format, or map the columns with --map"),
    ),
    e.NotAToolkit: _w(
        N("Messages", "This is no toolkit"),
        N("Messages", "{path} holds no ways of coping as Reflect writes them"),
        N("Messages", "choose the file that ends in .json or .json.age"),
    ),
    e.DamagedFile: _w(
        N("Messages", "The file is damaged"),
        N("Messages", "{path} is broken at {where} ({reason}); nothing was imported"),
        N("Messages", "make the export again, or mend that place"),
    ),
    e.HostileFile: _w(
        N("Messages", "This file is not safe to read"),
        N("Messages", "{path} was refused ({reason}); nothing was read from it"),
        N("Messages", "import only files that you exported yourself"),
    ),
    e.FormatTooNew: _w(
        N("Messages", "The archive is from a newer Reflect"),
        N("Messages", "{path} has version {found}, this program knows {known}; nothing was read"),
        N("Messages", "update Reflect, then import it again"),
    ),
    e.SourcePassphraseNeeded: _w(
        N("Messages", "The file is encrypted"),
        N("Messages", "{path} needs its own passphrase"),
        N("Messages", "give it (--source-passphrase-file on the command line)"),
    ),
    e.SourcePassphraseWrong: _w(
        N("Messages", "The file's passphrase does not fit"),
        N(
            "Messages",
            "{path} does not open with this passphrase; nothing was imported",
        ),
        N("Messages", "try again with the passphrase it was made with"),
    ),
    e.SealedToAKey: _w(
        N("Messages", "The file is sealed to a key"),
        N("Messages", "{path} opens with an age key, not with a passphrase"),
        N("Messages", "open it first: age --decrypt -i KEY-FILE -o PLAIN-FILE, then import that"),
    ),
    e.NothingToImport: _w(
        N("Messages", "Nothing to bring in"),
        N("Messages", "{path} holds no entry"),
        N("Messages", "check that this is the whole export"),
    ),
    e.FileUnreadable: _w(
        N("Messages", "The file cannot be read"),
        N("Messages", "{path} could not be read ({reason}); nothing was changed"),
        N("Messages", "check that it is there and that you may read it"),
    ),
    e.ExportFailed: _w(
        N("Messages", "The export was not written"),
        N("Messages", "{path} could not be written ({reason}); no half file was left"),
        N("Messages", "choose another place, and try again"),
    ),
    e.UnknownPeer: _w(
        N("Messages", "Nobody here is called that"),
        N("Messages", "there is no contact called {name}"),
        N("Messages", "look at the names of your contacts"),
    ),
    e.BadEnvelope: _w(
        N("Messages", "Something that came could not be opened"),
        N("Messages", "sealed bytes did not open ({reason}); nothing was changed by them"),
        N("Messages", "nothing is needed: what belongs to you is sent again"),
    ),
    e.UnknownEnvelope: _w(
        N("Messages", "Something came from a newer Reflect"),
        N("Messages", "it is sealed in a way that this version does not know ({found})"),
        N("Messages", "bring Reflect up to date; it is kept until then"),
    ),
    e.BadMessage: _w(
        N("Messages", "Something that came is not as it should be"),
        N("Messages", "a message was refused ({reason}); nothing of it was taken"),
        N("Messages", "nothing is needed; ask who sent it which Reflect they have"),
    ),
    e.UnknownMessage: _w(
        N("Messages", "Something came from a newer Reflect"),
        N("Messages", "this version does not know what it is ({kind})"),
        N("Messages", "bring Reflect up to date; it is kept until then"),
    ),
    e.PairingRefused: _w(
        N("Messages", "The invitation does not lead on"),
        N("Messages", "no contact was made ({reason})"),
        N("Messages", "ask for a new invitation"),
    ),
    e.SharingOff: _w(
        N("Messages", "Sharing is not switched on"),
        N("Messages", "this journal shares nothing with anybody"),
        N("Messages", "switch it on first: Sharing in the window, or reflect sharing on"),
    ),
    e.SharingUnavailable: _w(
        N("Messages", "Sharing is not possible here"),
        N("Messages", "something that sharing needs is missing ({reason})"),
        N(
            "Messages",
            "install reflect-journal[sync], or see that the journal's folder can be written to",
        ),
    ),
    e.NotConnected: _w(
        N("Messages", "Nothing can be shared with this person now"),
        N("Messages", "with {name} it stands so: {state}"),
        N("Messages", "look at them on the page of people you share with"),
    ),
    e.RelayUnreachable: _w(
        N("Messages", "A relay does not answer"),
        N("Messages", "{relay} was not reached ({reason}); what waits stays where it is"),
        N("Messages", "nothing is needed: it is tried again, with growing pauses"),
    ),
    e.RelayRefused: _w(
        N("Messages", "A relay does not take it"),
        N("Messages", "{relay} refused ({reason}); what waits stays where it is"),
        N("Messages", "look at the relay's address and at its password, or choose another"),
    ),
    e.TooLarge: _w(
        N("Messages", "Too large for this relay"),
        N("Messages", "{relay} takes {limit} bytes at a time"),
        N("Messages", "share it without its photos, or through a folder"),
    ),
    e.KeychainUnavailable: _w(
        N("Messages", "The system keychain is not available"),
        N(
            "Messages",
            "the system keychain did not answer ({reason}); nothing was changed",
        ),
        N("Messages", "use the passphrase"),
    ),
    e.AutostartRefused: _w(
        N("Messages", "Starting by itself was not changed"),
        N("Messages", "{path} could not be changed ({reason}); reminders come while Reflect runs"),
        N("Messages", "make that folder writable, and choose it again"),
    ),
    e.Interrupted: _w(
        N("Messages", "Stopped"),
        N("Messages", "stopped as you asked; nothing was changed"),
        N("Messages", "start it again whenever you like"),
    ),
}

# A fact that changes what there is to say.
VARIANTS: dict[tuple[type[e.ReflectError], str], Wording] = {
    (e.StorageFull, "saved"): _w(
        N("Messages", "The disk is full; your words are saved"),
        N(
            "Messages",
            "the disk of {path} is full; what you wrote was saved into room kept back for this",
        ),
        N("Messages", "free some space before you write on"),
    ),
    (e.KeyfileDamaged, "one_copy"): _w(
        N("Messages", "One copy of the key file is damaged"),
        N("Messages", "{path} is damaged; its other copy is whole and opens the journal"),
        N("Messages", "open the journal once: the damaged copy is then mended"),
    ),
    (e.JournalDamaged, "unfit"): _w(
        N("Messages", "Journal and key file do not belong together"),
        N(
            "Messages",
            "the passphrase fits the key file, but no part of {path} fits that key: "
            "one of the two is another journal's, or the file is damaged at its beginning",
        ),
        N("Messages", "put the right journal.db and journal.key together, or restore a backup"),
    ),
    (e.NotAJournal, "backups"): _w(
        N("Messages", "The journal file is missing"),
        N("Messages", "{path} is missing or empty; {backups} backups stand beside it"),
        N("Messages", "restore the newest backup into a new folder"),
    ),
}

# Facts that may be absent join the sentence only when they are known.
_OPTIONAL = {
    "group": N("Messages", ": look at group {group}"),
    "page": N("Messages", " (page {page})"),
    "format": N("Messages", " as {format}"),
    "columns": N("Messages", "; its columns are {columns}"),
}

# Which facts are words of ours, and not a path, a name or what the system said.
_WORDS = frozenset({"expects", "kind", "reason"})

FACTS = frozenset(
    (
        N("Facts", "1 to 5"),
        N("Facts", "1 to 5, <3, >=3, 3..5, none or any"),
        N("Facts", "YYYY, YYYY-MM or YYYY-MM-DD"),
        N("Facts", "a feeling"),
        N("Facts", "a tag"),
        N("Facts", "a time from the year 1 to 9999"),
        N("Facts", "a time with its offset"),
        N("Facts", "a word"),
        N("Facts", "a word, a number or yes/no"),
        N("Facts", "absolute path"),
        N("Facts", "alias"),
        N("Facts", "an id"),
        N("Facts", "another version"),
        N("Facts", "attachment"),
        N("Facts", "base64"),
        N("Facts", "belongs to another journal"),
        N("Facts", "case clash"),
        N("Facts", "changed"),
        N("Facts", "checksum"),
        N("Facts", "columns"),
        N("Facts", "copy"),
        N("Facts", "cost outside the permitted range"),
        N("Facts", "count"),
        N("Facts", "csv"),
        N("Facts", "cut short"),
        N("Facts", "device name"),
        N("Facts", "differs"),
        N("Facts", "dmy or mdy"),
        N("Facts", "does not keep what it is given"),
        N("Facts", "does not open"),
        N("Facts", "duplicate name"),
        N("Facts", "empty"),
        N("Facts", "empty chunk"),
        N("Facts", "encoding"),
        N("Facts", "encrypted"),
        N("Facts", "entry"),
        N("Facts", "entry in the trash"),
        N("Facts", "exists"),
        N("Facts", "fields"),
        N("Facts", "frame"),
        N("Facts", "import"),
        N("Facts", "json"),
        N("Facts", "line"),
        N("Facts", "link"),
        N("Facts", "method"),
        N("Facts", "missing"),
        N("Facts", "more than was announced"),
        N("Facts", "more than was sealed"),
        N("Facts", "name"),
        N("Facts", "names that differ"),
        N("Facts", "nesting"),
        N("Facts", "no days"),
        N("Facts", "no safe keychain"),
        N("Facts", "it is mistyped or cut short"),
        N("Facts", "it is over"),
        N("Facts", "it is your own"),
        N("Facts", "it speaks of somebody else"),
        N("Facts", "it was used before"),
        N("Facts", "no key opens it"),
        N("Facts", "not a key file"),
        N("Facts", "not an entry"),
        N("Facts", "not canonical"),
        N("Facts", "not installed"),
        N("Facts", "not readable"),
        N("Facts", "not sealed by Reflect"),
        N("Facts", "not set up"),
        N("Facts", "nothing kept"),
        N("Facts", "nothing of ours"),
        N("Facts", "one character"),
        N("Facts", "overlap"),
        N("Facts", "parent path"),
        N("Facts", "property list"),
        N("Facts", "quote"),
        N("Facts", "ratio"),
        N("Facts", "size"),
        N("Facts", "space"),
        N("Facts", "template"),
        N("Facts", "text"),
        N("Facts", "the queue's key does not open"),
        N("Facts", "too large"),
        N("Facts", "total"),
        N("Facts", "truncated"),
        N("Facts", "two numbers, as in 1-10"),
        N("Facts", "value"),
        N("Facts", "version"),
        N("Facts", "work factor"),
        N("Facts", "write"),
        N("Facts", "yaml"),
    )
)
"""Those words, marked for translation; another one stays as it is."""

_FACT = re.compile(r"\{(\w+)\}")


def worded(
    error: e.ReflectError,
    translate: Callable[[str, str], str] = lambda context, text: text,
) -> Wording:
    """The wording of one failure, its facts filled in. Never the person's own text."""
    raw = next(
        (
            wording
            for (leaf, fact), wording in VARIANTS.items()
            if leaf is type(error) and error.facts.get(fact)
        ),
        WORDINGS[type(error)],
    )

    def said(text: str) -> str:
        def fact(match: re.Match[str]) -> str:
            name = match[1]
            value = error.facts.get(name)
            if name in _OPTIONAL:
                if value is None:
                    return ""
                return translate(CONTEXT, _OPTIONAL[name]).replace(f"{{{name}}}", _plain(value))
            known = name in _WORDS and isinstance(value, str) and value in FACTS
            return translate("Facts", str(value)) if known else _plain(value)

        return _FACT.sub(fact, translate(CONTEXT, text))

    return Wording(said(raw.title), said(raw.line), said(raw.advice))


def one_line(error: e.ReflectError) -> str:
    """`NameOfTheError: what happened; what you can do`, on one line, for the command line."""
    wording = worded(error)
    line = f"{type(error).__name__}: {wording.line}; {wording.advice}"
    return "".join(c if c.isprintable() else "?" for c in line)


def _plain(value: object) -> str:
    if value is None:
        return "?"
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(str(part) for part in value)
    return str(value)
