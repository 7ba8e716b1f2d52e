"""HTTP: negotiation, validators, bodies, problems, templates."""
