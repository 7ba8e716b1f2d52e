"""The supervisor's process: starts to load the store, and imports the supervisor meanwhile.

Run as `python -m migov.engine.workers FD JSON`: the descriptor of the control socket, and the
configuration that `launch` writes.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from migov.engine import storage


def main(fd: int, config: dict[str, Any]) -> None:
    """Loads the store that `config` names, and supervises until the control socket closes."""
    with ThreadPoolExecutor(1) as beside:
        loading = None
        if config["store"]:
            # Parsing runs outside Python's lock, so the imports do not delay it.
            folder, apart = Path(config["store"]), config["apart"]
            loading = beside.submit(storage.load, folder, apart=apart)
        from migov.engine.workers import supervisor

        supervisor.prepare()
    # The thread has ended: a process of several threads must not fork.
    supervisor.supervise(fd, config, loading)


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
    os._exit(0)  # freeing a store takes a quarter of a second
