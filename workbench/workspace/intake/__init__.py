"""The rows of a file against the records of a resource: found, read, judged, and what is wrong."""
