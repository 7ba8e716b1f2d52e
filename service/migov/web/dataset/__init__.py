"""The release as a data set: its description, its files, its earlier versions."""
