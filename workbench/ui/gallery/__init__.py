"""Rows as cards with their pictures, and the pictures of one row large."""
