"""What is asked: search, filters and their chips, orders, views, and pasted lists."""
