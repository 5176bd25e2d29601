-- The database roles of contract 2. Run by the bootstrap superuser at each start; safe to repeat.
-- Passwords are set apart from here, as SCRAM verifiers. Nothing but the bootstrap connects as superuser.

DO $roles$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['yq_owner', 'yq_app', 'yq_loader', 'yq_sealer', 'yq_auditor'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I', name);
        END IF;
    END LOOP;
END
$roles$;

-- Owns every object and runs migrations. CREATEDB: the demo is reset, and tests clone their database.
ALTER ROLE yq_owner   LOGIN NOSUPERUSER CREATEDB   NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Serves pages, API and jobs: row-level security always applies.
ALTER ROLE yq_app     LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Import and facts jobs: COPY is not possible under row-level security.
ALTER ROLE yq_loader  LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
-- Numbers and chains audit rows; its few grants stand in the audit migration.
ALTER ROLE yq_sealer  LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Reads.
ALTER ROLE yq_auditor LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE yq_auditor SET default_transaction_read_only = on;

-- A migration or a demo reset may end sessions that stand in its way (never a superuser's).
GRANT pg_signal_backend TO yq_owner;
