"""One machine's runtime: state folder, embedded PostgreSQL, roles, supervisor, doctor. Plain Python until Django is needed."""
