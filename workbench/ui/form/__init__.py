"""The record form: every field of one record typed in its place, and the lists inside it."""
