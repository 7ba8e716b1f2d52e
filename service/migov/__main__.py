"""`python -m migov` is the command `migov`."""

from migov.cli import main

main()
