"""The left rail: resources, saved views, and facets."""
