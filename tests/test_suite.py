"""The suite itself: what a file shares is set up once."""

from __future__ import annotations

import os

import pytest


def test_a_file_is_the_work_of_one_process(request: pytest.FixtureRequest) -> None:
    """pytest-xdist reads the group of a test from its id; without one each test goes anywhere."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert request.node.nodeid.endswith("@test_suite.py")
