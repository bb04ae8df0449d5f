"""Archives built to do harm are refused, broken ones are named, odd ones are read."""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import tarfile
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.errors import (
    DamagedFile,
    FormatError,
    HostileFile,
    NotThisFormat,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats.container import (
    Limits,
    head,
    is_container,
    listed,
    open_container,
    open_file,
    read_file,
)
from reflect.formats.encoding import GUESSED, UNREADABLE, decode, decode_json

RUSSIAN = "Сегодня был хороший день, и я гулял в парке. " * 9
TIGHT = Limits(
    members=20, member_bytes=200_000, total_bytes=300_000, text_bytes=100_000, ratio_free=1000
)


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def tarred(path: Path, *members: tarfile.TarInfo, mode: Literal["w", "w:gz"] = "w") -> Path:
    with tarfile.open(path, mode) as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(bytes(member.size)))
    return path


def info(name: str, size: int = 3, type: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size if type == tarfile.REGTYPE else 0
    member.type = type
    return member


def drain(path: Path, limits: Limits = TIGHT) -> None:
    with open_container(path, limits) as container:
        for member in container.members:
            with container.open(member.name) as stream:
                while stream.read(4096):
                    pass


def reason(path: Path) -> object:
    with pytest.raises(HostileFile) as caught:
        drain(path)
    return caught.value.facts["reason"]


HOSTILE_NAMES = [
    ("../a", "parent path"),
    ("a/../../b", "parent path"),
    ("..\\a", "parent path"),
    ("/etc/passwd", "absolute path"),
    ("C:\\a", "absolute path"),
    ("\\\\server\\a", "absolute path"),
    ("a/con", "device name"),
    ("NUL.txt", "device name"),
    ("lpt1. ", "device name"),
    ("a\x1bb", "name"),
    ("__MACOSX/../../a", "parent path"),
]


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(("name", "why"), HOSTILE_NAMES)
def test_names_that_lead_elsewhere(tmp_path: Path, name: str, why: str) -> None:
    assert reason(zipped(tmp_path / "a.zip", ("ok", b"x"), (name, b"x"))) == why
    assert reason(tarred(tmp_path / "a.tar", info("ok"), info(name))) == why


@pytest.mark.requirement("R29")
def test_a_name_with_nul(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a#b", b"x"))
    path.write_bytes(path.read_bytes().replace(b"a#b", b"a\0b"))
    assert reason(path) == "name"


@pytest.mark.requirement("R29")
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name(tmp_path: Path) -> None:
    assert reason(zipped(tmp_path / "a.zip", ("a", b"1"), ("a", b"2"))) == "duplicate name"
    assert reason(zipped(tmp_path / "b.zip", ("a/B", b"1"), ("A/b", b"2"))) == "case clash"
    assert reason(zipped(tmp_path / "c.zip", ("a", b"1"), ("./a", b"2"))) == "duplicate name"
    assert reason(tarred(tmp_path / "a.tar", info("a"), info("a"))) == "duplicate name"


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "type", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices(tmp_path: Path, type: bytes) -> None:
    member = info("a", type=type)
    member.linkname = "/etc/passwd"
    assert reason(tarred(tmp_path / "a.tar", member)) == "link"


@pytest.mark.requirement("R29")
def test_a_link_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert reason(tmp_path / "a.zip") == "link"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").symlink_to("/etc/passwd")
    assert reason(folder) == "link"
    (folder / "a").unlink()
    (folder / "real").write_bytes(b"x")
    (folder / "within").symlink_to(folder / "real")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    with open_container(folder) as container:
        assert [one.name for one in container.members] == ["real", "within"]


@pytest.mark.requirement("R29")
def test_bombs(tmp_path: Path) -> None:
    assert reason(zipped(tmp_path / "ratio.zip", ("a", bytes(150_000)))) == "ratio"
    many = [(f"{n}", b"x") for n in range(21)]
    assert reason(zipped(tmp_path / "count.zip", *many)) == "count"
    noise = os.urandom(199_000)
    assert reason(zipped(tmp_path / "size.zip", ("a", noise + noise))) == "size"
    assert reason(zipped(tmp_path / "total.zip", ("a", noise), ("b", noise))) == "total"
    assert reason(tarred(tmp_path / "size.tar", info("a", 201_000))) == "size"
    assert reason(tarred(tmp_path / "ratio.tgz", info("a", 199_000), mode="w:gz")) == "ratio"
    assert reason(tarred(tmp_path / "count.tar", *(info(f"{n}") for n in range(21)))) == "count"


@pytest.mark.requirement("R29")
@pytest.mark.parametrize("why", ["ratio", "size", "total"])
def test_limits_are_counted_while_streaming(tmp_path: Path, why: str) -> None:
    path = zipped(tmp_path / "a.zip", ("a", bytes(150_000)))
    tight = {"ratio": Limits(ratio_free=1000), "size": Limits(member_bytes=1000)}
    with open_container(path) as container:
        container.limits = tight.get(why, Limits(total_bytes=1000))
        with pytest.raises(HostileFile) as caught:
            container.read("a")
    assert caught.value.facts["reason"] == why


def test_a_zip_encrypted_in_the_newer_way_is_named(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    for magic, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(magic) + method] = 99
    path.write_bytes(data)
    with (
        open_container(path, passphrase="known") as container,
        pytest.raises(DamagedFile) as caught,
    ):
        container.read("a")
    assert caught.value.facts["reason"] == "encrypted"


@pytest.mark.requirement("R29")
def test_a_header_that_lies_about_the_size(tmp_path: Path) -> None:
    data = os.urandom(50) + bytes(150_000)
    path = zipped(tmp_path / "a.zip", ("a", data))
    lie = path.read_bytes().replace(struct.pack("<I", len(data)), struct.pack("<I", 60))
    path.write_bytes(lie)
    with pytest.raises(FormatError):
        drain(path)


@pytest.mark.requirement("R29")
def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a", b"x" * 100), ("b", b"y" * 100))
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    path.write_bytes(data)
    assert reason(path) == "overlap"


@pytest.mark.requirement("R29")
def test_a_directory_too_large_to_list(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a", b"x"))
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", 2**31)
    path.write_bytes(data)
    assert reason(path) == "count"


def test_broken_archives_are_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a", os.urandom(5000)))
    whole = path.read_bytes()
    path.write_bytes(whole[:-200])
    with pytest.raises(DamagedFile):
        open_container(path)
    path.write_bytes(whole[:2000] + bytes([whole[2000] ^ 255]) + whole[2001:])
    with open_container(path) as container, pytest.raises(DamagedFile):
        container.read("a")
    with open_container(path) as container, pytest.raises(DamagedFile):
        container.read("absent")
    packed = gzip.compress(tarred(tmp_path / "b.tar", info("a", 9000)).read_bytes())
    (tmp_path / "b.tgz").write_bytes(packed[:60] + bytes(20))
    with pytest.raises(FormatError):
        open_container(tmp_path / "b.tgz")
    (tmp_path / "text").write_text("no archive")
    with pytest.raises(NotThisFormat):
        open_container(tmp_path / "text")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_damaged_zip_never_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int
) -> None:
    path = zipped(tmp_path_factory.mktemp("z") / "a.zip", ("a/b", b"x" * 100), ("c", b"y"))
    data = bytearray(path.read_bytes())
    data[at : at + len(junk)] = junk
    path.write_bytes(data)
    assert is_container(path) in (True, False)
    try:
        with open_container(path) as container:
            for member in container.members:
                container.read(member.name)
    except FormatError:
        assert listed(path) is not None


def encrypted(path: Path) -> Path:
    """A zip whose member claims the old encryption."""
    zipped(path, ("a", b"0123456789abcdef"))
    data = bytearray(path.read_bytes())
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + flags] |= 1
    path.write_bytes(data)
    return path


def test_an_encrypted_zip_asks_for_its_passphrase(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "a.zip")
    with open_container(path) as container, pytest.raises(SourcePassphraseNeeded):
        container.read("a")
    with (
        open_container(path, passphrase="wrong") as container,
        pytest.raises((SourcePassphraseWrong, DamagedFile)),
    ):
        container.read("a")


def test_rubbish_is_left_out_and_names_are_understood(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        ("__MACOSX/._Journal.json", b""),
        ("Top/.DS_Store", b""),
        ("Top/", b""),
        ("Top\\photos\\A.JPG", b"1"),
        ("./Top/Thumbs.db", b""),
        ("Top/Zoe\u0308.md", b"2"),
    )
    with open_container(path) as container:
        assert [one.name for one in container.members] == ["Top/Zoë.md", "Top/photos/A.JPG"]
        assert [one.suffix for one in container.members] == [".md", ".jpg"]
        assert container.named("a.jpg")[0].stem == "A"
        assert container.stemmed("zoë")[0].base == "Zoë.md"
        assert container.read("Top/photos/A.JPG") == b"1"
        assert "Top/photos/A.JPG" in container


def test_utf8_names_without_the_flag(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("Tagebuch_fuer_mich.json", b"{}"))
    path.write_bytes(path.read_bytes().replace(b"_fuer", "_für".encode()))
    assert [one.name for one in listed(path)] == ["Tagebuch_für_mich.json"]


@pytest.mark.requirement("R29")
def test_a_text_member_that_is_too_long(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a", os.urandom(100_001)))
    with open_container(path, TIGHT) as container, pytest.raises(HostileFile):
        container.read("a")
    with pytest.raises(HostileFile):
        read_file(path, 1000)


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(NotThisFormat):
            open_file(path)
        assert head(path) == b""


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    ("data", "text", "remark"),
    [
        ("Zoë".encode(), "Zoë", None),
        ("\ufeffZoë\r\nb".encode(), "Zoë\nb", None),
        ("Zoë".encode("utf-16"), "Zoë", None),
        ("Zoë und mehr".encode("utf-16-le"), "Zoë und mehr", GUESSED),
        ("Zoë".encode("utf-32"), "Zoë", None),
        ("Grüße – schön".encode("cp1252"), "Grüße – schön", GUESSED),
        ("Größe, Zoë, señor".encode() + b"\xff", "Größe, Zoë, señor\ufffd", UNREADABLE),
        (RUSSIAN.encode("cp1251"), RUSSIAN, GUESSED),
        (b"a\0b", "ab", None),
        (b"", "", None),
    ],
)
def test_text_in_many_encodings(data: bytes, text: str, remark: str | None) -> None:
    assert decode(data) == (text, remark)


@given(st.binary(max_size=200))
def test_any_bytes_become_text(data: bytes) -> None:
    text, _ = decode(data)
    text.encode("utf-8", "surrogatepass")


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'["\xff' + b"[" * 100_000,
        b'{"a":',
        b'"text"',
        b"[" + b"1" * 5000 + b"x]",
        b"",
    ],
)
def test_json_that_is_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        decode_json(data, where="x", path=tmp_path)


@pytest.mark.requirement("R29")
def test_json_that_would_fill_the_memory(tmp_path: Path) -> None:
    with pytest.raises(HostileFile):
        decode_json(
            b"[" + b"[]," * 200 + b"1]", where="x", path=tmp_path, limits=Limits(json_values=100)
        )


def test_json_with_half_pairs_and_control_characters(tmp_path: Path) -> None:
    assert decode_json(b'{"a":"\\ud83d x\ty"}', where="x", path=tmp_path) == {"a": "\ud83d x\ty"}
    assert decode_json('["Zoë"]'.encode("utf-16"), where="x", path=tmp_path) == ["Zoë"]
