"""This device's preferences survive, stay private, and never stand in a person's way."""

from __future__ import annotations

import errno
import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import settings
from reflect.errors import StorageFailed, StorageFull
from reflect.settings import KnownJournal, Settings

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

anything = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark", "contrast"]),
    text_percent=st.integers(80, 200),
    language=st.sampled_from(["system", "en", "de"]),
    autolock_minutes=st.integers(0, 1440),
    window=st.none() | st.tuples(*[st.integers(-5000, 20000)] * 4),
    maximised=st.booleans(),
    journals=st.lists(
        st.builds(
            KnownJournal,
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(
                lambda name: Path("/home/someone") / name.replace("/", "")
            ),
            st.just(NOON),
        ),
        max_size=3,
    ).map(tuple),
    backup_folder=st.none() | st.just("/media/stick"),
    neutral_title=st.booleans(),
)


@given(chosen=anything)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, chosen: Settings
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    settings.save(chosen, path)
    assert settings.load(path) == chosen


def test_nothing_saved_means_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none" / "settings.json") == Settings()


def test_only_the_person_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "fresh" / "settings.json"
    settings.save(Settings(), path)
    settings.save(Settings(theme="dark"), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["settings.json"]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b'{"theme": "pink"}',
        b'{"text_percent": 5000}',
        b'{"journals": [{"path": 3, "opened_at": "2026-03-04T12:00:00Z"}]}',
    ],
)
def test_a_damaged_file_is_kept_aside(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damaged)
    assert settings.load(path) == Settings()
    settings.save(Settings(theme="dark"), path)
    assert (tmp_path / "settings.json.damaged").read_bytes() == damaged
    assert settings.load(path).theme == "dark"


def test_a_newer_file_with_unknown_fields_still_counts(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "of_tomorrow": 3}')
    assert settings.load(path) == Settings(theme="dark")


@pytest.mark.parametrize(
    ("code", "expected"), [(errno.ENOSPC, StorageFull), (errno.EIO, StorageFailed)]
)
def test_a_failed_save_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    path = tmp_path / "settings.json"
    settings.save(Settings(theme="dark"), path)

    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(expected):
        settings.save(Settings(theme="light"), path)
    assert settings.load(path).theme == "dark"
    assert os.listdir(tmp_path) == ["settings.json"]


@pytest.mark.requirement("R16")
def test_journals_are_remembered_only_if_wanted(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    known = Settings().remembering(Path("/home/someone/journal"), NOON)
    assert [k.path for k in known.journals] == [Path("/home/someone/journal")]

    settings.save(replace(known, remember_journals=False), path)
    assert b"someone" not in path.read_bytes()
    quiet = settings.load(path)
    assert quiet.remembering(Path("/home/someone/journal"), NOON) == quiet


def test_the_journal_opened_last_comes_first() -> None:
    chosen = Settings()
    for minute, name in enumerate(["one", "two", "one"]):
        chosen = chosen.remembering(Path("/journals") / name, NOON + timedelta(minutes=minute))
    assert [known.path.name for known in chosen.journals] == ["one", "two"]
    assert chosen.journals[0].opened_at == NOON + timedelta(minutes=2)


def test_a_path_that_is_no_text_is_not_remembered(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(b"/journals/\xff"))
    chosen = Settings().remembering(odd, NOON)
    settings.save(chosen, tmp_path / "settings.json")
    assert chosen.journals == ()


def test_the_journal_named_by_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFLECT_JOURNAL", "/somewhere/else")
    assert settings.default_journal_dir() == Path("/somewhere/else")
    monkeypatch.delenv("REFLECT_JOURNAL")
    assert settings.default_journal_dir().parts[-2:] == ("reflect", "journal")


def test_a_portable_program_keeps_everything_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REFLECT_JOURNAL", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "reflect"))
    assert tmp_path not in settings.settings_path().parents
    (tmp_path / "portable.txt").touch()
    assert settings.settings_path() == tmp_path / "data" / "settings.json"
    assert settings.default_journal_dir() == tmp_path / "data" / "journal"
