"""Orders: lines that are typed, looked at and sent, and orders whose outcome nobody knows."""
