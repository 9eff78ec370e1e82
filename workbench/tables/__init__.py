"""Columnar rows: what a session has loaded, filtered, sorted, counted and searched at a million."""
