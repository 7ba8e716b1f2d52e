"""Queries in worker processes: engine, pool, supervisor, worker, wire format."""
