"""The release as a data set: described, as files, and beside its predecessors."""
