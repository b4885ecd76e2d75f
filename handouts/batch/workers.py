"""Who makes the sheets of a batch: this machine's processes, or a cluster's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from handouts.files.problems import ContentError, order_problem, without_extra

if TYPE_CHECKING:
    from concurrent.futures import Executor

SCHEMES = ("tcp://", "tls://")
PATIENCE = "10s"  # to find a scheduler


@contextmanager
def workers_of(scheduler: str | None, jobs: int | None) -> Iterator[tuple[Executor | None, int | None]]:
    """An executor and the number of its workers; (None, jobs) when no cluster is named. The command's process collects
    garbage again from here on. Raises ContentError."""
    from handouts.batch.run import collect_seldom

    collect_seldom()
    if scheduler is None:
        yield None, jobs
        return
    if not scheduler.startswith(SCHEMES):
        hint = "Write tls://host:8786, or tcp://host:8786 in a network of your own."
        raise ContentError([order_problem("scheduler", f'"{scheduler}" is no address of one.', hint)])
    import logging

    try:
        from distributed import Client

        from handouts.batch.cluster import Cluster
    except ImportError:
        raise without_extra("scheduler", "cluster") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told in our words
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError):
        hint = "Check the address, and for tls:// the certificates in Dask's own settings."
        raise ContentError([order_problem("scheduler", f"{scheduler} can't be reached.", hint)]) from None
    with client, Cluster(client) as cluster:
        yield cluster, jobs or max(1, cluster.threads())
