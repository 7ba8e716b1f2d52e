"""Monitoring: access log, metrics, readiness."""
