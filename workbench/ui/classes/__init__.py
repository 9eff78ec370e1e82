"""Products by their ETIM class in the window: class page, heat map, bulk fill, record sections."""
