"""Which addresses may be fetched from: public ones, and with --allow-private the user's own.

A page, a feed or a redirect may name any host, so it is the address that a name resolves to that is judged, and it is
that same address that is connected to: asking twice would let a name server answer twice (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address

import httpcore2

from briefer.errors import RefusedAddress
from briefer.sources.web.deadline import Deadline, TimedStream

# An address that does not answer must leave time for the host's next one.
_CONNECT_SECONDS = 8.0

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to addresses, as text; OSError where the name is unknown."""

# Cloud metadata services that stand at addresses which are public or could be the user's own.
_METADATA = frozenset(
    ipaddress.ip_address(address)
    for address in ("169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
# IPv6 prefixes that stand for an IPv4 address, behind a translator (NAT64: RFC 6052, RFC 8215).
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def refusal(address: str, *, allow_private: bool = False) -> str | None:
    """What keeps ``address`` from being fetched from, in words ("a loopback address"), or None if nothing does.

    ``allow_private`` lets loopback, private and shared addresses pass; link-local addresses, metadata services,
    multicast and reserved ones never do.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    for one in _meant(ip):
        reason = _refusal(one, allow_private=allow_private)
        if reason:
            return reason
    return None


def _refusal(ip: IPv4Address | IPv6Address, *, allow_private: bool) -> str | None:
    if ip in _METADATA:
        return "a cloud's metadata service"
    kinds = (
        (ip.is_unspecified, "an unspecified address", False),
        (ip.is_loopback, "a loopback address", True),
        (ip.is_link_local, "a link-local address", False),
        (ip.is_multicast, "a multicast address", False),
        (ip.is_private, "a private address", True),
        (ip.is_reserved, "a reserved address", False),
        (not ip.is_global, "an address that is not public", True),
    )
    for holds, reason, is_the_users in kinds:
        if holds:
            return None if is_the_users and allow_private else reason
    return None


def _meant(ip: IPv4Address | IPv6Address) -> Iterable[IPv4Address | IPv6Address]:
    """The addresses that packets to ``ip`` may reach: an IPv6 address may carry an IPv4 address in several ways."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if any(ip in network for network in _NAT64):
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [ip, *([ip.sixtofour] if ip.sixtofour else ()), *(ip.teredo or ())]


def literal(host: str) -> str | None:
    """The address that ``host`` is by itself, in any form that systems read: dotted, decimal, octal, hexadecimal; or None."""
    bare = host.strip("[]")
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare)) if bare.isascii() and " " not in bare else None
    except OSError:
        return None


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver knows for ``host``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """The addresses of ``host``; OSError where it has none, TimeoutError after ``seconds``."""
    own = literal(host)
    if own is not None:
        return [own]
    answers: list[Sequence[str]] = []
    errors: list[OSError] = []

    def ask() -> None:
        try:
            answers.append(resolver(host, port))
        except (OSError, UnicodeError) as error:
            errors.append(error if isinstance(error, OSError) else OSError("not a host name"))

    # The system's resolver knows no time limit, and a thread that outlives it must not hold the process back.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        message = "its name could not be resolved in time"
        raise TimeoutError(message)
    return answers[0]


def check(host: str, addresses: Sequence[str], *, allow_private: bool) -> None:
    """Raise RefusedAddress if any of the ``addresses`` of ``host`` must not be fetched from."""
    for address in addresses:
        reason = refusal(address, allow_private=allow_private)
        if reason:
            place = address if literal(host) == host.strip("[]") else f"{address} ({host})"
            advice = "" if refusal(address, allow_private=True) else "; --allow-private lets your own hosts pass"
            message = f"leads to {place}, {reason}{advice}"
            raise RefusedAddress(message, uri=host)


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to the addresses that were checked, by the deadline of the thread that asks.

    ``exempt`` are hosts that are not checked: the proxies that the user has set.
    """

    def __init__(
        self, deadline: Deadline, resolver: Resolver, *, allow_private: bool, exempt: frozenset[str] = frozenset()
    ) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._allow_private = allow_private
        self._exempt = exempt
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first of the host's addresses that answers; RefusedAddress if one must not be used."""
        addresses = resolve(host, port, self._resolver, self._deadline.left(timeout))
        if host not in self._exempt:
            check(host, addresses, allow_private=self._allow_private)
        failure: Exception = httpcore2.ConnectError("the host has no address")
        for address in addresses[:4]:
            try:
                seconds = self._deadline.left(min(timeout or _CONNECT_SECONDS, _CONNECT_SECONDS))
                stream = self._plain.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def sleep(self, seconds: float) -> None:
        """Wait, as a pool does before it tries again."""
        self._plain.sleep(seconds)
