"""Many cells changed at once: bulk edit, find and replace, transforms, merged spellings."""
