"""The import desk: what people start from the pages (uploads, runs again, mended rows), carried out by jobs.

Owns: `ImportTask`, uploaded files until they are loaded, error lists and mended files. Does not own: how a batch is run (engine).
"""
