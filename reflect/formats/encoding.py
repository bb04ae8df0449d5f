"""Bytes of an encoding that nobody tells, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from reflect.errors import DamagedFile, HostileFile
from reflect.formats.container import LIMITS, Limits

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

GUESSED = "encoding guessed"
UNREADABLE = "some characters could not be read"


def decode(data: bytes) -> tuple[str, str | None]:
    """Text from bytes: BOM, UTF-8, UTF-16 without a BOM, else guessed (charset-normalizer).

    Gives (text with line ends as \\n, without BOM and NUL; None or the phrase of a warning:
    `GUESSED`, `UNREADABLE`).
    """
    text, remark = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.removeprefix("\ufeff"), remark


def _decoded(data: bytes) -> tuple[str, str | None]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            try:
                return body.decode(encoding), None
            except UnicodeDecodeError:
                return body.decode(encoding, "replace"), UNREADABLE
    sample = data[:4096]
    if len(sample) >= 4 and b"\x00" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        if max(even, odd) * 4 >= len(sample) // 2:
            try:
                return data.decode(encoding), GUESSED
            except UnicodeDecodeError:
                pass
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    high = sum(1 for byte in data if byte > 127)
    # Each sound character of two bytes or more leaves fewer than its bytes; where most of the
    # high bytes made sense as UTF-8, the file is UTF-8 with damage, not another encoding.
    if bad * 2 < high:
        return lenient, UNREADABLE
    if high < 64:
        # Too little for statistics, which then like to answer with Chinese.
        try:
            return data.decode("cp1252"), GUESSED
        except UnicodeDecodeError:
            return data.decode("latin-1"), GUESSED
    import charset_normalizer

    telling = b"\n".join(
        line for line in data[: 2**22].splitlines() if any(byte > 127 for byte in line)
    )[: 2**16]
    best = charset_normalizer.from_bytes(telling).best()
    encoding = best.encoding if best is not None else "cp1252"
    try:
        return data.decode(encoding), GUESSED
    except (UnicodeDecodeError, LookupError):
        return data.decode("cp1252", "replace"), UNREADABLE


def decode_json(
    data: bytes, *, where: str, path: Path, limits: Limits = LIMITS
) -> dict[str, object] | list[object]:
    """A JSON document (an object or a list at the top) of plain values.

    Raises DamagedFile(reason="json", "nesting"), HostileFile(reason="count").
    """
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > limits.json_values:
        raise HostileFile(path=str(path), reason="count")
    data = data.removeprefix(b"\xef\xbb\xbf")
    value: object
    try:
        value = msgspec.json.decode(data)
    except RecursionError:
        raise DamagedFile(path=str(path), where=where, reason="nesting") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Raw control characters, half surrogate pairs, other encodings: still readable.
        try:
            value = json.loads(decode(data)[0], strict=False)
        except RecursionError:
            raise DamagedFile(path=str(path), where=where, reason="nesting") from None
        except ValueError:
            raise DamagedFile(path=str(path), where=where, reason="json") from None
    if not isinstance(value, dict | list):
        raise DamagedFile(path=str(path), where=where, reason="json")
    return value
