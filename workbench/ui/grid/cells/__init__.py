"""What a cell of each kind looks like, prepared once and painted often."""
