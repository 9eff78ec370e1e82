"""The search over all sources: its box in the tab row, what it finds, and pasted lists."""
