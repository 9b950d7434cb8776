"""Which addresses may be fetched from."""

from __future__ import annotations

import httpcore2
import pytest

from briefer.errors import RefusedAddress
from briefer.sources.web.deadline import Deadline
from briefer.sources.web.guard import GuardedBackend, check, literal, refusal, resolve

REFUSED = [
    ("127.0.0.1", "loopback"),
    ("127.8.9.10", "loopback"),
    ("::1", "loopback"),
    ("10.0.0.1", "private"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.168.1.1", "private"),
    ("fd12:3456::1", "private"),
    ("169.254.0.7", "link-local"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local"),
    ("169.254.169.254", "metadata"),
    ("168.63.129.16", "metadata"),
    ("100.100.100.200", "metadata"),
    ("fd00:ec2::254", "metadata"),
    ("100.64.0.1", "not public"),
    ("0.0.0.0", "unspecified"),
    ("::", "unspecified"),
    ("224.0.0.1", "multicast"),
    ("ff02::1", "multicast"),
    ("240.0.0.1", "private|reserved"),
    ("255.255.255.255", "private|reserved"),
    ("192.0.2.1", "private|not public"),
    ("198.18.0.1", "private|not public"),
    ("2001:db8::1", "private|not public"),
    ("::ffff:127.0.0.1", "loopback"),
    ("::ffff:10.0.0.1", "private"),
    ("::ffff:a9fe:a9fe", "metadata"),
    ("64:ff9b::7f00:1", "loopback"),
    ("64:ff9b::a00:1", "private"),
    ("2002:7f00:1::1", "loopback"),
    ("2001:0:7f00:1::1", "private|not public|loopback"),
    ("::7f00:1", "reserved|loopback"),
    ("not an address", "no address"),
]


@pytest.mark.parametrize(("address", "reason"), REFUSED)
def test_address_that_is_not_public_is_refused(address: str, reason: str) -> None:
    found = refusal(address)
    assert found is not None
    assert any(part in found for part in reason.split("|"))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_address_passes(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "fd12::1", "100.64.0.1", "::ffff:10.0.0.1"]
)
def test_own_hosts_pass_where_private_ones_are_allowed(address: str) -> None:
    assert refusal(address, allow_private=True) is None


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "::ffff:169.254.169.254", "fd00:ec2::254"]
)
def test_metadata_and_the_like_never_pass(address: str) -> None:
    assert refusal(address, allow_private=True) is not None


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("0", "0.0.0.0"),
        ("8.8.8.8", "8.8.8.8"),
        ("example.org", None),
        ("localhost", None),
    ],
)
def test_address_is_read_in_any_form(host: str, address: str | None) -> None:
    assert literal(host) == address


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1"])
def test_other_spellings_of_loopback_are_refused(host: str) -> None:
    addresses = resolve(host, 80, lambda *_: ["93.184.216.34"], 1.0)
    with pytest.raises(RefusedAddress, match="loopback"):
        check(host, addresses, allow_private=False)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.1 \(intranet\.example\), a private address; --allow-private"):
        check("intranet.example", ["93.184.216.34", "10.0.0.1"], allow_private=False)


def test_no_advice_where_nothing_helps() -> None:
    with pytest.raises(RefusedAddress) as caught:
        check("meta.example", ["169.254.169.254"], allow_private=False)
    assert "--allow-private" not in caught.value.message


def test_name_is_resolved_once_and_the_checked_address_connected_to() -> None:
    """A name server that answers differently the second time finds nobody to ask."""
    answers = [["127.0.0.1"], ["169.254.169.254"]]
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    deadline = Deadline()
    deadline.start(2.0)
    backend = GuardedBackend(deadline, resolver, allow_private=True)
    with pytest.raises(httpcore2.ConnectError):
        backend.connect_tcp("rebinding.example", 1, timeout=1.0)
    assert asked == ["rebinding.example"]


def test_public_name_with_private_address_is_not_connected_to() -> None:
    deadline = Deadline()
    deadline.start(2.0)
    backend = GuardedBackend(deadline, lambda *_: ["192.168.0.1"], allow_private=False)
    with pytest.raises(RefusedAddress, match="private address"):
        backend.connect_tcp("harmless.example", 80, timeout=1.0)


def test_resolver_that_never_answers_is_left() -> None:
    import threading

    released = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        released.wait(10)
        return ["93.184.216.34"]

    with pytest.raises(TimeoutError):
        resolve("slow.example", 80, resolver, 0.05)
    released.set()


def test_deadline_that_has_passed_ends_the_work() -> None:
    deadline = Deadline()
    deadline.start(0.0)
    with pytest.raises(httpcore2.ReadTimeout):
        deadline.left(5.0)
