"""Questions that leave something at the service: put together, asked, waited for, opened."""
