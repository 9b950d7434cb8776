"""Bodies as servers send them, decompressed no further than a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

ACCEPTED = "gzip, deflate"
"""Value of Accept-Encoding: what can be decompressed in steps, so that a bomb stops early."""


class TooLarge(ValueError):
    """A body is longer than its limit."""


def inflated(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body in ``chunks``, at most ``limit`` bytes of it; TooLarge for more, ValueError where it is damaged.

    ``encoding`` is the value of Content-Encoding; ValueError for one that was not asked for.
    """
    kind = encoding.strip().lower()
    body = bytearray()
    if kind in ("", "identity"):
        for chunk in chunks:
            _add(body, chunk, limit)
        return bytes(body)
    if kind not in ("gzip", "x-gzip", "deflate"):
        message = f"it came in an encoding that was not asked for ({encoding[:40]})"
        raise ValueError(message)
    inflater = None
    for chunk in chunks:
        if inflater is None:
            inflater = _inflater(kind, chunk)
        try:
            while chunk and not inflater.eof:
                _add(body, inflater.decompress(chunk, limit + 1 - len(body)), limit)
                chunk = inflater.unconsumed_tail
        except zlib.error as error:
            message = "its compression is damaged"
            raise ValueError(message) from error
    return bytes(body)


def _inflater(kind: str, first: bytes) -> zlib._Decompress:
    if kind != "deflate":
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    # "deflate" means zlib's format, and some servers send the bare stream.
    is_zlib = len(first) > 1 and first[0] & 0x0F == 8 and (first[0] << 8 | first[1]) % 31 == 0
    return zlib.decompressobj() if is_zlib else zlib.decompressobj(-zlib.MAX_WBITS)


def _add(body: bytearray, piece: bytes, limit: int) -> None:
    body += piece
    if len(body) > limit:
        raise TooLarge
