"""Records side by side, with what differs marked."""
