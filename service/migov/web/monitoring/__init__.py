"""What an operator sees: the access log, the figures, readiness."""
