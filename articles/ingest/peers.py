"""Which addresses of the network are fetched from: those of the public internet, and those that a setting names."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# Ranges that are not the internet, or that carry another address within them which might not be. Some count as
# global in the standard library: 64:ff9b::/96 leads to any IPv4 address, 6to4 and Teredo likewise.
_CLOSED = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "100.64.0.0/10",  # carriers' own
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "::/96",  # an IPv4 address in the old way
        "::ffff:0:0:0/96",
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/32",  # Teredo
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
]


@dataclass(frozen=True)
class Allowed:
    """Hosts and networks that are fetched from although they are not public: an intranet's."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[IPNetwork, ...] = ()

    @classmethod
    def of(cls, words: Iterable[str]) -> "Allowed":
        """From names (`news.intranet.example`), addresses and networks (`10.1.0.0/16`)."""
        hosts, networks = set(), []
        for word in words:
            try:
                networks.append(ipaddress.ip_network(word.strip("[]"), strict=False))
            except ValueError:
                hosts.add(word.lower().rstrip("."))
        return cls(frozenset(hosts), tuple(networks))

    def names(self, host: str) -> bool:
        """Whether the host itself is named by the setting, whoever its name leads to."""
        peer = _read(host)
        return host in self.hosts or (peer is not None and self._holds(peer))

    def permits(self, host: str, address: str) -> bool:
        """Whether this peer of a host is fetched from. `address` is numeric, as the system gives it."""
        peer = _read(address)
        if peer is None:
            return False
        return host in self.hosts or self._holds(peer) or is_public(peer)

    def _holds(self, peer: IPAddress) -> bool:
        return any(peer in network for network in self.networks if network.version == peer.version)


def is_public(peer: IPAddress) -> bool:
    if any(peer in network for network in _CLOSED if network.version == peer.version):
        return False
    return peer.is_global and not peer.is_multicast and not peer.is_reserved and not peer.is_unspecified


def _read(address: str) -> IPAddress | None:
    """An IPv4 address that is written as an IPv6 one is what it stands for."""
    try:
        peer = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (peer.ipv4_mapped or peer) if isinstance(peer, ipaddress.IPv6Address) else peer
