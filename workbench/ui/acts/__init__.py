"""Actions of a resource: their forms, what they would do, what became of them."""
