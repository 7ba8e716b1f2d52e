"""Coverage: what the graph knows of each mechanism, measured and reported."""
