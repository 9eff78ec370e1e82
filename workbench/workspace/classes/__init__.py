"""Products by ETIM class: features, completeness, class workbooks, releases, notifications."""
