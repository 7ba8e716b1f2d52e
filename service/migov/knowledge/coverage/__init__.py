"""What the graph knows of each mechanism, measured and written as a report."""
