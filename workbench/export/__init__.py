"""Rows into files that open correctly elsewhere."""
