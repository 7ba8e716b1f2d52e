"""Runs uvicorn with the application until a signal ends it."""

from __future__ import annotations

import math
import resource
import signal
import socket
import sys
from functools import partial

import uvicorn

from migov.engine.workers.launch import Launching
from migov.knowledge.release.release import Release
from migov.settings import Settings, releases
from migov.web import garbage
from migov.web.app import create_app
from migov.web.http.timeouts import LimitedProtocol


def run(
    release: Release,
    settings: Settings,
    listening: socket.socket,
    launching: Launching,
) -> None:
    """Serves `release` on the socket `listening`; SIGHUP switches to the new current release.

    `launching` starts the supervisor that loads a store.
    """
    latest = partial(Release.current, releases())
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(release, settings, latest, launching),
            host=settings.host,
            port=settings.port,
            http=LimitedProtocol,
            log_level="warning",
            access_log=False,
            server_header=False,
            # Ignored from any other address: these headers could be forged.
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=[str(network) for network in settings.trusted_proxies],
            timeout_graceful_shutdown=math.ceil(settings.shutdown_seconds),
        )
    )
    # Each connection takes a descriptor, and the soft limit is often no more than a thousand.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    garbage.configure()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        # uvicorn raises the signal again after a graceful shutdown.
        signal.signal(wanted, lambda *_: sys.exit(0))
    server.run(sockets=[listening])
