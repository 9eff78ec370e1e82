"""The import wizard: file, columns, check with corrections, staging; nothing of it is sent."""
