"""Columnar rows: filter, sort, facets and search at a million rows."""
