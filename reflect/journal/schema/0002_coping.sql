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
