"""migov: a knowledge graph of migration-governance actors, and the service that answers from it."""

from importlib.metadata import version

__version__ = version("migov")
