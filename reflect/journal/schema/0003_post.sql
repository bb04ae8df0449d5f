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
