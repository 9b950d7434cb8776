"""Sources that come from the web: fetching, pages, feeds."""
