"""Documented calls of Loupe, one class per document."""
