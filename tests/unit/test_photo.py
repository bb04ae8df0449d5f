"""Photos lose what they tell, and nothing of the picture."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from reflect import photo

CAMERA = "Kamera-Kanarienvogel"
PLACE = (52.0, 31.0, 12.34)
TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "TIFF": "image/tiff",
    "AVIF": "image/avif",
}


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x010F] = CAMERA
    if orientation != 1:
        made[0x0112] = orientation
    place = made.get_ifd(0x8825)
    place[1], place[2] = "N", PLACE
    return made


def picture(kind: str, size: tuple[int, int] = (61, 43), **options: object) -> bytes:
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def clean(data: bytes, media_type: str = "image/jpeg") -> tuple[bytes, tuple[str, ...]]:
    stream, removed = photo.without_metadata(io.BytesIO(data), media_type)
    return stream.read(), removed


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.size, image.convert("RGB").tobytes()


@pytest.mark.requirement("R30")
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"comment": b"a comment", "icc_profile": None}),
        ("JPEG", {"progressive": True, "quality": 97, "subsampling": 0}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"quality": 60}),
        ("TIFF", {}),
        ("AVIF", {}),
    ],
)
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_and_camera_go_and_pixels_stay(
    kind: str, options: dict[str, Any], orientation: int
) -> None:
    data = picture(kind, exif=exif(orientation), **options)
    assert CAMERA.encode() in data
    cleaned, removed = clean(data, TYPES[kind])
    assert {"exif"} <= set(removed)
    assert CAMERA.encode() not in cleaned
    assert pixels(cleaned) == pixels(data)
    with Image.open(io.BytesIO(cleaned)) as image:
        assert not image.getexif().get_ifd(0x8825)
        if kind in ("JPEG", "PNG", "WEBP"):
            assert image.getexif().get(0x0112, 1) == orientation
            assert "gps" in removed
            assert set(image.getexif()) <= {0x0112}


@pytest.mark.parametrize("kind", list(TYPES))
def test_what_is_clean_comes_back_byte_for_byte(kind: str) -> None:
    once, _removed = clean(picture(kind, exif=exif(6)), TYPES[kind])
    twice, removed = clean(once, TYPES[kind])
    assert removed == ()
    assert twice == once
    bare = picture(kind)
    if kind == "AVIF" or not clean(bare, TYPES[kind])[1]:
        assert clean(bare, TYPES[kind]) == (bare, ())


def test_jpeg_loses_every_telling_segment() -> None:
    def segment(code: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, code, len(body) + 2) + body

    data = picture("JPEG", icc_profile=b"profile" * 40)
    telling = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>geheim</x:xmpmeta>")
        + segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0geheim")
        + segment(0xED, b"Photoshop 3.0\x008BIM geheim")
        + segment(0xE2, b"MPF\0geheim")
        + segment(0xE4, b"geheim")
        + segment(0xFE, b"geheim")
    )
    second = picture("JPEG", exif=exif())
    cleaned, removed = clean(data[:2] + telling + data[2:] + second)
    assert set(removed) == {"xmp", "iptc", "comment", "other", "trailer"}
    assert cleaned == data
    assert b"ICC_PROFILE" in cleaned


def test_png_loses_words_and_times_and_what_nobody_knows() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "geheim")
    info.add_itxt("Comment", "geheim", zip=True)
    data = picture("PNG", pnginfo=info, dpi=(300, 300))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    extra = chunk(b"tIME", b"\x07\xe9\x01\x02\x03\x04\x05") + chunk(b"gpLc", b"geheim")
    cleaned, removed = clean(data[:33] + extra + data[33:] + b"geheim", "image/png")
    assert set(removed) == {"text", "time", "other", "trailer"}
    assert b"geheim" not in cleaned
    assert b"pHYs" in cleaned
    assert pixels(cleaned) == pixels(data)


def test_a_moving_gif_still_moves() -> None:
    frames = [Image.new("P", (9, 7), colour) for colour in range(4)]
    out = io.BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"geheim", duration=40
    )
    cleaned, removed = clean(out.getvalue(), "image/gif")
    assert removed == ("comment",)
    assert b"geheim" not in cleaned
    with Image.open(io.BytesIO(cleaned)) as image, Image.open(out) as before:
        assert getattr(image, "n_frames", 1) == getattr(before, "n_frames", 1)
        assert image.info["loop"] == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_what_is_cut_off_is_kept_whole_and_said(kind: str) -> None:
    data = picture(kind, exif=exif())[: 90 if kind != "TIFF" else 20]
    kept, removed = clean(data, TYPES[kind])
    assert photo.was_kept(removed)
    assert kept == data


def test_an_unknown_picture_is_kept_and_said_and_a_file_is_left_alone() -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert clean(svg, "image/svg+xml") == (svg, (photo.KEPT_UNKNOWN,))
    assert clean(b"%PDF-1.7", "application/pdf") == (b"%PDF-1.7", ())


def test_a_bomb_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture("TIFF", size=(200, 200), exif=exif())
    monkeypatch.setattr(photo, "PIXEL_LIMIT", 30_000)
    assert clean(data, "image/tiff") == (data, (photo.KEPT_TOO_LARGE,))


def test_the_name_of_the_type_does_not_deceive() -> None:
    data = picture("JPEG", exif=exif())
    cleaned, removed = clean(data, "application/octet-stream")
    assert "gps" in removed
    assert CAMERA.encode() not in cleaned


def test_the_stream_reads_in_pieces_and_seeks() -> None:
    data = picture("JPEG", size=(900, 700), exif=exif(3), quality=95)
    stream, _removed = photo.without_metadata(io.BytesIO(data), "image/jpeg")
    whole = stream.read()
    stream.seek(0)
    assert b"".join(iter(lambda: stream.read(777), b"")) == whole
    assert stream.seek(0, io.SEEK_END) == len(whole)
    stream.seek(100)
    assert stream.read(50) == whole[100:150]


@given(st.data())
def test_no_damage_makes_it_raise_or_lose_bytes(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(TYPES)))
    whole = bytearray(picture(kind, size=(16, 12), exif=exif(8)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(12, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(12, len(whole)))
    damaged = bytes(whole[:cut])
    out, removed = clean(damaged, TYPES[kind])
    if photo.was_kept(removed) or not removed:
        assert out == damaged
