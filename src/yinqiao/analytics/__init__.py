"""Analytics: the lake, facts and reports. The only home of DuckDB, Ibis and Spark; writes results down through registered sinks."""
