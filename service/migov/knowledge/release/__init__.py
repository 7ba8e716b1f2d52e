"""Building a release and writing its files."""
