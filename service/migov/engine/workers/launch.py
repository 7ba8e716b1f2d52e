"""Starts the supervisor process, which loads the store while the server starts."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from migov.settings import Settings


@dataclass(eq=False, slots=True)
class Launched:
    """A supervisor's process, and our end of its control socket."""

    process: subprocess.Popen[bytes]
    control: socket.socket


#: Starts loading the store in a folder, or at a URL.
Launching = Callable[[Path | str], Launched]


def launch(settings: Settings, store: Path | str) -> Launched:
    """A supervisor over a store folder, or over an endpoint where `store` is a URL."""
    endpoint = store if isinstance(store, str) else None
    config = {
        "store": None if endpoint else str(store),
        # With one worker, quicker loading is worth more than quicker answers.
        "apart": settings.workers > 1,
        "endpoint": endpoint,
        "seconds": settings.query_seconds,
        "memory": settings.query_memory_mib << 20,
        "result": settings.result_mib << 20,
        "federation": list(settings.federation),
    }
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(  # noqa: S603 — our own module
            [
                sys.executable,
                "-m",
                "migov.engine.workers",
                str(theirs.fileno()),
                json.dumps(config),
            ],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the server's to handle
        )
    return Launched(process, ours)
