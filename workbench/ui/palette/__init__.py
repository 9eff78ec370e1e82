"""The command palette, and the forms of documented operations."""
