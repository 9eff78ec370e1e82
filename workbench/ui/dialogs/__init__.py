"""Dialogs: export, accounts, settings, help, each window-modal and opened without blocking."""
