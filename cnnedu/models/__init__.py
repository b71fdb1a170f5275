"""The networks of the lectures, one family a file. `create` builds any of them by name."""

from cnnedu.models.registry import NETWORKS, Network, create, find

__all__ = ["NETWORKS", "Network", "create", "find"]
