"""HTTP itself, whatever is asked: negotiation, validators, bodies, problems, templates."""
