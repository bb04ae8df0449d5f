"""Keeping the search index true to the entries.

FTS5 writes a segment whenever a row comes that is older than the last one. An import that runs
backwards in time would write one an entry; inside `Journal.atomic` new rows are therefore held
back and brought in sorted.
"""

from __future__ import annotations

import json

from reflect.journal.store import Store

_HELD = 2000
"""Rows held back at most."""


class Index:
    """What of the journal can be found by its words."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: set[int] = set()
        store.before_savepoint = self.catch_up
        store.rolled_back = self._held.clear

    def add(self, key: int) -> None:
        """After the row was written."""
        self._held.add(key)
        if not self._store.in_batch or len(self._held) >= _HELD:
            self.catch_up()

    def remove(self, key: int, title: str | None, text: str | None, labels: str | None) -> None:
        """Before the row is changed; with exactly the words it was added with."""
        if key in self._held:
            self._held.discard(key)
            return
        self._store.run(
            "INSERT INTO entry_fts (entry_fts, rowid, title, text, labels)"
            " VALUES ('delete', ?, ?, ?, ?)",
            (key, title, text, labels),
        )

    def catch_up(self) -> None:
        """Bring in what is held back."""
        if not self._held:
            return
        self._store.run(
            "INSERT INTO entry_fts (rowid, title, text, labels)"
            " SELECT key, title, text, labels FROM entry"
            " WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
            (json.dumps(sorted(self._held)),),
        )
        self._held.clear()

    def squeeze(self) -> None:
        """Merge everything: removed words are then gone from the file, too."""
        self.catch_up()
        self._store.run("INSERT INTO entry_fts (entry_fts) VALUES ('optimize')")

    def rebuild(self) -> None:
        """Anew from the entries."""
        with self._store.joined():
            self._held.clear()
            self._store.run("INSERT INTO entry_fts (entry_fts) VALUES ('rebuild')")
