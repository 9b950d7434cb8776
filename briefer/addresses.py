"""The address of a model server: checked once, and shown to people without a user name or password."""

from __future__ import annotations

from urllib.parse import urlsplit


def checked_address(value: str | None) -> str | None:
    """``value`` as it is; ValueError if no server can have that address."""
    if value is None:
        return None
    address = urlsplit(value)
    if address.scheme not in ("http", "https") or not address.hostname or (address.port or 1) < 1:
        message = "the address of a model server looks like http://host:port/v1"
        raise ValueError(message)
    return value


def shown_address(value: str) -> str:
    """The address without a user name or password, fit for a screen or a log."""
    scheme, _, rest = value.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path.partition('?')[0]}"
