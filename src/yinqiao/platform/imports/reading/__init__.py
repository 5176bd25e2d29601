"""What the pages, the API and the command line show. Front door: `queries`."""
