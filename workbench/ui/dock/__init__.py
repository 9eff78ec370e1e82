"""The dock at the right: one record whole, the tables inside it, and its document."""
