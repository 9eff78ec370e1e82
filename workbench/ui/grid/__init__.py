"""The table of a tab: rows of a session, painted by itself, with header, filters and copying."""
