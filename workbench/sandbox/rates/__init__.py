"""Exchange rates as the European Central Bank publishes them, with made-up figures."""
