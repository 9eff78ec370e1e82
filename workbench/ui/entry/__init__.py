"""Editors of single values: one for each kind of field, the same in cells, forms and dialogs."""
