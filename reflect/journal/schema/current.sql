-- Times are microseconds since 1970 in UTC, offsets are seconds east of UTC, days are the writer's
-- own, as YYYY-MM-DD.

-- What the journal says about itself (name, id) and small private settings.
CREATE TABLE state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `key` grows with the time written (seconds since the year 1, the next free one where taken), so
-- that the search index, which is ordered by it, gives newest first without sorting.
CREATE TABLE entry (
    key          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    written_at   INTEGER NOT NULL,
    utc_offset   INTEGER NOT NULL,
    day          TEXT NOT NULL,
    modified_at  INTEGER NOT NULL,
    deleted_at   INTEGER,
    mood         INTEGER CHECK (mood BETWEEN 1 AND 5),
    starred      INTEGER NOT NULL DEFAULT 0,
    kept_out     INTEGER NOT NULL DEFAULT 0,
    photos       INTEGER NOT NULL DEFAULT 0,
    files        INTEGER NOT NULL DEFAULT 0,
    source_app   TEXT,
    source_id    TEXT,
    source_print TEXT,
    source_edited INTEGER NOT NULL DEFAULT 0,
    sitting      TEXT,
    title        TEXT,
    -- Only where the text is long: a timeline row then need not read all of it.
    excerpt      TEXT,
    -- JSON: zone, emotions, tags, factors, attachments, extra; absent where empty.
    details      TEXT NOT NULL,
    -- Tags, own words, context and file names, for the search index.
    labels       TEXT,
    text         TEXT
) STRICT;

CREATE INDEX entry_time ON entry (written_at) WHERE deleted_at IS NULL;
-- What filters ask for, without touching the pages that hold the texts.
CREATE INDEX entry_facts ON entry (key, day, mood, starred, photos, files)
    WHERE deleted_at IS NULL;
CREATE INDEX entry_day ON entry (day, mood) WHERE deleted_at IS NULL;
CREATE INDEX entry_trash ON entry (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX entry_source ON entry (source_app, source_id) WHERE source_app IS NOT NULL;

CREATE VIEW searchable AS
    SELECT key, title, text, labels FROM entry WHERE deleted_at IS NULL;

CREATE VIRTUAL TABLE entry_fts USING fts5 (
    title, text, labels,
    content = 'searchable', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);

-- SQLCipher keeps 80 bytes of each page: with the default size every leaf would overflow.
INSERT INTO entry_fts (entry_fts, rank) VALUES ('pgsz', 3900);

-- What entries are looked up by; there are rows only for entries that are not in the trash, and
-- these tables need no index by key: the entry itself says what stands here for it.

-- `folded` is NFC and casefolded: upper case is the same tag, an accent is not.
CREATE TABLE tag (
    num    INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL
) STRICT;

CREATE TABLE entry_tag (
    tag INTEGER NOT NULL REFERENCES tag (num),
    key INTEGER NOT NULL,
    PRIMARY KEY (tag, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_emotion (
    folded TEXT NOT NULL,
    key    INTEGER NOT NULL,
    word   TEXT NOT NULL,
    PRIMARY KEY (folded, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_factor (
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    key   INTEGER NOT NULL,
    PRIMARY KEY (name, value, key)
) STRICT, WITHOUT ROWID;

-- Earlier states of an entry, as JSON; kept until the entry is emptied from the trash.
CREATE TABLE version (
    entry_id TEXT NOT NULL,
    number   INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (entry_id, number)
) STRICT;

-- The bytes of attachments, in pieces. `whole` is 0 while they are still arriving.
CREATE TABLE blob (
    num    INTEGER PRIMARY KEY,
    sha256 TEXT UNIQUE,
    size   INTEGER NOT NULL DEFAULT 0,
    whole  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE chunk (
    num   INTEGER PRIMARY KEY,
    blob  INTEGER NOT NULL REFERENCES blob (num) ON DELETE CASCADE,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_blob ON chunk (blob);

-- Which entries, in any of their states, hold which bytes.
CREATE TABLE blob_use (
    blob     INTEGER NOT NULL REFERENCES blob (num),
    entry_id TEXT NOT NULL,
    PRIMARY KEY (blob, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_use_entry ON blob_use (entry_id);

CREATE TABLE template (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    text    TEXT NOT NULL,
    shipped INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE batch (
    num       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    at        INTEGER NOT NULL,
    format    TEXT NOT NULL,
    new       INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    changed   INTEGER NOT NULL DEFAULT 0,
    skipped   INTEGER NOT NULL DEFAULT 0,
    undone    INTEGER NOT NULL DEFAULT 0,
    finished  INTEGER NOT NULL DEFAULT 0,
    report    TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- What an import did to an entry: `version` is the number of the state before, NULL for a new one.
CREATE TABLE batch_entry (
    batch    INTEGER NOT NULL REFERENCES batch (num),
    entry_id TEXT NOT NULL,
    version  INTEGER,
    PRIMARY KEY (batch, entry_id)
) STRICT, WITHOUT ROWID;

-- What a person keeps beside the entries: ways of coping and their uses, goals, plans, scales, ...
-- `kind` says which, `body` is JSON as reflect/model.py has it. Removed ones wait in the trash.
CREATE TABLE kept (
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    place       INTEGER NOT NULL DEFAULT 0,
    at          INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    deleted_at  INTEGER,
    body        TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Setbacks and exercises among the entries; like the other lookups without those in the trash.
CREATE TABLE entry_kind (
    kind TEXT NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- What is shared with others (docs/protocol.md). Ids are text in hex or as the journal makes them;
-- keys and sealed bytes are blobs; times as everywhere. Who one is: stays through a restore.
CREATE TABLE own_root (
    num  INTEGER PRIMARY KEY CHECK (num = 1),
    seed BLOB NOT NULL,
    list BLOB,
    list_signature BLOB,
    list_version INTEGER NOT NULL DEFAULT 0
) STRICT;

-- This device, at most one; deleted where the journal was restored or copied. `place` is the word
-- that stands in the file `device`, `former_place` the one before.
CREATE TABLE own_device (
    num          INTEGER PRIMARY KEY CHECK (num = 1),
    id           TEXT NOT NULL,
    incarnation  TEXT NOT NULL,
    account      TEXT NOT NULL,
    pickle_key   BLOB NOT NULL,
    -- The public half of the account's fallback key, and since when.
    fallback     BLOB,
    fallback_at  INTEGER,
    place        TEXT,
    former_place TEXT,
    made_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE seal_key (
    epoch   INTEGER PRIMARY KEY,
    secret  BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contact (
    id          TEXT PRIMARY KEY,
    root        BLOB UNIQUE,
    stable_id   TEXT,
    name        TEXT NOT NULL,
    state       TEXT NOT NULL,
    theirs      TEXT NOT NULL DEFAULT 'active',
    verified_at INTEGER,
    -- Another root than the one known: nothing goes or comes until the two have compared.
    new_root    BLOB,
    list        BLOB,
    list_signature BLOB,
    list_version INTEGER NOT NULL DEFAULT 0,
    made_at     INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    -- JSON: what later kinds of message say of a contact.
    details     TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_device (
    id          TEXT PRIMARY KEY,
    contact     TEXT NOT NULL REFERENCES contact (id),
    curve       BLOB NOT NULL,
    ed          BLOB NOT NULL,
    incarnation TEXT,
    epoch       INTEGER NOT NULL DEFAULT 0,
    seal        BLOB,
    fallback    BLOB,
    -- The number of the next envelope to it.
    next_number INTEGER NOT NULL DEFAULT 1,
    -- Envelopes since the last success that no session opened; when a new session was begun.
    unopened    INTEGER NOT NULL DEFAULT 0,
    healed_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_device_contact ON contact_device (contact);

-- Keys of theirs that were not used yet.
CREATE TABLE one_time_key (
    num    INTEGER PRIMARY KEY,
    device TEXT NOT NULL REFERENCES contact_device (id) ON DELETE CASCADE,
    key    BLOB NOT NULL,
    UNIQUE (device, key)
) STRICT;

-- With a secret: where I wait for this contact; without: where they wait for me.
CREATE TABLE mailbox (
    address TEXT PRIMARY KEY,
    contact TEXT REFERENCES contact (id),
    secret  BLOB,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id           TEXT PRIMARY KEY,
    device       TEXT NOT NULL REFERENCES contact_device (id) ON DELETE CASCADE,
    pickle       TEXT NOT NULL,
    made_at      INTEGER NOT NULL,
    decrypted_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_device ON session (device);

-- Sessions that began by a fallback key, for ever: Olm would take a replay.
CREATE TABLE fallback_session (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- `mine`: I invited; else I accepted and wait for the welcome.
CREATE TABLE invite (
    id        TEXT PRIMARY KEY,
    mine      INTEGER NOT NULL,
    secret    BLOB NOT NULL,
    card_hash TEXT NOT NULL,
    contact   TEXT REFERENCES contact (id),
    made_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at   INTEGER,
    used_by   TEXT,
    withdrawn_at INTEGER,
    tries     INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What I sent: one row for each contact and message.
CREATE TABLE share (
    id         TEXT PRIMARY KEY,
    contact    TEXT NOT NULL REFERENCES contact (id),
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    entry_id   TEXT,
    answers    TEXT,
    ask        TEXT,
    expires_at INTEGER,
    made_at    INTEGER NOT NULL,
    sealed_at  INTEGER,
    state      TEXT NOT NULL,
    state_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX share_contact ON share (contact, made_at);
CREATE INDEX share_entry ON share (entry_id) WHERE entry_id IS NOT NULL;

-- Sealed bytes that wait until each relay has them.
CREATE TABLE outbox (
    num     INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE,
    share   TEXT,
    device  TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    number  INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_share ON outbox (share);

CREATE TABLE outbox_relay (
    envelope  INTEGER NOT NULL REFERENCES outbox (num) ON DELETE CASCADE,
    relay     TEXT NOT NULL,
    stored_at INTEGER,
    next_at   INTEGER NOT NULL DEFAULT 0,
    tries     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (envelope, relay)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrival (
    id          TEXT NOT NULL,
    contact     TEXT NOT NULL REFERENCES contact (id),
    kind        TEXT NOT NULL,
    body        TEXT NOT NULL,
    answers     TEXT,
    sent_at     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    expires_at  INTEGER,
    read_at     INTEGER,
    adopted     TEXT,
    -- When they asked for it to be deleted; when it was: the body is empty then.
    asked_at    INTEGER,
    deleted_at  INTEGER,
    PRIMARY KEY (contact, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX arrival_time ON arrival (received_at);

-- Parts of a message that is not whole yet.
CREATE TABLE part (
    device  TEXT NOT NULL,
    message TEXT NOT NULL,
    place   INTEGER NOT NULL,
    many    INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    came_at INTEGER NOT NULL,
    PRIMARY KEY (device, message, place)
) STRICT, WITHOUT ROWID;

-- Names of envelopes that were opened, the last 20,000.
CREATE TABLE seen (
    num  INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE applied (
    contact TEXT NOT NULL REFERENCES contact (id),
    id      TEXT NOT NULL,
    PRIMARY KEY (contact, id)
) STRICT, WITHOUT ROWID;

-- What is to be acknowledged.
CREATE TABLE ack_due (
    contact TEXT NOT NULL REFERENCES contact (id),
    id      TEXT NOT NULL,
    PRIMARY KEY (contact, id)
) STRICT, WITHOUT ROWID;

-- What a newer Reflect will understand; the last 1,000. `layer` is envelope or message.
CREATE TABLE parked (
    num     INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE,
    layer   TEXT NOT NULL,
    contact TEXT,
    bytes   BLOB NOT NULL,
    came_at INTEGER NOT NULL
) STRICT;

CREATE TABLE relay (
    address  TEXT PRIMARY KEY,
    added_at INTEGER NOT NULL,
    reached_at INTEGER,
    next_at  INTEGER NOT NULL DEFAULT 0,
    tries    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- How far each mailbox was fetched from each relay.
CREATE TABLE cursor (
    relay   TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (relay, mailbox)
) STRICT, WITHOUT ROWID;

-- Names that are never sent, and what stands in their place.
CREATE TABLE placeholder (
    name TEXT PRIMARY KEY,
    word TEXT NOT NULL
) STRICT, WITHOUT ROWID;
