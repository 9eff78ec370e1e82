"""Typing in the cells of the table: what is staged is seen, and a spreadsheet's keys work."""
