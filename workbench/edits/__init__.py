"""Drafts and what becomes of them: staged values, undo, checks, merging, change sets, sending."""
