"""Results of managers and units, set-wise over the lake: implements the port of performance."""
