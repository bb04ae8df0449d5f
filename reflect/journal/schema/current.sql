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
