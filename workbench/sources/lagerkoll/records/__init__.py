"""Lagerkoll's documents as typed records, and the columns that read them."""
