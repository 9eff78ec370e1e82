"""Lagerkoll's sandbox: a warehouse in memory that reads and changes as the document says."""
