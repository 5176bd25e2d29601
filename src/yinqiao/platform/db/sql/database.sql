-- What each database needs besides tables: extensions, and the grants that tables made later by yq_owner bring along.
-- Run by the bootstrap superuser, or by yq_owner (both extensions are trusted). Safe to repeat.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

DO $database$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO yq_app, yq_loader, yq_sealer, yq_auditor', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO yq_loader', current_database());
END
$database$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO yq_app, yq_loader, yq_sealer, yq_auditor;

ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO yq_app, yq_loader;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public
    GRANT SELECT ON TABLES TO yq_auditor;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO yq_app, yq_loader;
