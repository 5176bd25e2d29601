"""What tests stand on: an own PostgreSQL with the real roles, a migrated template, one clone a worker."""
