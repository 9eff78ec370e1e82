"""What answers and files of Loupe hold, typed, and the columns made of it."""
