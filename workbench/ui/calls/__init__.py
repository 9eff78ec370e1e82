"""The history of requests: what was asked of services, looked at, copied and asked again."""
