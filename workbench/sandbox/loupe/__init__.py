"""Loupe on loopback: jewellery samples, written from the documents of its exports and orders."""
