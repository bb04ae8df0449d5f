"""The file that starts Reflect with the session: as the specification wants it, and never half."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import autostart, messages
from reflect.autostart import quoted, split
from reflect.errors import AutostartRefused

NAME = "io.github.reflect_journal.Reflect.desktop"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def value(key: str) -> str:
    lines = autostart.path().read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith(f"{key}="))


# on and off ---------------------------------------------------------------------------------------


def test_on_writes_one_file_and_off_takes_it_away(config: Path) -> None:
    assert not autostart.is_on()
    autostart.switch_on()
    here = config / "autostart" / NAME
    assert autostart.path() == here
    assert os.listdir(here.parent) == [NAME]
    assert autostart.is_on()
    assert split(value("Exec")) == [*autostart.program(), "--background"]
    assert (value("Type"), value("Name"), value("Terminal")) == ("Application", "Reflect", "false")
    autostart.switch_on()
    assert autostart.is_on()
    autostart.switch_off()
    assert not autostart.is_on() and os.listdir(here.parent) == []
    autostart.switch_off()


def test_it_names_a_journal_that_does_not_open_by_itself(config: Path) -> None:
    folder = Path('/media/a "stick"/100 % $mine/jöurnal')
    autostart.switch_on(folder)
    assert split(value("Exec"))[-2:] == ["--journal", str(folder)]


def test_what_it_starts_is_there_and_is_this_program() -> None:
    command = autostart.program()
    assert Path(command[0]).is_absolute() and os.access(command[0], os.X_OK)


def test_a_built_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.delenv("APPIMAGE", raising=False)
    assert autostart.program() == [sys.executable]
    monkeypatch.setenv("APPIMAGE", "/home/me/Reflect.AppImage")
    assert autostart.program() == ["/home/me/Reflect.AppImage"]


def test_a_relative_configuration_folder_is_ignored(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    assert autostart.path() == home / ".config" / "autostart" / NAME
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert autostart.path() == home / ".config" / "autostart" / NAME


def test_it_is_not_offered_where_no_session_would_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert autostart.offered()
    monkeypatch.setenv("FLATPAK_ID", "io.github.reflect_journal.Reflect")
    assert not autostart.offered()
    monkeypatch.delenv("FLATPAK_ID")
    monkeypatch.setattr(sys, "platform", "win32")
    assert not autostart.offered()


# what a person changed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        "[Desktop Entry]\nExec={exec}\nHidden=true\n",
        "[Desktop Entry]\n  Hidden = True \nExec={exec}\n",
        "[Desktop Entry]\nExec={exec}\nX-GNOME-Autostart-enabled=false\n",
        "[Desktop Entry]\nExec=/nowhere/reflect --background\n",
        "[Desktop Entry]\nName=Reflect\n",
        '[Desktop Entry]\nExec="{exec}\n',
        "[Other]\nExec={exec}\n",
        "",
        "\0\ufffd",
    ],
)
def test_what_says_no_or_starts_nothing_reads_as_off(config: Path, changed: str) -> None:
    autostart.switch_on()
    autostart.path().write_text(changed.replace("{exec}", value("Exec")), encoding="utf-8")
    assert not autostart.is_on()


def test_what_says_yes_in_its_own_words_reads_as_on_and_is_left_alone(config: Path) -> None:
    autostart.switch_on()
    own = f"# mine\n[Other]\nHidden=true\n[Desktop Entry]\nExec={value('Exec')} --journal=/x\n"
    autostart.path().write_text(own, encoding="utf-8")
    assert autostart.is_on()
    assert autostart.path().read_text(encoding="utf-8") == own


def test_bytes_that_are_no_text_are_read(config: Path) -> None:
    autostart.switch_on()
    autostart.path().write_bytes(b"[Desktop Entry]\nName=\xff\xfe\nExec=/nowhere\n")
    assert not autostart.is_on()


def test_a_folder_in_its_place_is_off_and_refused(config: Path) -> None:
    autostart.path().mkdir(parents=True)
    assert not autostart.is_on()
    with pytest.raises(AutostartRefused):
        autostart.switch_on()
    with pytest.raises(AutostartRefused):
        autostart.switch_off()


# what goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_refuses_leaves_what_was_there(
    config: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    autostart.switch_on()
    before = autostart.path().read_bytes()

    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(AutostartRefused) as refused:
        autostart.switch_on(Path("/another"))
    assert autostart.path().read_bytes() == before
    assert os.listdir(autostart.path().parent) == [NAME]
    said = messages.worded(refused.value)
    assert os.strerror(code) in said.line and str(autostart.path()) in said.line


def test_a_file_where_the_folder_should_be_is_told(config: Path) -> None:
    config.mkdir()
    (config / "autostart").write_text("not a folder")
    with pytest.raises(AutostartRefused):
        autostart.switch_on()
    assert not autostart.is_on()
    autostart.switch_off()
    assert (config / "autostart").read_text() == "not a folder"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_is_told(config: Path) -> None:
    autostart.switch_on()
    folder = autostart.path().parent
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(AutostartRefused):
            autostart.switch_off()
        assert autostart.is_on()
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_removal_that_is_refused_is_told(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    autostart.switch_on()

    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(AutostartRefused):
        autostart.switch_off()
    assert autostart.is_on()


# the format ---------------------------------------------------------------------------------------


def test_quoting_is_the_specifications() -> None:
    assert quoted(["/usr/bin/reflect", "--background"]) == "/usr/bin/reflect --background"
    assert quoted(["/opt/my apps/reflect"]) == '"/opt/my apps/reflect"'
    # Quoted first, then escaped as a string: four backslashes for one, two before a dollar.
    assert quoted(["a\\b"]) == '"a\\\\\\\\b"'
    assert quoted(["$HOME"]) == '"\\\\$HOME"'
    assert quoted(['say "hi"']) == '"say \\\\"hi\\\\""'
    assert quoted(["100%"]) == "100%%"
    assert quoted([""]) == '""'


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_what_is_quoted_is_split_again_and_stays_on_one_line(command: list[str]) -> None:
    value = quoted(command)
    assert "\n" not in value and "\r" not in value
    assert split(value) == command


@given(st.text())
def test_any_text_at_all_can_be_split(value: str) -> None:
    assert isinstance(split(value), list)
