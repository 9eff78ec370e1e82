"""How records of ETIM Mapper are changed: bodies, checks, reports and actions."""
