"""Review and send: what is staged, what stands against it, what the service said to it."""
