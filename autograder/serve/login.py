"""Who asks: a name that a reverse proxy vouches for, or the bearer of a secret link."""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping, Sequence

from starlette.requests import HTTPConnection

from autograder.course import CourseError
from autograder.exchange.people import why_no_id

__all__ = ["ByHeader", "ByToken"]


class ByHeader:
    """Believes one header, and only from the addresses of the proxy: anybody else could write it, too.

    Args:
        header: in which the proxy says who has logged in, e.g. ``X-Remote-User``.
        proxies: addresses or networks, e.g. ``127.0.0.1`` or ``10.1.0.0/24``.
        through_socket: the server listens on a Unix socket, which only the proxy may open.

    Raises:
        CourseError: an address cannot be read.
    """

    prefix = ""

    def __init__(self, header: str, proxies: Sequence[str], through_socket: bool = False) -> None:
        self._header, self._through_socket = header, through_socket
        try:
            self._proxies = [ipaddress.ip_network(each) for each in proxies]
        except ValueError as error:
            raise CourseError(f"--proxy wants an address such as 127.0.0.1 or 10.1.0.0/24: {error}") from error

    def student(self, asked: HTTPConnection) -> str | None:
        """Return who asks; None where nobody vouches for it."""
        said = asked.headers.getlist(self._header)
        if len(said) != 1 or why_no_id(said[0]) or not self._from_the_proxy(asked):
            return None
        return said[0]

    def _from_the_proxy(self, asked: HTTPConnection) -> bool:
        if self._through_socket:
            return True
        try:
            address = ipaddress.ip_address(asked.client.host if asked.client else "")
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._proxies)


class ByToken:
    """Knows students by the token in their link, of which only the hash is kept.

    A token is 256 bits of chance: it cannot be guessed, so a plain hash is enough.

    Args:
        students: ids by the hash of their token.
    """

    prefix = "/s/{token}"

    def __init__(self, students: Mapping[str, str]) -> None:
        self._students = dict(students)

    def student(self, asked: HTTPConnection) -> str | None:
        """Return who asks; None where the link is not one of ours."""
        return self._students.get(hash_of(str(asked.path_params.get("token", ""))))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
