"""The release as a data set: description, files, earlier versions."""
