"""What kind of file an attachment is, wherever it comes from."""

from __future__ import annotations

import io
import mimetypes

import pytest

from reflect import media
from reflect.model import free_name

JPEG = b"\xff\xd8\xff\xe0" + bytes(40)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (JPEG, "heron.jpg", "image/jpeg"),
        (JPEG, "IMG_0815", "image/jpeg"),
        (JPEG, "notes.txt", "image/jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "x", "image/webp"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "x", "application/octet-stream"),
        (b"\0\0\0\x18ftypheic", "x", "image/heic"),
        (b"\0\0\0\x18ftypavif", "x", "image/avif"),
        (b"\0\0\0\x18ftypM4A ", "voice.m4a", "audio/mp4"),
        (b"\0\0\0\x18ftypisom", "x", "video/mp4"),
        (b"%PDF-1.7", "x", "application/pdf"),
        (b"OggS", "voice.ogg.", "audio/ogg"),
        (b"plain", "a.PDF", "application/pdf"),
        (b"plain", "plain", "application/octet-stream"),
        (b"", "", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file(data: bytes, name: str, kind: str) -> None:
    stream = io.BytesIO(data)
    assert media.kind_of(stream, name) == kind
    assert stream.tell() == 0


def test_photos_are_known_on_a_computer_that_knows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_args, **_more: (None, None))
    for name in ("a.webp", "a.HEIC", "a.avif", "a.jpg", "a.png", "a.gif"):
        assert (media.by_ending(name) or "").startswith("image/"), name


def test_a_name_is_taken_once_regardless_of_case() -> None:
    assert free_name("a.jpg", ()) == "a.jpg"
    assert free_name("A.jpg", ["a.jpg"]) == "A-2.jpg"
    assert free_name("a.jpg", ["a.jpg", "A-2.JPG"]) == "a-3.jpg"
    assert free_name("a.jpg", ["a.jpg"], before_number=" ") == "a 2.jpg"
    assert free_name(".hidden", [".hidden"]) == ".hidden-2"
