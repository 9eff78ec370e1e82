"""What one tab holds, behind its widgets."""
