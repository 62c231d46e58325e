"""The queue of many machines: Celery on Redis or RabbitMQ. With consume.py the only home of Celery.

A message is a hint: it carries ids of units. Whoever gets it leases them in the ledger; one that is lost, doubled or late does no
harm. So there are no results, no acknowledgements to rely on, and nothing that could not be sent again.

A message waits for no other: what is to be made is chosen by the ledger, most urgent first, just before it is sent, and only so
much is sent as the processes alive will soon have made.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from celery import Celery
from kombu.entity import Queue
from kombu.exceptions import OperationalError

from service.ledger import Ledger

TASK: Final = "vanban.make_units"
QUEUE: Final = "vanban"
MOST_IDS: Final = 25                              # of a message: some seconds of work
AHEAD: Final = 2                                  # such messages a process, waiting or at hand
ALIVE_SECONDS: Final = 60.0                       # a machine that said nothing for so long counts no more
_LOST_SECONDS: Final = 60.0                       # a message that nobody took for so long counts as lost
_LONGEST_CHUNK: Final = 3600                      # seconds: after these Redis hands a message out again, and RabbitMQ too
_ANSWER: Final = 10.0                             # seconds a Redis has to answer
_URGENT: Final = 9                                # RabbitMQ's highest priority that we use
_log = logging.getLogger("vanban.queue")


@lru_cache(maxsize=1)
def queue_of(broker: str) -> Celery:
    """The queue at an address `redis://`, `rediss://`, `amqp://`, `amqps://`; nothing is connected yet."""
    app = Celery("vanban", set_as_current=False)
    app.conf.update(
        broker_url=broker, broker_use_ssl=_tls(broker),
        broker_connection_retry_on_startup=True, broker_connection_max_retries=None, broker_channel_error_retry=True,
        broker_transport_options=_transport(broker),
        accept_content=["json"], task_serializer="json", event_serializer="json",
        task_default_queue=QUEUE, task_create_missing_queues=False,
        task_queues=[_queue()],
        task_ignore_result=True, task_store_errors_even_if_ignored=False,
        task_acks_late=True, task_reject_on_worker_lost=True, worker_prefetch_multiplier=1,
        worker_cancel_long_running_tasks_on_connection_loss=False,      # its units are leased: they are made all the same
        worker_hijack_root_logger=False, worker_redirect_stdouts=False, worker_send_task_events=False,
        worker_enable_remote_control=False,                             # nobody orders our workers about by a broker
        worker_proc_alive_timeout=60.0, worker_lost_wait=1.0,
    )
    return app


def _queue() -> Queue:
    """The arguments are RabbitMQ's; who meets a queue with others under this name is refused."""
    return Queue(QUEUE, queue_arguments={                            # type: ignore[no-untyped-call]
        "x-max-priority": _URGENT, "x-consumer-timeout": _LONGEST_CHUNK * 1000})


def send(app: Celery, ids: Sequence[int], priority: int = 0) -> None:
    """One message. Raises kombu's OperationalError where the broker is away."""
    urgent = min(max(priority, 0), _URGENT)
    app.send_task(TASK, args=[list(ids)], queue=QUEUE, retry=True, retry_policy={"max_retries": 1, "interval_start": 0},
                  priority=_URGENT - urgent if _is_redis(app.conf.broker_url) else urgent)     # Redis: 0 is the most urgent


def feed(ledger: Ledger, app: Celery, lease_seconds: float) -> bool:
    """Sends messages until the processes alive have enough to do; False where the broker is away. Raises DatabaseUnreachable."""
    processes = ledger.workers.processes(ALIVE_SECONDS)
    lost = min(_LOST_SECONDS, lease_seconds)
    chunks = ledger.units.queue(processes * MOST_IDS * AHEAD, MOST_IDS, lost) if processes else []
    messages = list(shared_out(chunks, processes))
    for number, ids in enumerate(messages):
        try:
            send(app, ids)
        except OperationalError as error:
            _log.warning("queue-unreachable %s", type(error.__cause__ or error).__name__)
            ledger.units.unqueue([one for ids in messages[number:] for one in ids])
            return False
    return True


def shared_out(chunks: Sequence[tuple[int, ...]], processes: int) -> Iterator[tuple[int, ...]]:
    """Smaller messages where little is left, two for each process, so that all end together. A unit that comes alone stays so."""
    units = sum(map(len, chunks))
    size = min(max(units // (2 * processes), 1), MOST_IDS) if units else 1
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            yield chunk[start:start + size]


def _is_redis(broker: str) -> bool:
    return broker.startswith("redis")


def _tls(broker: str) -> dict[str, Any] | None:
    """Of rediss:// and amqps://: a certificate of a known authority, in the name of the host."""
    parts = urlsplit(broker)
    if parts.scheme == "rediss":
        return {"ssl_cert_reqs": ssl.CERT_REQUIRED, "ssl_check_hostname": True}
    return {"cert_reqs": ssl.CERT_REQUIRED, "server_hostname": parts.hostname} if parts.scheme == "amqps" else None


def _transport(broker: str) -> dict[str, Any]:
    if _is_redis(broker):
        return {"visibility_timeout": _LONGEST_CHUNK, "queue_order_strategy": "priority", "socket_keepalive": True,
                "socket_connect_timeout": _ANSWER, "socket_timeout": _ANSWER}
    return {}
