"""The main window: tabs, menus, status line and what they do."""
