"""The pages of the settings; each puts a change into force at once."""
