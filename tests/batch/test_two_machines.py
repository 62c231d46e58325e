"""Two machines with addresses of their own share a batch over a real network; the cable of one is pulled out in the middle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.batch.machines import Site, undisturbed
from tests.servers.namespaces import NamespacesMissing, Network
from tests.servers.postgresql import PostgreSQL
from tests.servers.redis import Redis
from tests.servers.seaweedfs import SeaweedFS

DOCUMENTS = 240                                   # seconds of work for both
FIRST = 4                                         # documents that are done when the cable is pulled out

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    try:
        with Network() as found:
            yield found
    except NamespacesMissing as error:
        pytest.skip(f"no network namespaces here: {error}")


@pytest.fixture(scope="module")
def site(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with PostgreSQL(network.host) as postgresql, Redis(network.host) as redis, SeaweedFS(network.host) as seaweedfs:
        found = Site(tmp_path_factory.mktemp("máy"), {
            "VANBAN_DATABASE": postgresql.database(), "VANBAN_BROKER": redis.url, **seaweedfs.settings(seaweedfs.bucket())})
        yield found
        found.ledger.close()


def test_two_machines_share_batches_and_one_loses_its_network(network: Network, site: Site,
                                                              tmp_path_factory: pytest.TempPathFactory) -> None:
    file, expected = undisturbed(DOCUMENTS, tmp_path_factory.mktemp("yên"))
    with (site.machine("một", prefix=network.prefix(0), at_work=False) as one,
          site.machine("hai", prefix=network.prefix(1), at_work=False) as other):
        machines = one.until_at_work(), other.until_at_work()
        given = site.batch(file)
        given.end()
        assert given.documents() == expected
        assert all(machine.names & given.owners for machine in machines)
        assert addresses(site, "10.") >= 2        # the ledger was reached from both

        again = site.batch(file)
        again.until_done(FIRST)
        network.cut(0)
        again.end()
        assert again.documents() == expected
        assert machines[0].running
        network.join(0)


def addresses(site: Site, begin: str) -> int:
    """From how many machines' addresses the ledger is spoken to."""
    found = site.ask("select distinct host(client_addr) from pg_stat_activity where host(client_addr) like %s"
                     " and client_addr <> inet_server_addr()", f"{begin}%")
    return len(found)
