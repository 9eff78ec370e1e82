"""Use cases without a window: search, load, view, export."""
