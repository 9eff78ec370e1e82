"""Every product system of a company open side by side."""
