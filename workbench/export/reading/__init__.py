"""Files and pasted blocks in: typed cells, and where each of them stood."""
