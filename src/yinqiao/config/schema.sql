-- What the migrations come to, for an empty database. Made by `make schema`; not for editing.



SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = on;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
ALTER TYPE public.procrastinate_job_event_type OWNER TO yq_owner;
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
ALTER TYPE public.procrastinate_job_status OWNER TO yq_owner;
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
ALTER TYPE public.procrastinate_job_to_defer_v1 OWNER TO yq_owner;
CREATE FUNCTION public.access_refuse_duty_over_post() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.kind <> 'business' and exists (
        select 1 from access_user u join organization_post p on p.staff_id = u.staff_id
            join access_postrole r on r.post_kind = p.kind
        where u.id = new.user_id
            and daterange(p.valid_from, p.valid_to) && daterange(new.valid_from, new.valid_to)
    ) then
        raise exception 'duty % of account % meets a business post', new.kind, new.user_id
            using errcode = 'exclusion_violation', constraint = 'access_roleassignment_one_duty';
    end if;
    return new;
end $$;
ALTER FUNCTION public.access_refuse_duty_over_post() OWNER TO yq_owner;
CREATE FUNCTION public.analyze_next_customer_facts() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    analyze insights_customer_facts_next (customer_id);
end $$;
ALTER FUNCTION public.analyze_next_customer_facts() OWNER TO yq_owner;
CREATE FUNCTION public.analyze_table(table_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    execute format('analyze %I', table_name);
end $$;
ALTER FUNCTION public.analyze_table(table_name text) OWNER TO yq_owner;
CREATE FUNCTION public.assisted_customers(person bigint, day date) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select distinct customer_id from customers_assignment
    where staff_id = person and role = 'ASSIST' and ended_on is null and valid_from <= day and (valid_to is null or valid_to > day)
    order by 1
$$;
ALTER FUNCTION public.assisted_customers(person bigint, day date) OWNER TO yq_owner;
CREATE FUNCTION public.compliance_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_table_name in ('compliance_evidence', 'compliance_assessment_sitting') and tg_op = 'DELETE' and current_user = 'yq_loader'
        and current_setting('app.erasing', true) = 'on' then
        return old;
    end if;
    if tg_table_name = 'compliance_evidence' then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    if old.state in ('PUBLISHED', 'COMPLETED', 'ABANDONED') then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
ALTER FUNCTION public.compliance_refuse_change() OWNER TO yq_owner;
CREATE FUNCTION public.ensure_month_partitions(parent text, first_day date, last_day date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    month_start date := date_trunc('month', first_day);
    made int := 0;
    child text;
    is_indexed_later boolean;
begin
    if parent not in (select c.relname from pg_class c where c.relkind = 'p' and c.relnamespace = 'public'::regnamespace) then
        raise exception '% is not a partitioned table', parent;
    end if;
    if last_day - first_day > 36600 then
        raise exception 'more than a hundred years of partitions asked for';
    end if;
    perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'), hashtext(parent));
    -- Who indexes its months once they are full lets the vacuum in again then.
    is_indexed_later := not exists (select 1 from pg_index where indrelid = parent::regclass);
    while month_start <= last_day loop
        child := format('%s_%s', parent, to_char(month_start, 'YYYYMM'));
        if to_regclass('public.' || child) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)',
                           child, parent, month_start, (month_start + interval '1 month')::date);
            -- Reached through the parent only: a partition of its own has neither its policies nor its narrow grants.
            execute format('revoke all on %I from yq_app, yq_loader, yq_sealer, yq_auditor', child);
            if is_indexed_later then
                execute format('alter table %I set (autovacuum_enabled = false)', child);
            end if;
            made := made + 1;
        end if;
        month_start := (month_start + interval '1 month')::date;
    end loop;
    return made;
end $$;
ALTER FUNCTION public.ensure_month_partitions(parent text, first_day date, last_day date) OWNER TO yq_owner;
CREATE FUNCTION public.index_month_partitions(parent text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    child regclass;
    is_filled boolean;
    made int := 0;
begin
    if parent not in ('holdings_balance', 'holdings_transaction') then
        raise exception '% has no monthly indexes', parent;
    end if;
    for child in select inhrelid::regclass from pg_inherits where inhparent = parent::regclass loop
        if exists (select 1 from pg_index where indrelid = child) then
            continue;
        end if;
        execute format('select exists (select 1 from %s)', child) into is_filled;
        if not is_filled then
            continue;
        end if;
        if parent = 'holdings_balance' then
            execute format('create unique index on %s (account_id, balance_on desc, source)', child);
            execute format('create index on %s using brin (batch_on)', child);
        else
            execute format('alter table %s add primary key (transaction_no, source, posted_on)', child);
            execute format('create index on %s (customer_id, posted_on desc, id desc)', child);
            execute format('create index on %s using brin (batch_on)', child);
        end if;
        execute format('analyze %s', child);
        execute format('alter table %s reset (autovacuum_enabled)', child);
        made := made + 1;
    end loop;
    return made;
end $$;
ALTER FUNCTION public.index_month_partitions(parent text) OWNER TO yq_owner;
CREATE FUNCTION public.index_overview() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    create index if not exists overview_name on customers_overview (name text_pattern_ops);
    create index if not exists overview_initials on customers_overview (initials text_pattern_ops);
    create index if not exists overview_pinyin on customers_overview (pinyin text_pattern_ops);
    create index if not exists overview_grams on customers_overview using gin (name_grams);
    create unique index if not exists overview_no on customers_overview (customer_no);
    create index if not exists overview_org_aum on customers_overview (org_id, aum desc, customer_id);
    create index if not exists overview_rm_aum on customers_overview (main_rm_id, aum desc, customer_id);
    create index if not exists overview_aum on customers_overview (aum desc, customer_id);
    create index if not exists overview_tier_aum on customers_overview (tier, aum desc, customer_id);
    create index if not exists overview_sort on customers_overview (sort_key, customer_id);
    analyze customers_overview;
end $$;
ALTER FUNCTION public.index_overview() OWNER TO yq_owner;
CREATE FUNCTION public.prepare_customer_facts() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    drop table if exists insights_customer_facts_next;
    create table insights_customer_facts_next (like insights_customer_facts including all);
    alter table insights_customer_facts_next enable row level security;
alter table insights_customer_facts_next force row level security;
create policy customer_scope on insights_customer_facts_next to yq_app using ((select current_setting('app.all', true)) = 'on' or exists (select 1 from customers_customer c where c.id = insights_customer_facts_next.customer_id)) with check ((select current_setting('app.all', true)) = 'on' or exists (select 1 from customers_customer c where c.id = insights_customer_facts_next.customer_id));
create policy loader_all on insights_customer_facts_next to yq_loader, yq_owner using (true) with check (true);
create policy auditor_none on insights_customer_facts_next to yq_auditor using (false);
    revoke insert, update, delete on insights_customer_facts_next from yq_app;
end $$;
ALTER FUNCTION public.prepare_customer_facts() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
ALTER FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
ALTER FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
ALTER FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) OWNER TO yq_owner;
SET default_table_access_method = heap;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
ALTER TABLE public.procrastinate_jobs OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
ALTER FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
ALTER FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
ALTER FUNCTION public.procrastinate_notify_queue_abort_job_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
ALTER FUNCTION public.procrastinate_notify_queue_job_inserted_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
ALTER FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
ALTER FUNCTION public.procrastinate_register_worker_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
ALTER FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
ALTER FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
ALTER FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
ALTER FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
ALTER FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
ALTER FUNCTION public.procrastinate_trigger_function_status_events_update_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
ALTER FUNCTION public.procrastinate_unlink_periodic_defers_v1() OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
ALTER FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) OWNER TO yq_owner;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
ALTER FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) OWNER TO yq_owner;
CREATE FUNCTION public.reconciliation_figures(object_table text, sum_column text, of_source text, known_until timestamp with time zone) RETURNS TABLE(row_count bigint, total numeric, checksum text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
declare
    history_table text := split_part(object_table, '_', 1) || '_history';
    summed_now text := 'null::numeric';
    summed_then text := 'null::numeric';
begin
    if object_table || '.' || sum_column <> all (array[
        'interactions_contact_record.duration_seconds', 'interactions_contact_record.', 'interactions_note.', 'interactions_task.',
        'insights_tag.', 'insights_customer_tag.', 'customers_assignment.', 'compliance_consent.'
    ]) then
        raise exception 'no reconciliation of %.%', object_table, sum_column;
    end if;
    if sum_column <> '' then
        summed_now := format('t.%I::numeric', sum_column);
        summed_then := format('(h.state ->> %L)::numeric', sum_column);
    end if;
    return query execute format(
        'select count(*), coalesce(sum(summed), 0), coalesce(sum(digest), 0)::text from ('
        ' select t.source_digest::numeric as digest, %1$s as summed from %3$I t'
        '  where t.source = $1 and t.ended_on is null and t.known_from <= $2'
        ' union all'
        ' select (h.state ->> ''source_digest'')::numeric, %2$s from %4$I h'
        '  where h.table_name = %3$L and h.known_from <= $2 and h.known_to > $2'
        '  and h.state ->> ''source'' = $1 and h.state ->> ''ended_on'' is null'
        ') as known', summed_now, summed_then, object_table, history_table)
    using of_source, known_until;
end $_$;
ALTER FUNCTION public.reconciliation_figures(object_table text, sum_column text, of_source text, known_until timestamp with time zone) OWNER TO yq_owner;
CREATE FUNCTION public.reserve_ids(table_name text, how_many bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    sequence_name text := pg_get_serial_sequence(table_name, 'id');
    first_id bigint;
begin
    perform pg_advisory_xact_lock(hashtext('reserve_ids'), hashtext(table_name));
    execute format('select nextval(%L)', sequence_name) into first_id;
    if how_many > 1 then
        execute format('select setval(%L, %s)', sequence_name, first_id + how_many - 1);
    end if;
    return first_id;
end $$;
ALTER FUNCTION public.reserve_ids(table_name text, how_many bigint) OWNER TO yq_owner;
CREATE FUNCTION public.screening_proven(asked bigint) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select case when bool_or(k.state <> 'CLEARED') then 'infinity'::date
        else max((k.decided_at at time zone 'Asia/Shanghai')::date) end
    from screening_case k
    where k.customer_id = asked or k.customer_id in (select g.member_id from customers_merged g where g.survivor_id = asked)
$$;
ALTER FUNCTION public.screening_proven(asked bigint) OWNER TO yq_owner;
CREATE FUNCTION public.screening_under_review(asked bigint[], today date) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select s.customer_id
    from screening_subject s left join screening_screened d on d.customer_id = s.customer_id
    where s.customer_id = any(asked)
      and exists (select 1 from screening_watchlist w where w.is_active and w.version > 0)
      and (d.customer_id is null or d.digest <> s.digest or d.state <> 'CLEAR')
    union
    select n.customer_id from customers_identification n
    where n.customer_id = any(asked) and n.ended_on is null and n.is_primary and n.expires_on < today
$$;
ALTER FUNCTION public.screening_under_review(asked bigint[], today date) OWNER TO yq_owner;
CREATE FUNCTION public.swap_customer_facts() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    drop table insights_customer_facts;
    alter table insights_customer_facts_next rename to insights_customer_facts;
end $$;
ALTER FUNCTION public.swap_customer_facts() OWNER TO yq_owner;
CREATE FUNCTION public.unindex_empty_overview() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    if exists (select 1 from customers_overview) then
        return false;
    end if;
    drop index if exists overview_name, overview_initials, overview_pinyin, overview_grams, overview_no, overview_org_aum,
        overview_rm_aum, overview_aum, overview_tier_aum, overview_sort;
    return true;
end $$;
ALTER FUNCTION public.unindex_empty_overview() OWNER TO yq_owner;
CREATE TABLE public.access_accessgrant (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    revoked_at timestamp with time zone,
    approver_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT access_accessgrant_times CHECK ((until > valid_from)),
    CONSTRAINT access_accessgrant_two_people CHECK ((NOT (approver_id = staff_id)))
);
ALTER TABLE public.access_accessgrant OWNER TO yq_owner;
ALTER TABLE public.access_accessgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_accessgrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_accessstamp (
    id smallint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT access_accessstamp_id_check CHECK ((id >= 0)),
    CONSTRAINT access_accessstamp_single CHECK ((id = 1))
);
ALTER TABLE public.access_accessstamp OWNER TO yq_owner;
CREATE TABLE public.access_apitoken (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    digest character varying(64) NOT NULL,
    hint character varying(12) NOT NULL,
    scopes character varying(80)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    user_id bigint NOT NULL
);
ALTER TABLE public.access_apitoken OWNER TO yq_owner;
ALTER TABLE public.access_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_dualact (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    details jsonb NOT NULL,
    facts jsonb NOT NULL,
    summary character varying(200) NOT NULL,
    reason character varying(200) NOT NULL,
    maker_name character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    approval_id bigint,
    granted_at timestamp with time zone,
    granted_by_name character varying(80) NOT NULL,
    used_at timestamp with time zone,
    granted_by_id bigint,
    maker_id bigint NOT NULL,
    role_id bigint,
    user_id bigint,
    CONSTRAINT access_dualact_granted_first CHECK (((used_at IS NULL) OR (granted_at IS NOT NULL))),
    CONSTRAINT access_dualact_kind CHECK (((kind)::text = ANY ((ARRAY['ACCOUNT'::character varying, 'SERVICE'::character varying, 'UPLOAD'::character varying, 'RESET'::character varying, 'GIVE'::character varying, 'ENLARGE'::character varying, 'TOKEN'::character varying, 'ENABLE'::character varying, 'HIRE'::character varying, 'MOVE'::character varying, 'POST'::character varying])::text[]))),
    CONSTRAINT access_dualact_two_people CHECK (((granted_by_id IS NULL) OR (NOT ((granted_by_id = maker_id) AND (granted_by_id IS NOT NULL)))))
);
ALTER TABLE public.access_dualact OWNER TO yq_owner;
ALTER TABLE public.access_dualact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_dualact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_loginsession (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    ip inet,
    ended_at timestamp with time zone,
    end_reason character varying(12) NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.access_loginsession OWNER TO yq_owner;
ALTER TABLE public.access_loginsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_loginsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_passwordhistory (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.access_passwordhistory OWNER TO yq_owner;
ALTER TABLE public.access_passwordhistory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_passwordhistory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_postrole (
    id bigint NOT NULL,
    post_kind character varying(30) NOT NULL,
    kind character varying(10) NOT NULL,
    scope character varying(15) NOT NULL,
    role_id bigint NOT NULL,
    CONSTRAINT access_postrole_business_only CHECK (((kind)::text = 'business'::text)),
    CONSTRAINT access_postrole_scope CHECK (((scope)::text = ANY ((ARRAY['NONE'::character varying, 'SELF'::character varying, 'ORG'::character varying, 'ORG_AND_BELOW'::character varying, 'LINE'::character varying, 'ALL'::character varying])::text[])))
);
ALTER TABLE public.access_postrole OWNER TO yq_owner;
ALTER TABLE public.access_postrole ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_postrole_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_recertification (
    id bigint NOT NULL,
    title character varying(80) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by_name character varying(80) NOT NULL,
    due_on date NOT NULL,
    is_cutting boolean NOT NULL,
    closed_at timestamp with time zone
);
ALTER TABLE public.access_recertification OWNER TO yq_owner;
ALTER TABLE public.access_recertification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_recertification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_recertification_item (
    id bigint NOT NULL,
    staff_id bigint,
    staff_name character varying(100) NOT NULL,
    org_name character varying(100) NOT NULL,
    origin character varying(4) NOT NULL,
    post_kind character varying(30) NOT NULL,
    scope character varying(15) NOT NULL,
    place character varying(100) NOT NULL,
    head_id bigint,
    head_name character varying(80) NOT NULL,
    answer character varying(10) NOT NULL,
    note character varying(200) NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    answered_by_name character varying(80) NOT NULL,
    done_at timestamp with time zone,
    done_by_name character varying(80) NOT NULL,
    assignment_id bigint,
    recertification_id bigint NOT NULL,
    role_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT recertification_by_another CHECK ((NOT ((answered_by_id = staff_id) AND (answered_by_id IS NOT NULL) AND (staff_id IS NOT NULL)))),
    CONSTRAINT recertification_origin CHECK (((((origin)::text = 'HAND'::text) AND (assignment_id IS NOT NULL)) OR (((origin)::text = 'POST'::text) AND (assignment_id IS NULL))))
);
ALTER TABLE public.access_recertification_item OWNER TO yq_owner;
ALTER TABLE public.access_recertification_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_recertification_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_role (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    scope character varying(15) NOT NULL,
    clearances character varying(40)[] NOT NULL,
    is_builtin boolean NOT NULL,
    "order" smallint NOT NULL,
    version integer NOT NULL,
    CONSTRAINT access_role_admin_has_no_scope CHECK ((((kind)::text = 'business'::text) OR ((scope)::text = 'NONE'::text))),
    CONSTRAINT access_role_kind CHECK (((kind)::text = ANY ((ARRAY['business'::character varying, 'system'::character varying, 'security'::character varying, 'audit'::character varying])::text[]))),
    CONSTRAINT access_role_order_check CHECK (("order" >= 0)),
    CONSTRAINT access_role_version_check CHECK ((version >= 0))
);
ALTER TABLE public.access_role OWNER TO yq_owner;
ALTER TABLE public.access_role ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_role_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_roleassignment (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    scope character varying(15) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    granted_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    granted_by_id bigint,
    line_id bigint,
    org_id bigint,
    role_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT access_roleassignment_admin_no_scope CHECK ((((kind)::text = 'business'::text) OR ((scope)::text = 'NONE'::text))),
    CONSTRAINT access_roleassignment_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT access_roleassignment_line_named CHECK (((NOT ((scope)::text = 'LINE'::text)) OR (line_id IS NOT NULL))),
    CONSTRAINT access_roleassignment_org_named CHECK (((NOT ((scope)::text = ANY ((ARRAY['ORG'::character varying, 'ORG_AND_BELOW'::character varying])::text[]))) OR (org_id IS NOT NULL))),
    CONSTRAINT access_roleassignment_scope CHECK (((scope)::text = ANY ((ARRAY['NONE'::character varying, 'SELF'::character varying, 'ORG'::character varying, 'ORG_AND_BELOW'::character varying, 'LINE'::character varying, 'ALL'::character varying])::text[])))
);
ALTER TABLE public.access_roleassignment OWNER TO yq_owner;
ALTER TABLE public.access_roleassignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_roleassignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_rolepermission (
    id bigint NOT NULL,
    permission character varying(80) NOT NULL,
    role_id bigint NOT NULL
);
ALTER TABLE public.access_rolepermission OWNER TO yq_owner;
ALTER TABLE public.access_rolepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_rolepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_signinguard (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    failures integer NOT NULL,
    failed_at timestamp with time zone,
    locked_until timestamp with time zone,
    CONSTRAINT access_signinguard_failures_check CHECK ((failures >= 0))
);
ALTER TABLE public.access_signinguard OWNER TO yq_owner;
ALTER TABLE public.access_signinguard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_signinguard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    username character varying(64) NOT NULL,
    label character varying(100) NOT NULL,
    is_active boolean NOT NULL,
    is_service boolean NOT NULL,
    is_demo boolean NOT NULL,
    must_change_password boolean NOT NULL,
    password_changed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    access_version integer NOT NULL,
    version integer NOT NULL,
    staff_id bigint,
    CONSTRAINT access_user_access_version_check CHECK ((access_version >= 0)),
    CONSTRAINT access_user_person_or_service CHECK ((((NOT is_service) AND (staff_id IS NOT NULL)) OR (is_service AND (staff_id IS NULL)))),
    CONSTRAINT access_user_version_check CHECK ((version >= 0))
);
ALTER TABLE public.access_user OWNER TO yq_owner;
ALTER TABLE public.access_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_answer (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    product_id bigint,
    product_class character varying(12) NOT NULL,
    action character varying(10) NOT NULL,
    reply character varying(8) NOT NULL,
    reason character varying(10) NOT NULL,
    note character varying(200) NOT NULL,
    rests_until date,
    opportunity_id bigint,
    factors jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL,
    staff_name character varying(80) NOT NULL,
    undone_at timestamp with time zone,
    CONSTRAINT advice_answer_told CHECK ((((opportunity_id IS NOT NULL) AND ((reply)::text = 'ACCEPTED'::text)) OR (((reply)::text = 'REFUSED'::text) AND (rests_until IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);
ALTER TABLE ONLY public.advice_answer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.advice_answer OWNER TO yq_owner;
ALTER TABLE public.advice_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_customer (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    bar character varying(10) NOT NULL,
    bar_reason character varying(200) NOT NULL,
    outcomes smallint[] NOT NULL,
    run_id bigint NOT NULL
);
ALTER TABLE ONLY public.advice_customer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.advice_customer OWNER TO yq_owner;
ALTER TABLE public.advice_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_exposure (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    period character varying(6) NOT NULL,
    product_id bigint NOT NULL,
    product_class character varying(12) NOT NULL,
    org_id bigint NOT NULL,
    is_held_out boolean NOT NULL,
    first_on date NOT NULL,
    taken_on date,
    is_ripe boolean NOT NULL,
    is_contaminated boolean NOT NULL
);
ALTER TABLE ONLY public.advice_exposure FORCE ROW LEVEL SECURITY;
ALTER TABLE public.advice_exposure OWNER TO yq_owner;
ALTER TABLE public.advice_exposure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_exposure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_learnt (
    id bigint NOT NULL,
    product_class character varying(12) NOT NULL,
    learnt_at timestamp with time zone NOT NULL,
    data_on date NOT NULL,
    window_days smallint NOT NULL,
    sample bigint NOT NULL,
    buyers bigint NOT NULL,
    segments jsonb NOT NULL,
    coefficients jsonb NOT NULL,
    auc double precision,
    brier double precision,
    segment_brier double precision,
    is_used boolean NOT NULL,
    is_current boolean NOT NULL,
    CONSTRAINT advice_learnt_window_days_check CHECK ((window_days >= 0))
);
ALTER TABLE public.advice_learnt OWNER TO yq_owner;
ALTER TABLE public.advice_learnt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_learnt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_lever (
    id bigint NOT NULL,
    product_id bigint NOT NULL,
    weight numeric(4,2) NOT NULL,
    most_a_manager integer,
    most_a_unit integer,
    quota numeric(20,2),
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    reason character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by_id bigint NOT NULL,
    asked_by_name character varying(80) NOT NULL,
    agreed_at timestamp with time zone,
    agreed_by_id bigint,
    agreed_by_name character varying(80) NOT NULL,
    ended_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT advice_lever_most_a_manager_check CHECK ((most_a_manager >= 0)),
    CONSTRAINT advice_lever_most_a_unit_check CHECK ((most_a_unit >= 0)),
    CONSTRAINT advice_lever_period CHECK ((valid_to >= valid_from)),
    CONSTRAINT advice_lever_two_people CHECK (((NOT ((state)::text = 'IN_FORCE'::text)) OR ((agreed_by_id IS NOT NULL) AND (NOT ((agreed_by_id = asked_by_id) AND (agreed_by_id IS NOT NULL)))))),
    CONSTRAINT advice_lever_version_check CHECK ((version >= 0)),
    CONSTRAINT advice_lever_weight CHECK (((weight >= (0)::numeric) AND (weight <= (3)::numeric)))
);
ALTER TABLE public.advice_lever OWNER TO yq_owner;
ALTER TABLE public.advice_lever ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_lever_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_line (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    place smallint NOT NULL,
    result character varying(10) NOT NULL,
    product_id bigint,
    product_class character varying(12) NOT NULL,
    action character varying(10) NOT NULL,
    rm_id bigint,
    org_id bigint NOT NULL,
    amount numeric(20,2),
    days integer,
    is_gap boolean NOT NULL,
    propensity double precision NOT NULL,
    sample bigint NOT NULL,
    source character varying(8) NOT NULL,
    segment character varying(60) NOT NULL,
    value double precision NOT NULL,
    urgency double precision NOT NULL,
    lever double precision NOT NULL,
    score double precision NOT NULL,
    is_held_out boolean NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT advice_line_place_check CHECK ((place >= 0))
);
ALTER TABLE ONLY public.advice_line FORCE ROW LEVEL SECURITY;
ALTER TABLE public.advice_line OWNER TO yq_owner;
ALTER TABLE public.advice_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_run (
    id bigint NOT NULL,
    data_on date NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    products bigint[] NOT NULL,
    period character varying(6) NOT NULL,
    held_percent smallint NOT NULL,
    customers bigint NOT NULL,
    shown bigint NOT NULL,
    told jsonb NOT NULL,
    CONSTRAINT advice_run_held_percent_check CHECK ((held_percent >= 0))
);
ALTER TABLE public.advice_run OWNER TO yq_owner;
ALTER TABLE public.advice_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.advice_tally (
    id bigint NOT NULL,
    period character varying(6) NOT NULL,
    product_id bigint NOT NULL,
    org_id bigint NOT NULL,
    is_held_out boolean NOT NULL,
    people bigint NOT NULL,
    ripe bigint NOT NULL,
    taken bigint NOT NULL,
    contaminated bigint NOT NULL,
    counted_at timestamp with time zone NOT NULL
);
ALTER TABLE public.advice_tally OWNER TO yq_owner;
ALTER TABLE public.advice_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.advice_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    txid bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    occurred_on date NOT NULL,
    actor_kind text NOT NULL,
    staff_id bigint,
    staff_no text NOT NULL,
    actor_name text NOT NULL,
    roles text NOT NULL,
    org_id bigint,
    ip text NOT NULL,
    session_digest text NOT NULL,
    request_id text NOT NULL,
    verb text NOT NULL,
    result text NOT NULL,
    object_type text NOT NULL,
    object_id bigint,
    customer_id bigint,
    old jsonb NOT NULL,
    new jsonb NOT NULL,
    reason text NOT NULL,
    detail jsonb NOT NULL,
    CONSTRAINT audit_entry_result_check CHECK ((result = ANY (ARRAY['ok'::text, 'denied'::text, 'failed'::text])))
)
PARTITION BY RANGE (occurred_on);
ALTER TABLE public.audit_entry OWNER TO yq_owner;
CREATE SEQUENCE public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_entry_id_seq OWNER TO yq_owner;
ALTER SEQUENCE public.audit_entry_id_seq OWNED BY public.audit_entry.id;
CREATE TABLE public.audit_entry_default (
    id bigint DEFAULT nextval('public.audit_entry_id_seq'::regclass) CONSTRAINT audit_entry_id_not_null NOT NULL,
    txid bigint DEFAULT ((pg_current_xact_id())::text)::bigint CONSTRAINT audit_entry_txid_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT audit_entry_occurred_at_not_null NOT NULL,
    occurred_on date CONSTRAINT audit_entry_occurred_on_not_null NOT NULL,
    actor_kind text CONSTRAINT audit_entry_actor_kind_not_null NOT NULL,
    staff_id bigint,
    staff_no text CONSTRAINT audit_entry_staff_no_not_null NOT NULL,
    actor_name text CONSTRAINT audit_entry_actor_name_not_null NOT NULL,
    roles text CONSTRAINT audit_entry_roles_not_null NOT NULL,
    org_id bigint,
    ip text CONSTRAINT audit_entry_ip_not_null NOT NULL,
    session_digest text CONSTRAINT audit_entry_session_digest_not_null NOT NULL,
    request_id text CONSTRAINT audit_entry_request_id_not_null NOT NULL,
    verb text CONSTRAINT audit_entry_verb_not_null NOT NULL,
    result text CONSTRAINT audit_entry_result_not_null NOT NULL,
    object_type text CONSTRAINT audit_entry_object_type_not_null NOT NULL,
    object_id bigint,
    customer_id bigint,
    old jsonb CONSTRAINT audit_entry_old_not_null NOT NULL,
    new jsonb CONSTRAINT audit_entry_new_not_null NOT NULL,
    reason text CONSTRAINT audit_entry_reason_not_null NOT NULL,
    detail jsonb CONSTRAINT audit_entry_detail_not_null NOT NULL,
    CONSTRAINT audit_entry_result_check CHECK ((result = ANY (ARRAY['ok'::text, 'denied'::text, 'failed'::text])))
);
ALTER TABLE public.audit_entry_default OWNER TO yq_owner;
CREATE TABLE public.audit_seal (
    seq bigint NOT NULL,
    entry_id bigint NOT NULL,
    entry_txid bigint NOT NULL,
    row_digest bytea NOT NULL,
    head bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL
);
ALTER TABLE public.audit_seal OWNER TO yq_owner;
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group OWNER TO yq_owner;
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions OWNER TO yq_owner;
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission OWNER TO yq_owner;
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_assessment_sitting (
    id bigint NOT NULL,
    channel character varying(16) NOT NULL,
    key character varying(80),
    state character varying(10) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    operated_by_id bigint,
    operated_by_name character varying(60) NOT NULL,
    answers jsonb,
    answered_at timestamp with time zone,
    score integer,
    grade character varying(2) NOT NULL,
    is_lowest boolean NOT NULL,
    previous_grade character varying(2) NOT NULL,
    is_confirmed_again boolean NOT NULL,
    completed_at timestamp with time zone,
    version integer NOT NULL,
    assessment_id bigint,
    customer_id bigint NOT NULL,
    questionnaire_id bigint NOT NULL,
    CONSTRAINT compliance_assessment_sitting_version_check CHECK ((version >= 0)),
    CONSTRAINT sitting_completed CHECK ((((assessment_id IS NOT NULL) AND (completed_at IS NOT NULL) AND ((state)::text = 'COMPLETED'::text)) OR ((NOT ((state)::text = 'COMPLETED'::text)) AND (assessment_id IS NULL))))
);
ALTER TABLE ONLY public.compliance_assessment_sitting FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_assessment_sitting OWNER TO yq_owner;
ALTER TABLE public.compliance_assessment_sitting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_assessment_sitting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_buyer_mark (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    reason character varying(200) NOT NULL,
    evidence_no character varying(64) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by_id bigint,
    set_by_name character varying(60) NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id bigint,
    ended_by_name character varying(60) NOT NULL,
    end_reason character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT buyer_mark_period CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
ALTER TABLE ONLY public.compliance_buyer_mark FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_buyer_mark OWNER TO yq_owner;
ALTER TABLE public.compliance_buyer_mark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_buyer_mark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_consent (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    consent_no character varying(32) NOT NULL,
    purpose character varying(16) NOT NULL,
    channel character varying(10) NOT NULL,
    status character varying(10) NOT NULL,
    text_version character varying(20) NOT NULL,
    granted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    valid_to date,
    evidence_no character varying(64) NOT NULL,
    collected_via character varying(16) NOT NULL,
    customer_id bigint NOT NULL,
    given_by character varying(10) DEFAULT 'SELF'::character varying NOT NULL,
    CONSTRAINT compliance_consent_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.compliance_consent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_consent OWNER TO yq_owner;
ALTER TABLE public.compliance_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_consent_text (
    id bigint NOT NULL,
    purpose character varying(16) NOT NULL,
    version character varying(20) CONSTRAINT compliance_consent_text_version_not_null1 NOT NULL,
    title character varying(80) NOT NULL,
    body text NOT NULL,
    body_digest character varying(64) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    published_at timestamp with time zone NOT NULL,
    published_by_id bigint,
    published_by_name character varying(60) NOT NULL,
    CONSTRAINT consent_text_period CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
ALTER TABLE public.compliance_consent_text OWNER TO yq_owner;
ALTER TABLE public.compliance_consent_text ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_consent_text_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_consent_withdrawal (
    id bigint NOT NULL,
    purpose character varying(16) NOT NULL,
    channel character varying(10) NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone NOT NULL,
    xact bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
    consent_id bigint NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.compliance_consent_withdrawal FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_consent_withdrawal OWNER TO yq_owner;
ALTER TABLE public.compliance_consent_withdrawal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_consent_withdrawal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_contact_hold (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    campaign character varying(40) NOT NULL,
    source character varying(40) NOT NULL,
    source_key character varying(80) NOT NULL,
    reason character varying(200) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    placed_at timestamp with time zone NOT NULL,
    placed_by_id bigint,
    placed_by_name character varying(60) NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by_id bigint,
    lifted_by_name character varying(60) NOT NULL,
    lift_reason character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    owner character varying(60) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT contact_hold_period CHECK (((ends_at IS NULL) OR (ends_at > starts_at)))
);
ALTER TABLE ONLY public.compliance_contact_hold FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_contact_hold OWNER TO yq_owner;
ALTER TABLE public.compliance_contact_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_contact_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_contact_slot (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    purpose character varying(10) NOT NULL,
    channel character varying(10) NOT NULL,
    campaign character varying(40) NOT NULL,
    day date NOT NULL,
    reserved_at timestamp with time zone NOT NULL,
    reserved_by_id bigint,
    reserved_by_name character varying(60) NOT NULL,
    outcome character varying(10) NOT NULL,
    closed_at timestamp with time zone,
    customer_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT contact_slot_closed CHECK ((((closed_at IS NULL) AND ((outcome)::text = 'RESERVED'::text)) OR ((NOT ((outcome)::text = 'RESERVED'::text)) AND (closed_at IS NOT NULL))))
);
ALTER TABLE ONLY public.compliance_contact_slot FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_contact_slot OWNER TO yq_owner;
ALTER TABLE public.compliance_contact_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_contact_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_due_diligence (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kyc_level character varying(12) NOT NULL,
    kyc_status character varying(12) NOT NULL,
    aml_grade character varying(12) NOT NULL,
    reviewed_on date,
    next_review_on date,
    missing_items character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT compliance_due_diligence_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.compliance_due_diligence FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_due_diligence OWNER TO yq_owner;
ALTER TABLE public.compliance_due_diligence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_due_diligence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_evidence (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    about_type character varying(60) NOT NULL,
    about_id bigint,
    title character varying(120) NOT NULL,
    happened_on date NOT NULL,
    facts jsonb NOT NULL,
    media_type character varying(60) NOT NULL,
    size bigint,
    sha256 character varying(64) NOT NULL,
    sm3 character varying(64) NOT NULL,
    path character varying(200) NOT NULL,
    external_no character varying(80) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    kept_by_id bigint,
    kept_by_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT evidence_is_somewhere CHECK ((((NOT ((path)::text = ''::text)) AND (NOT ((sha256)::text = ''::text)) AND (size IS NOT NULL)) OR (((path)::text = ''::text) AND (NOT ((external_no)::text = ''::text)))))
);
ALTER TABLE ONLY public.compliance_evidence FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_evidence OWNER TO yq_owner;
ALTER TABLE public.compliance_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_history (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    customer_id bigint,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone NOT NULL,
    state jsonb NOT NULL,
    batch_id bigint,
    changed_by_id bigint
);
ALTER TABLE ONLY public.compliance_history FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_history OWNER TO yq_owner;
ALTER TABLE public.compliance_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_person_request (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    state character varying(12) NOT NULL,
    wish character varying(500) NOT NULL,
    received_via character varying(16) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    received_by_id bigint,
    received_by_name character varying(60) NOT NULL,
    alarm_on date NOT NULL,
    due_on date NOT NULL,
    handled_by_id bigint,
    handled_by_name character varying(60) NOT NULL,
    verified_how character varying(200) NOT NULL,
    answer character varying(1000) NOT NULL,
    closed_at timestamp with time zone,
    restricted_until date,
    version integer NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT compliance_person_request_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.compliance_person_request FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_person_request OWNER TO yq_owner;
ALTER TABLE public.compliance_person_request ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_person_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_questionnaire (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    title character varying(80) NOT NULL,
    audience character varying(8) NOT NULL,
    text text NOT NULL,
    content jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    effective_from date,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    made_by_name character varying(60) NOT NULL,
    published_at timestamp with time zone,
    published_by_id bigint,
    published_by_name character varying(60) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT compliance_questionnaire_version_check CHECK ((version >= 0)),
    CONSTRAINT questionnaire_published CHECK (((NOT ((state)::text = 'PUBLISHED'::text)) OR ((effective_from IS NOT NULL) AND (published_at IS NOT NULL))))
);
ALTER TABLE public.compliance_questionnaire OWNER TO yq_owner;
ALTER TABLE public.compliance_questionnaire ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_questionnaire_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_risk_alert (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    times integer NOT NULL,
    bucket smallint NOT NULL,
    data_on date NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    decided_by_name character varying(60) NOT NULL,
    verdict character varying(500) NOT NULL,
    version integer NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT compliance_risk_alert_bucket_check CHECK ((bucket >= 0)),
    CONSTRAINT compliance_risk_alert_times_check CHECK ((times >= 0)),
    CONSTRAINT compliance_risk_alert_version_check CHECK ((version >= 0)),
    CONSTRAINT risk_alert_decided CHECK ((((decided_at IS NULL) AND ((state)::text = 'OPEN'::text)) OR ((NOT ((state)::text = 'OPEN'::text)) AND (decided_at IS NOT NULL))))
);
ALTER TABLE ONLY public.compliance_risk_alert FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_risk_alert OWNER TO yq_owner;
ALTER TABLE public.compliance_risk_alert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_risk_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_risk_assessment (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    assessment_no character varying(32) NOT NULL,
    risk_tolerance character varying(2) NOT NULL,
    score integer,
    assessed_on date NOT NULL,
    assessed_at timestamp with time zone,
    valid_to date NOT NULL,
    channel character varying(16) NOT NULL,
    questionnaire_version character varying(20) NOT NULL,
    is_lowest boolean,
    customer_id bigint NOT NULL,
    CONSTRAINT compliance_risk_assessment_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.compliance_risk_assessment FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_risk_assessment OWNER TO yq_owner;
ALTER TABLE public.compliance_risk_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_risk_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_sales_licence (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(12) NOT NULL,
    licence_no character varying(40) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    withdrawn_on date,
    withdraw_reason character varying(200) NOT NULL,
    recorded_by_name character varying(60) DEFAULT ''::character varying NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT compliance_sales_licence_version_check CHECK ((version >= 0)),
    CONSTRAINT sales_licence_period CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
ALTER TABLE public.compliance_sales_licence OWNER TO yq_owner;
ALTER TABLE public.compliance_sales_licence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_sales_licence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.crypto_key_check (
    id bigint NOT NULL,
    number integer NOT NULL,
    fingerprint bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT crypto_key_check_number_check CHECK ((number >= 0))
);
ALTER TABLE public.crypto_key_check OWNER TO yq_owner;
ALTER TABLE public.crypto_key_check ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crypto_key_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_address (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(12) NOT NULL,
    province character varying(30) NOT NULL,
    city character varying(40) NOT NULL,
    district character varying(40) NOT NULL,
    region_code character varying(6) NOT NULL,
    street_token bytea NOT NULL,
    street_masked character varying(120) NOT NULL,
    postcode character varying(6) NOT NULL,
    is_primary boolean NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_address_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_address FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_address OWNER TO yq_owner;
ALTER TABLE public.customers_address ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_address_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_assignment (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    role character varying(6) NOT NULL,
    share numeric(5,2) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    staff_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT assignment_period CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT assignment_share CHECK (((share >= (0)::numeric) AND (share <= (100)::numeric))),
    CONSTRAINT customers_assignment_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_assignment OWNER TO yq_owner;
ALTER TABLE public.customers_assignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_automation_refusal (
    id bigint NOT NULL,
    refused_at timestamp with time zone NOT NULL,
    told_via character varying(16) NOT NULL,
    evidence_no character varying(64) NOT NULL,
    recorded_by_id bigint,
    recorded_by_name character varying(60) NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id bigint,
    ended_by_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT automation_refusal_period CHECK (((ended_at IS NULL) OR (ended_at >= refused_at)))
);
ALTER TABLE ONLY public.customers_automation_refusal FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_automation_refusal OWNER TO yq_owner;
ALTER TABLE public.customers_automation_refusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_automation_refusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_company (
    customer_id bigint NOT NULL,
    uscc character varying(18) NOT NULL,
    industry character varying(10) NOT NULL,
    scale character varying(10) NOT NULL,
    company_type character varying(30) NOT NULL,
    registered_capital numeric(20,2),
    registered_on date,
    business_scope text NOT NULL,
    employees integer,
    annual_revenue numeric(20,2),
    CONSTRAINT customers_company_employees_check CHECK ((employees >= 0))
);
ALTER TABLE ONLY public.customers_company FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_company OWNER TO yq_owner;
CREATE TABLE public.customers_contact_point (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(10) NOT NULL,
    value_token bytea NOT NULL,
    value_index bytea NOT NULL,
    value_masked character varying(80) NOT NULL,
    usage character varying(20) NOT NULL,
    is_primary boolean NOT NULL,
    is_verified boolean NOT NULL,
    is_do_not_disturb boolean NOT NULL,
    updated_on date,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_contact_point_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_contact_point FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_contact_point OWNER TO yq_owner;
ALTER TABLE public.customers_contact_point ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_contact_point_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_correction_request (
    id bigint NOT NULL,
    field character varying(40) NOT NULL,
    proposed_token bytea NOT NULL,
    proposed_masked character varying(120) NOT NULL,
    reason text NOT NULL,
    state character varying(10) NOT NULL,
    requested_by bigint NOT NULL,
    requested_by_name character varying(80) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_by_name character varying(80) NOT NULL,
    decided_at timestamp with time zone,
    decision_note text NOT NULL,
    customer_id bigint NOT NULL,
    current_masked character varying(120) NOT NULL,
    decided_by bigint,
    owner_source character varying(20) NOT NULL,
    row_id bigint,
    version integer NOT NULL,
    evidence character varying(200) NOT NULL,
    sent_at timestamp with time zone,
    sent_by bigint,
    sent_by_name character varying(80) NOT NULL,
    CONSTRAINT correction_sent_by_another CHECK ((NOT ((sent_by = requested_by) AND (sent_by IS NOT NULL)))),
    CONSTRAINT correction_two_people CHECK ((NOT ((decided_by = requested_by) AND (decided_by IS NOT NULL)))),
    CONSTRAINT customers_correction_request_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_correction_request FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_correction_request OWNER TO yq_owner;
ALTER TABLE public.customers_correction_request ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_correction_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_customer (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    customer_no character varying(20) NOT NULL,
    kind character varying(10) NOT NULL,
    party_type character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    name_grams character varying(2)[] NOT NULL,
    pinyin character varying(240) NOT NULL,
    initials character varying(120) NOT NULL,
    sort_key character varying(360) NOT NULL,
    former_name character varying(120) NOT NULL,
    sex character varying(1) NOT NULL,
    birth_on date,
    nationality character varying(3) NOT NULL,
    marital_status character varying(20) NOT NULL,
    education character varying(20) NOT NULL,
    occupation character varying(30) NOT NULL,
    status character varying(10) NOT NULL,
    business_line character varying(20) NOT NULL,
    opened_on date,
    is_staff boolean NOT NULL,
    is_shareholder boolean NOT NULL,
    is_self_employed boolean NOT NULL,
    household_no character varying(20) NOT NULL,
    attributes jsonb NOT NULL,
    main_rm_id bigint,
    org_id bigint NOT NULL,
    CONSTRAINT customers_customer_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_customer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_customer OWNER TO yq_owner;
ALTER TABLE public.customers_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_dependant (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    note character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_id bigint,
    recorded_by_name character varying(60) NOT NULL,
    end_reason character varying(200) NOT NULL,
    kind character varying(6) NOT NULL,
    birth_year smallint,
    stage character varying(10) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_dependant_birth_year_check CHECK ((birth_year >= 0)),
    CONSTRAINT customers_dependant_version_check CHECK ((version >= 0)),
    CONSTRAINT dependant_birth_year CHECK (((birth_year IS NULL) OR ((birth_year >= 1900) AND (birth_year <= 2200))))
);
ALTER TABLE ONLY public.customers_dependant FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_dependant OWNER TO yq_owner;
ALTER TABLE public.customers_dependant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_dependant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_employment (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    employer_name character varying(120) NOT NULL,
    employer_no character varying(20) NOT NULL,
    industry character varying(10) NOT NULL,
    occupation character varying(30) NOT NULL,
    "position" character varying(60) NOT NULL,
    annual_income numeric(20,2),
    valid_from date,
    valid_to date,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_employment_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_employment FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_employment OWNER TO yq_owner;
ALTER TABLE public.customers_employment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_employment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_export (
    id bigint NOT NULL,
    filters jsonb NOT NULL,
    "order" character varying(40) NOT NULL,
    file_format character varying(4) NOT NULL,
    is_unmasked boolean NOT NULL,
    reason text NOT NULL,
    expected_rows integer NOT NULL,
    row_count integer,
    state character varying(10) NOT NULL,
    refusal character varying(200) NOT NULL,
    requested_by bigint NOT NULL,
    requested_by_name character varying(80) NOT NULL,
    user_id bigint NOT NULL,
    scope_digest character varying(64) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    approval_id bigint,
    file_name character varying(120) NOT NULL,
    file_digest character varying(64) NOT NULL,
    file_size bigint,
    ready_at timestamp with time zone,
    expires_at timestamp with time zone,
    download_count integer NOT NULL,
    downloaded_at timestamp with time zone,
    password_token bytea,
    password_shown_count integer DEFAULT 0 NOT NULL,
    password_shown_at timestamp with time zone,
    CONSTRAINT customers_export_download_count_check CHECK ((download_count >= 0)),
    CONSTRAINT customers_export_expected_rows_check CHECK ((expected_rows >= 0)),
    CONSTRAINT customers_export_password_shown_count_check CHECK ((password_shown_count >= 0)),
    CONSTRAINT customers_export_row_count_check CHECK ((row_count >= 0))
);
ALTER TABLE public.customers_export OWNER TO yq_owner;
ALTER TABLE public.customers_export ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_export_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_external_item (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    summary character varying(500) NOT NULL,
    origin character varying(60) NOT NULL,
    published_on date NOT NULL,
    link character varying(300) NOT NULL,
    relevance character varying(6) NOT NULL,
    attached_by_id bigint,
    attached_by_name character varying(60) NOT NULL,
    withdrawn_by_name character varying(60) NOT NULL,
    withdraw_reason character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_external_item_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_external_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_external_item OWNER TO yq_owner;
ALTER TABLE public.customers_external_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_external_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_field_answer (
    id bigint NOT NULL,
    rule character varying(40) NOT NULL,
    answer character varying(10) NOT NULL,
    answered_on date NOT NULL,
    answered_by_id bigint,
    answered_by_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.customers_field_answer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_field_answer OWNER TO yq_owner;
ALTER TABLE public.customers_field_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_field_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_field_grant (
    id bigint NOT NULL,
    staff_id bigint NOT NULL,
    staff_name character varying(80) NOT NULL,
    field character varying(40) NOT NULL,
    approval_id bigint NOT NULL,
    approved_by_id bigint NOT NULL,
    approved_by_name character varying(80) NOT NULL,
    reason character varying(200) NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by_name character varying(80) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT field_grant_times CHECK ((until > from_at)),
    CONSTRAINT field_grant_two_people CHECK ((NOT (approved_by_id = staff_id)))
);
ALTER TABLE ONLY public.customers_field_grant FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_field_grant OWNER TO yq_owner;
ALTER TABLE public.customers_field_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_field_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_figures (
    customer_id bigint NOT NULL,
    data_on date NOT NULL,
    aum numeric(20,2) NOT NULL,
    aum_month_average numeric(20,2) NOT NULL,
    aum_year_average numeric(20,2) NOT NULL,
    lum numeric(20,2) NOT NULL,
    tier character varying(16) NOT NULL,
    risk_grade character varying(2) NOT NULL
);
ALTER TABLE ONLY public.customers_figures FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_figures OWNER TO yq_owner;
CREATE TABLE public.customers_finance_figure (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(10) NOT NULL,
    item character varying(40) NOT NULL,
    amount numeric(20,2) NOT NULL,
    currency character varying(3) NOT NULL,
    basis character varying(20) NOT NULL,
    as_of date NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_finance_figure_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_finance_figure FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_finance_figure OWNER TO yq_owner;
ALTER TABLE public.customers_finance_figure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_finance_figure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_history (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    customer_id bigint,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone NOT NULL,
    state jsonb NOT NULL,
    batch_id bigint,
    changed_by_id bigint
);
ALTER TABLE ONLY public.customers_history FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_history OWNER TO yq_owner;
ALTER TABLE public.customers_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_identification (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    id_type character varying(24) NOT NULL,
    number_token bytea NOT NULL,
    number_index bytea NOT NULL,
    number_masked character varying(40) NOT NULL,
    issued_on date,
    expires_on date,
    issuer character varying(120) NOT NULL,
    is_primary boolean NOT NULL,
    is_verified boolean NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_identification_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_identification FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_identification OWNER TO yq_owner;
ALTER TABLE public.customers_identification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_identification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_life_event (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    note character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_id bigint,
    recorded_by_name character varying(60) NOT NULL,
    end_reason character varying(200) NOT NULL,
    kind character varying(16) NOT NULL,
    happened_on date NOT NULL,
    told_by character varying(10) NOT NULL,
    over_on date,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_life_event_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_life_event FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_life_event OWNER TO yq_owner;
ALTER TABLE public.customers_life_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_life_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_linkage_evaluation (
    id bigint NOT NULL,
    file_name character varying(120) NOT NULL,
    file_digest character varying(64) NOT NULL,
    settings_digest character varying(64) NOT NULL,
    records integer NOT NULL,
    true_pairs integer NOT NULL,
    "precision" numeric(5,4) NOT NULL,
    recall numeric(5,4) NOT NULL,
    f1 numeric(5,4) NOT NULL,
    measured_at timestamp with time zone NOT NULL,
    remark character varying(200) NOT NULL,
    submitted_by_id bigint NOT NULL,
    submitted_by_name character varying(80) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    approval_id bigint,
    signed_by_id bigint,
    signed_by_name character varying(80) NOT NULL,
    signed_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdrawn_by_name character varying(80) NOT NULL,
    CONSTRAINT customers_linkage_evaluation_records_check CHECK ((records >= 0)),
    CONSTRAINT customers_linkage_evaluation_true_pairs_check CHECK ((true_pairs >= 0)),
    CONSTRAINT linkage_evaluation_by_two CHECK (((signed_by_id IS NULL) OR (NOT ((signed_by_id = submitted_by_id) AND (signed_by_id IS NOT NULL))))),
    CONSTRAINT linkage_evaluation_shares CHECK ((("precision" >= (0)::numeric) AND ("precision" <= (1)::numeric) AND (recall >= (0)::numeric) AND (recall <= (1)::numeric)))
);
ALTER TABLE public.customers_linkage_evaluation OWNER TO yq_owner;
ALTER TABLE public.customers_linkage_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_linkage_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_merge (
    id bigint NOT NULL,
    survivor_id bigint NOT NULL,
    member_id bigint NOT NULL,
    survivor_no character varying(20) NOT NULL,
    member_no character varying(20) NOT NULL,
    state character varying(8) NOT NULL,
    sides jsonb NOT NULL,
    reason character varying(200) NOT NULL,
    maker_id bigint NOT NULL,
    maker_name character varying(80) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    approval_id bigint,
    checker_id bigint,
    checker_name character varying(80) NOT NULL,
    done_at timestamp with time zone,
    undo_until timestamp with time zone,
    moved jsonb NOT NULL,
    undone_at timestamp with time zone,
    undone_by_id bigint,
    undone_by_name character varying(80) NOT NULL,
    undo_reason character varying(200) NOT NULL,
    version integer NOT NULL,
    suggestion_id bigint,
    CONSTRAINT customers_merge_version_check CHECK ((version >= 0)),
    CONSTRAINT merge_by_two_people CHECK (((checker_id IS NULL) OR (NOT ((checker_id = maker_id) AND (checker_id IS NOT NULL))))),
    CONSTRAINT merge_of_two_records CHECK ((NOT (survivor_id = member_id))),
    CONSTRAINT merge_was_agreed_to CHECK (((NOT ((state)::text = 'DONE'::text)) OR (checker_id IS NOT NULL)))
);
ALTER TABLE ONLY public.customers_merge FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_merge OWNER TO yq_owner;
ALTER TABLE public.customers_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_merge_row (
    id bigint NOT NULL,
    survivor_id bigint NOT NULL,
    participant character varying(60) NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    act character varying(8) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    merge_id bigint NOT NULL
);
ALTER TABLE ONLY public.customers_merge_row FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_merge_row OWNER TO yq_owner;
ALTER TABLE public.customers_merge_row ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_merge_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_merged (
    member_id bigint NOT NULL,
    survivor_id bigint NOT NULL,
    member_no character varying(20) NOT NULL,
    merge_id bigint NOT NULL,
    CONSTRAINT merged_into_another CHECK ((NOT (survivor_id = member_id)))
);
ALTER TABLE ONLY public.customers_merged FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_merged OWNER TO yq_owner;
CREATE TABLE public.customers_number_fault (
    id bigint NOT NULL,
    contact_point_id bigint NOT NULL,
    reason character varying(12) NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    reported_by_id bigint,
    reported_by_name character varying(60) NOT NULL,
    settled_at timestamp with time zone,
    settled_by_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.customers_number_fault FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_number_fault OWNER TO yq_owner;
ALTER TABLE public.customers_number_fault ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_number_fault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_outsider (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(8) NOT NULL,
    name character varying(120) NOT NULL,
    sex character varying(1) NOT NULL,
    nationality character varying(3) NOT NULL,
    birth_on date,
    id_type character varying(24) NOT NULL,
    number_token bytea NOT NULL,
    number_index bytea NOT NULL,
    number_masked character varying(40) NOT NULL,
    id_expires_on date,
    approval_id bigint,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_outsider_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_outsider FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_outsider OWNER TO yq_owner;
ALTER TABLE public.customers_outsider ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_outsider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_overview (
    customer_id bigint NOT NULL,
    customer_no character varying(20) NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    name_grams character varying(2)[] NOT NULL,
    pinyin character varying(240) NOT NULL,
    initials character varying(120) NOT NULL,
    sort_key character varying(360) NOT NULL,
    sex character varying(1) NOT NULL,
    birth_on date,
    phone_masked character varying(20) NOT NULL,
    tier character varying(16) NOT NULL,
    aum numeric(20,2) NOT NULL,
    aum_month_average numeric(20,2) NOT NULL,
    aum_year_average numeric(20,2) NOT NULL,
    lum numeric(20,2) NOT NULL,
    main_rm_id bigint,
    org_id bigint NOT NULL,
    business_line character varying(20) NOT NULL,
    city character varying(40) NOT NULL,
    risk_grade character varying(2) NOT NULL,
    status character varying(10) NOT NULL,
    opened_on date,
    data_on date
);
ALTER TABLE ONLY public.customers_overview FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_overview OWNER TO yq_owner;
CREATE VIEW public.customers_overview_in_scope AS
 SELECT customer_id,
    customer_no,
    kind,
    name,
    name_grams,
    pinyin,
    initials,
    sort_key,
    sex,
    birth_on,
    phone_masked,
    tier,
    aum,
    aum_month_average,
    aum_year_average,
    lum,
    main_rm_id,
    org_id,
    business_line,
    city,
    risk_grade,
    status,
    opened_on,
    data_on
   FROM public.customers_overview
  WHERE ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (main_rm_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[])) OR (customer_id = ANY ((( SELECT NULLIF(current_setting('app.customers'::text, true), ''::text) AS "nullif"))::bigint[])) OR ((business_line)::text = ANY ((( SELECT NULLIF(current_setting('app.lines'::text, true), ''::text) AS "nullif"))::text[])));
ALTER VIEW public.customers_overview_in_scope OWNER TO yq_owner;
CREATE TABLE public.customers_party_role (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(16) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    grounds character varying(200) NOT NULL,
    set_by_id bigint,
    set_by_name character varying(60) NOT NULL,
    end_reason character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT customers_party_role_version_check CHECK ((version >= 0)),
    CONSTRAINT party_role_period CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
ALTER TABLE ONLY public.customers_party_role FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_party_role OWNER TO yq_owner;
ALTER TABLE public.customers_party_role ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_party_role_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_quality_measure (
    id bigint NOT NULL,
    measured_on date NOT NULL,
    rule character varying(40) NOT NULL,
    org_id bigint NOT NULL,
    source character varying(20) NOT NULL,
    checked integer NOT NULL,
    failed integer NOT NULL,
    CONSTRAINT customers_quality_measure_checked_check CHECK ((checked >= 0)),
    CONSTRAINT customers_quality_measure_failed_check CHECK ((failed >= 0)),
    CONSTRAINT quality_measure_share CHECK ((failed <= checked))
);
ALTER TABLE public.customers_quality_measure OWNER TO yq_owner;
ALTER TABLE public.customers_quality_measure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_quality_measure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_registry_event (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    event_no character varying(32) NOT NULL,
    customer_id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    happened_on date NOT NULL,
    old_value character varying(300) NOT NULL,
    new_value character varying(300) NOT NULL,
    origin character varying(60) NOT NULL
);
ALTER TABLE ONLY public.customers_registry_event FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_registry_event OWNER TO yq_owner;
ALTER TABLE public.customers_registry_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_registry_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_relation (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    other_name character varying(120) NOT NULL,
    kind character varying(24) NOT NULL,
    percent numeric(9,6),
    valid_from date,
    valid_to date,
    is_verified boolean NOT NULL,
    customer_id bigint NOT NULL,
    other_id bigint,
    is_from_outsider boolean DEFAULT false NOT NULL,
    proof character varying(200) DEFAULT ''::character varying NOT NULL,
    recorded_by_name character varying(60) DEFAULT ''::character varying NOT NULL,
    told_by character varying(10) DEFAULT ''::character varying NOT NULL,
    outsider_id bigint,
    CONSTRAINT customers_relation_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.customers_relation FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_relation OWNER TO yq_owner;
ALTER TABLE public.customers_relation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_relation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_restriction (
    customer_id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    until date NOT NULL,
    request_id bigint NOT NULL
);
ALTER TABLE ONLY public.customers_restriction FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_restriction OWNER TO yq_owner;
CREATE TABLE public.customers_reveal (
    id bigint NOT NULL,
    staff_id bigint NOT NULL,
    revealed_on date NOT NULL,
    revealed_at timestamp with time zone NOT NULL,
    field character varying(40) NOT NULL,
    row_id bigint NOT NULL,
    reason text NOT NULL,
    customer_id bigint NOT NULL,
    approval_id bigint,
    linked_item character varying(80) NOT NULL
);
ALTER TABLE ONLY public.customers_reveal FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_reveal OWNER TO yq_owner;
ALTER TABLE public.customers_reveal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_reveal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customers_suggestion (
    id bigint NOT NULL,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    rule character varying(40) NOT NULL,
    keys character varying(16)[] NOT NULL,
    is_model boolean NOT NULL,
    score numeric(5,4) NOT NULL,
    doubt numeric(5,4) GENERATED ALWAYS AS (LEAST(score, ((1)::numeric - score))) STORED,
    reasons jsonb NOT NULL,
    value numeric(20,2) NOT NULL,
    origin character varying(8) NOT NULL,
    state character varying(10) NOT NULL,
    suggested_at timestamp with time zone NOT NULL,
    suggested_by_id bigint,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    decided_by_name character varying(80) NOT NULL,
    note character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT customers_suggestion_version_check CHECK ((version >= 0)),
    CONSTRAINT suggestion_lower_first CHECK ((first_id < second_id)),
    CONSTRAINT suggestion_score_share CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric)))
);
ALTER TABLE ONLY public.customers_suggestion FORCE ROW LEVEL SECURITY;
ALTER TABLE public.customers_suggestion OWNER TO yq_owner;
ALTER TABLE public.customers_suggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_suggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_checklist (
    id bigint NOT NULL,
    version character varying(20) NOT NULL,
    valid_from date NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by_name character varying(60) NOT NULL
);
ALTER TABLE public.diligence_checklist OWNER TO yq_owner;
CREATE TABLE public.diligence_checklist_draft (
    id bigint NOT NULL,
    version character varying(20) NOT NULL,
    valid_from date NOT NULL,
    text text NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    made_by_name character varying(60) NOT NULL
);
ALTER TABLE public.diligence_checklist_draft OWNER TO yq_owner;
ALTER TABLE public.diligence_checklist_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_checklist_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.diligence_checklist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_checklist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_checklist_item (
    id bigint NOT NULL,
    place smallint NOT NULL,
    code character varying(24) NOT NULL,
    title character varying(60) NOT NULL,
    why character varying(200) NOT NULL,
    source character varying(120) NOT NULL,
    party_types character varying(12)[] NOT NULL,
    kinds character varying(3)[] NOT NULL,
    needs_document boolean NOT NULL,
    options jsonb NOT NULL,
    factor character varying(10) NOT NULL,
    checklist_id bigint NOT NULL,
    is_required boolean DEFAULT true NOT NULL,
    needs_expiry boolean DEFAULT false NOT NULL,
    CONSTRAINT diligence_checklist_item_place_check CHECK ((place >= 0))
);
ALTER TABLE public.diligence_checklist_item OWNER TO yq_owner;
ALTER TABLE public.diligence_checklist_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_checklist_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_file (
    id bigint NOT NULL,
    kind character varying(3) NOT NULL,
    party_type character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    state_since timestamp with time zone NOT NULL,
    round smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by_name character varying(60) NOT NULL,
    submitted_by_id bigint,
    grade_due_on date NOT NULL,
    graded_on date,
    reviewed_on date,
    next_review_on date,
    approval_id bigint,
    approved_by_name character varying(60) NOT NULL,
    version integer NOT NULL,
    checklist_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT diligence_file_round_check CHECK ((round >= 0)),
    CONSTRAINT diligence_file_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.diligence_file FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_file OWNER TO yq_owner;
ALTER TABLE public.diligence_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_file_item (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    answer character varying(500) NOT NULL,
    option character varying(20) NOT NULL,
    document_masked character varying(40) NOT NULL,
    issuer character varying(120) NOT NULL,
    issued_on date,
    expires_on date,
    evidence_id bigint,
    given_at timestamp with time zone,
    given_by_id bigint,
    given_by_name character varying(60) NOT NULL,
    checked_at timestamp with time zone,
    checked_by_name character varying(60) NOT NULL,
    note character varying(200) NOT NULL,
    version integer NOT NULL,
    file_id bigint NOT NULL,
    item_id bigint NOT NULL,
    CONSTRAINT diligence_file_item_version_check CHECK ((version >= 0)),
    CONSTRAINT file_item_document_days CHECK (((issued_on IS NULL) OR (expires_on IS NULL) OR (expires_on >= issued_on)))
);
ALTER TABLE ONLY public.diligence_file_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_file_item OWNER TO yq_owner;
ALTER TABLE public.diligence_file_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_file_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_grading (
    id bigint NOT NULL,
    round smallint NOT NULL,
    cause character varying(8) NOT NULL,
    proposed character varying(12) NOT NULL,
    points numeric(4,1) NOT NULL,
    factors jsonb NOT NULL,
    direct jsonb NOT NULL,
    grade character varying(12) NOT NULL,
    reason character varying(500) NOT NULL,
    next_review_on date NOT NULL,
    graded_at timestamp with time zone NOT NULL,
    graded_by_id bigint,
    graded_by_name character varying(60) NOT NULL,
    file_id bigint NOT NULL,
    CONSTRAINT diligence_grading_round_check CHECK ((round >= 0))
);
ALTER TABLE ONLY public.diligence_grading FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_grading OWNER TO yq_owner;
CREATE TABLE public.diligence_grading_call (
    id bigint NOT NULL,
    cause character varying(8) NOT NULL,
    told character varying(12) NOT NULL,
    called_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answered_by_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.diligence_grading_call FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_grading_call OWNER TO yq_owner;
ALTER TABLE public.diligence_grading_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_grading_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.diligence_grading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_grading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_owner_difference (
    id bigint NOT NULL,
    is_computed boolean NOT NULL,
    is_registered boolean NOT NULL,
    is_imported boolean NOT NULL,
    found_on date NOT NULL,
    due_on date NOT NULL,
    settled_at timestamp with time zone,
    settled_by_name character varying(60) NOT NULL,
    action character varying(12) NOT NULL,
    note character varying(300) NOT NULL,
    customer_id bigint NOT NULL,
    owner_id bigint,
    outsider_id bigint,
    CONSTRAINT owner_difference_is_one CHECK ((((owner_id IS NULL) OR (outsider_id IS NULL)) AND (1 = (
CASE
    WHEN (owner_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (outsider_id IS NULL) THEN 1
    ELSE 0
END))))
);
ALTER TABLE ONLY public.diligence_owner_difference FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_owner_difference OWNER TO yq_owner;
ALTER TABLE public.diligence_owner_difference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_owner_difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_registered_owner (
    id bigint NOT NULL,
    basis character varying(10) NOT NULL,
    percent numeric(7,4),
    paths jsonb NOT NULL,
    evidence_no character varying(64) NOT NULL,
    checked_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_name character varying(60) NOT NULL,
    ended_at timestamp with time zone,
    ended_by_name character varying(60) NOT NULL,
    end_reason character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    owner_id bigint,
    outsider_id bigint,
    CONSTRAINT registered_owner_is_one CHECK ((((owner_id IS NULL) OR (outsider_id IS NULL)) AND (1 = (
CASE
    WHEN (owner_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (outsider_id IS NULL) THEN 1
    ELSE 0
END))))
);
ALTER TABLE ONLY public.diligence_registered_owner FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_registered_owner OWNER TO yq_owner;
ALTER TABLE public.diligence_registered_owner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_registered_owner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.diligence_reminder (
    id bigint NOT NULL,
    subject character varying(10) NOT NULL,
    item_id bigint NOT NULL,
    due_on date NOT NULL,
    stage smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    file_id bigint NOT NULL
);
ALTER TABLE ONLY public.diligence_reminder FORCE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_reminder OWNER TO yq_owner;
ALTER TABLE public.diligence_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.diligence_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type OWNER TO yq_owner;
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations OWNER TO yq_owner;
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
ALTER TABLE public.django_session OWNER TO yq_owner;
CREATE TABLE public.events_outbox (
    id bigint NOT NULL,
    kind character varying(100) NOT NULL,
    payload jsonb NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    request_id character varying(40) NOT NULL
);
ALTER TABLE public.events_outbox OWNER TO yq_owner;
ALTER TABLE public.events_outbox ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.events_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_account (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    number_token bytea NOT NULL,
    number_index bytea NOT NULL,
    number_masked character varying(40) NOT NULL,
    account_type character varying(12) NOT NULL,
    account_class character varying(3) NOT NULL,
    currency character varying(3) NOT NULL,
    status character varying(14) NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    principal numeric(20,2),
    rate numeric(9,6),
    term_days integer,
    value_on date,
    matures_on date,
    auto_renew boolean,
    balance numeric(20,2) NOT NULL,
    last_active_on date,
    customer_id bigint NOT NULL,
    org_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT holdings_account_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.holdings_account FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_account OWNER TO yq_owner;
ALTER TABLE public.holdings_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_account_party (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    role character varying(12) NOT NULL,
    account_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT holdings_account_party_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.holdings_account_party FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_account_party OWNER TO yq_owner;
ALTER TABLE public.holdings_account_party ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_account_party_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_balance (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    balance_on date NOT NULL,
    balance numeric(20,2) NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL
)
PARTITION BY RANGE (balance_on);
ALTER TABLE ONLY public.holdings_balance FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_balance OWNER TO yq_owner;
CREATE SEQUENCE public.holdings_balance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.holdings_balance_id_seq OWNER TO yq_owner;
ALTER SEQUENCE public.holdings_balance_id_seq OWNED BY public.holdings_balance.id;
CREATE TABLE public.holdings_card (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    number_token bytea NOT NULL,
    number_index bytea NOT NULL,
    number_masked character varying(40) NOT NULL,
    card_type character varying(8) NOT NULL,
    card_level character varying(10) NOT NULL,
    status character varying(14) NOT NULL,
    issued_on date NOT NULL,
    activated_on date,
    last_used_on date,
    credit_limit numeric(20,2),
    used_amount numeric(20,2),
    statement_day integer,
    is_main_card boolean,
    account_id bigint,
    customer_id bigint NOT NULL,
    CONSTRAINT holdings_card_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.holdings_card FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_card OWNER TO yq_owner;
ALTER TABLE public.holdings_card ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_card_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_fee (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    fee_no character varying(32) NOT NULL,
    customer_id bigint NOT NULL,
    charged_on date NOT NULL,
    fee_kind character varying(16) NOT NULL,
    amount numeric(20,2) NOT NULL,
    product_code character varying(20) NOT NULL
);
ALTER TABLE ONLY public.holdings_fee FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_fee OWNER TO yq_owner;
ALTER TABLE public.holdings_fee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_fee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_history (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    customer_id bigint,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone NOT NULL,
    state jsonb NOT NULL,
    batch_id bigint,
    changed_by_id bigint
);
ALTER TABLE ONLY public.holdings_history FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_history OWNER TO yq_owner;
ALTER TABLE public.holdings_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_loan (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    contract_no character varying(32) NOT NULL,
    currency character varying(3) NOT NULL,
    principal numeric(20,2) NOT NULL,
    balance numeric(20,2),
    credit_limit numeric(20,2),
    limit_expires_on date,
    rate numeric(9,6),
    rate_type character varying(8) NOT NULL,
    spread numeric(9,6),
    next_repricing_on date,
    disbursed_on date NOT NULL,
    matures_on date,
    repayment_method character varying(20) NOT NULL,
    instalment numeric(20,2),
    next_due_on date,
    overdue_days integer NOT NULL,
    overdue_amount numeric(20,2),
    grade character varying(16) NOT NULL,
    guarantee_type character varying(12) NOT NULL,
    collateral_value numeric(20,2),
    prepayment_requested_on date,
    status character varying(12) NOT NULL,
    account_id bigint,
    customer_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT holdings_loan_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.holdings_loan FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_loan OWNER TO yq_owner;
ALTER TABLE public.holdings_loan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_loan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_login (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    login_no character varying(32) NOT NULL,
    customer_id bigint NOT NULL,
    logged_in_at timestamp with time zone NOT NULL,
    channel character varying(16) NOT NULL,
    result character varying(8) NOT NULL
);
ALTER TABLE ONLY public.holdings_login FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_login OWNER TO yq_owner;
ALTER TABLE public.holdings_login ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_login_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_overdue_spell (
    id bigint NOT NULL,
    loan_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    started_on date NOT NULL,
    seen_on date NOT NULL,
    ended_on date,
    longest_days integer NOT NULL,
    CONSTRAINT holdings_overdue_spell_longest_days_check CHECK ((longest_days >= 0))
);
ALTER TABLE ONLY public.holdings_overdue_spell FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_overdue_spell OWNER TO yq_owner;
ALTER TABLE public.holdings_overdue_spell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_overdue_spell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_payroll (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    payer_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    account_id bigint,
    pay_month character varying(6) NOT NULL,
    paid_on date NOT NULL,
    amount numeric(20,2) NOT NULL,
    transaction_no character varying(32) NOT NULL
);
ALTER TABLE ONLY public.holdings_payroll FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_payroll OWNER TO yq_owner;
ALTER TABLE public.holdings_payroll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_payroll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_payroll_month (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    pay_month character varying(6) NOT NULL,
    people integer NOT NULL,
    with_card integer NOT NULL,
    with_credit_card integer NOT NULL,
    amount numeric(20,2) NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    CONSTRAINT holdings_payroll_month_people_check CHECK ((people >= 0)),
    CONSTRAINT holdings_payroll_month_with_card_check CHECK ((with_card >= 0)),
    CONSTRAINT holdings_payroll_month_with_credit_card_check CHECK ((with_credit_card >= 0))
);
ALTER TABLE ONLY public.holdings_payroll_month FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_payroll_month OWNER TO yq_owner;
ALTER TABLE public.holdings_payroll_month ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_payroll_month_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_standing_order (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    payee_bank character varying(100) NOT NULL,
    payee_token bytea,
    payee_masked character varying(40) NOT NULL,
    amount numeric(20,2) NOT NULL,
    category character varying(20) NOT NULL,
    account_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT holdings_standing_order_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.holdings_standing_order FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_standing_order OWNER TO yq_owner;
ALTER TABLE public.holdings_standing_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_standing_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.holdings_transaction (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    transaction_no character varying(32) NOT NULL,
    posted_on date NOT NULL,
    posted_at timestamp with time zone,
    direction character varying(1) NOT NULL,
    amount numeric(20,2) NOT NULL,
    balance_after numeric(20,2),
    transaction_type character varying(24) NOT NULL,
    category character varying(20) NOT NULL,
    channel character varying(16) NOT NULL,
    counterparty_name character varying(200) NOT NULL,
    counterparty_token bytea,
    counterparty_masked character varying(40) NOT NULL,
    counterparty_bank character varying(100) NOT NULL,
    summary character varying(100) NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    CONSTRAINT holdings_transaction_direction_check CHECK (((direction)::text = ANY ((ARRAY['C'::character varying, 'D'::character varying])::text[])))
)
PARTITION BY RANGE (posted_on);
ALTER TABLE ONLY public.holdings_transaction FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_transaction OWNER TO yq_owner;
CREATE SEQUENCE public.holdings_transaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.holdings_transaction_id_seq OWNER TO yq_owner;
ALTER SEQUENCE public.holdings_transaction_id_seq OWNED BY public.holdings_transaction.id;
CREATE TABLE public.holdings_wealth_position (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    currency character varying(3) NOT NULL,
    units numeric(20,4) NOT NULL,
    nav numeric(20,6),
    nav_on date,
    market_value numeric(20,2) NOT NULL,
    cost numeric(20,2),
    bought_on date NOT NULL,
    matures_on date,
    next_payment_on date,
    status character varying(10) NOT NULL,
    account_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT holdings_wealth_position_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.holdings_wealth_position FORCE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_wealth_position OWNER TO yq_owner;
ALTER TABLE public.holdings_wealth_position ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.holdings_wealth_position_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_codemap (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    map_name character varying(60) NOT NULL,
    source_value character varying(60) NOT NULL,
    standard_value character varying(60) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    is_seed boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by character varying(80) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT imports_codemap_version_check CHECK ((version >= 0))
);
ALTER TABLE public.imports_codemap OWNER TO yq_owner;
ALTER TABLE public.imports_codemap ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_codemap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_importbatch (
    id bigint NOT NULL,
    rows bigint NOT NULL,
    accepted bigint NOT NULL,
    rejected bigint NOT NULL,
    warned bigint NOT NULL,
    folded bigint NOT NULL,
    inserted bigint NOT NULL,
    updated bigint NOT NULL,
    unchanged bigint NOT NULL,
    deleted bigint NOT NULL,
    source character varying(20) NOT NULL,
    profile character varying(60) NOT NULL,
    profile_version integer NOT NULL,
    batch_on date NOT NULL,
    status character varying(10) NOT NULL,
    mode character varying(10) NOT NULL,
    manifest character varying(64) NOT NULL,
    folder character varying(500) NOT NULL,
    is_first_load boolean NOT NULL,
    known_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    phase character varying(200) NOT NULL,
    error character varying(500) NOT NULL,
    actor_no character varying(40) NOT NULL,
    actor_name character varying(80) NOT NULL,
    supersedes_id bigint,
    CONSTRAINT imports_importbatch_profile_version_check CHECK ((profile_version >= 0))
);
ALTER TABLE public.imports_importbatch OWNER TO yq_owner;
ALTER TABLE public.imports_importbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_importbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_importfile (
    id bigint NOT NULL,
    rows bigint NOT NULL,
    accepted bigint NOT NULL,
    rejected bigint NOT NULL,
    warned bigint NOT NULL,
    folded bigint NOT NULL,
    inserted bigint NOT NULL,
    updated bigint NOT NULL,
    unchanged bigint NOT NULL,
    deleted bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    title character varying(100) NOT NULL,
    target character varying(60) NOT NULL,
    mode character varying(10) NOT NULL,
    table_position integer NOT NULL,
    "position" integer NOT NULL,
    name character varying(255) NOT NULL,
    bytes bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    code character varying(40) NOT NULL,
    reason character varying(500) NOT NULL,
    checkpoint bigint NOT NULL,
    has_control boolean NOT NULL,
    control_rows bigint,
    control_sum numeric(24,4),
    sum_column character varying(60) NOT NULL,
    sum_read numeric(24,4) NOT NULL,
    sum_accepted numeric(24,4) NOT NULL,
    arrived_at timestamp with time zone,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    seconds double precision NOT NULL,
    batch_id bigint NOT NULL,
    unidentified bigint NOT NULL,
    CONSTRAINT imports_importfile_position_check CHECK (("position" >= 0)),
    CONSTRAINT imports_importfile_table_position_check CHECK ((table_position >= 0))
);
ALTER TABLE public.imports_importfile OWNER TO yq_owner;
ALTER TABLE public.imports_importfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_importfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_importschedule (
    id bigint NOT NULL,
    profile character varying(60) NOT NULL,
    source character varying(20) NOT NULL,
    table_name character varying(60) NOT NULL,
    title character varying(100) NOT NULL,
    "position" integer NOT NULL,
    expected_by time without time zone,
    is_optional boolean NOT NULL,
    after jsonb NOT NULL,
    CONSTRAINT imports_importschedule_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.imports_importschedule OWNER TO yq_owner;
ALTER TABLE public.imports_importschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_importschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_importtask (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    is_dry_run boolean NOT NULL,
    profile character varying(60) NOT NULL,
    source character varying(20) NOT NULL,
    batch_on date NOT NULL,
    folder character varying(500) NOT NULL,
    files jsonb NOT NULL,
    parameters jsonb NOT NULL,
    progress jsonb NOT NULL,
    report jsonb NOT NULL,
    error character varying(500) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by_id bigint,
    user_id bigint,
    asked_no character varying(40) NOT NULL,
    asked_name character varying(80) NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    batch_id bigint
);
ALTER TABLE public.imports_importtask OWNER TO yq_owner;
ALTER TABLE public.imports_importtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_importtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_quarantinerow (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    line bigint NOT NULL,
    level character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    "column" character varying(60) NOT NULL,
    code character varying(40) NOT NULL,
    message character varying(500) NOT NULL,
    findings jsonb NOT NULL,
    raw_token bytea,
    excerpt jsonb NOT NULL,
    org_code character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    settled_by character varying(80) NOT NULL,
    version integer NOT NULL,
    batch_id bigint NOT NULL,
    file_id bigint NOT NULL,
    CONSTRAINT imports_quarantinerow_version_check CHECK ((version >= 0))
);
ALTER TABLE public.imports_quarantinerow OWNER TO yq_owner;
ALTER TABLE public.imports_quarantinerow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_quarantinerow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports_seen_row (
    batch_id bigint NOT NULL,
    table_name text NOT NULL,
    row_id bigint NOT NULL
);
ALTER TABLE public.imports_seen_row OWNER TO yq_owner;
CREATE TABLE public.imports_unmappedcode (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    map_name character varying(60) NOT NULL,
    source_value character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    rows bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    first_batch_id bigint NOT NULL,
    last_batch_id bigint NOT NULL
);
ALTER TABLE public.imports_unmappedcode OWNER TO yq_owner;
ALTER TABLE public.imports_unmappedcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_unmappedcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_customer_facts (
    customer_id bigint NOT NULL,
    data_on date NOT NULL,
    aum numeric(20,2),
    aum_month_average numeric(20,2),
    aum_year_average numeric(20,2),
    lum numeric(20,2),
    aum_month_end numeric(20,2),
    aum_year_end numeric(20,2),
    aum_previous_average numeric(20,2),
    aum_three_month_average numeric(20,2),
    aum_peak numeric(20,2),
    inflow_month numeric(20,2),
    outflow_month numeric(20,2),
    inflow_last_month numeric(20,2),
    outflow_last_month numeric(20,2),
    inflow_average numeric(20,2),
    outflow_average numeric(20,2),
    inflow_90 numeric(20,2),
    outflow_90 numeric(20,2),
    inflow_day numeric(20,2),
    outflow_day numeric(20,2),
    outflow_7 numeric(20,2),
    largest_inflow_7 numeric(20,2),
    largest_outflow_7 numeric(20,2),
    transactions_90 bigint,
    transactions_180 bigint,
    last_transaction_on date,
    online_share numeric(12,6),
    spent_dining numeric(20,2),
    spent_shopping numeric(20,2),
    spent_travel numeric(20,2),
    spent_transport numeric(20,2),
    spent_education numeric(20,2),
    spent_medical numeric(20,2),
    spent_housing numeric(20,2),
    spent_insurance numeric(20,2),
    spent numeric(20,2),
    demand_amount numeric(20,2),
    term_amount numeric(20,2),
    structured_amount numeric(20,2),
    bond_amount numeric(20,2),
    wealth_amount numeric(20,2),
    fund_amount numeric(20,2),
    insurance_amount numeric(20,2),
    metal_amount numeric(20,2),
    trust_amount numeric(20,2),
    product_classes bigint,
    accounts_open bigint,
    first_account_on date,
    maturing_7 numeric(20,2),
    maturing_15 numeric(20,2),
    maturing_30 numeric(20,2),
    maturing_90 numeric(20,2),
    next_maturity_on date,
    next_maturity_amount numeric(20,2),
    loans bigint,
    loan_amount numeric(20,2),
    mortgage_amount numeric(20,2),
    overdue_days integer,
    overdue_amount numeric(20,2),
    repricing_on date,
    limit_expires_on date,
    prepayment_asked_on date,
    credit_cards bigint,
    card_limit numeric(20,2),
    card_used numeric(20,2),
    card_used_on date,
    inactive_cards bigint,
    salary_month numeric(20,2),
    salary_last_month numeric(20,2),
    salary_average numeric(20,2),
    salary_months bigint,
    first_salary_on date,
    last_salary_on date,
    last_login_on date,
    logins_30 bigint,
    logins_90 bigint,
    last_contact_on date,
    contacts_90 bigint,
    risk_grade_told character varying(16),
    risk_grade_until date,
    review_due_on date,
    papers_until date,
    age bigint,
    tenure_months integer,
    days_since_transaction integer,
    days_since_login integer,
    days_since_contact integer,
    aum_change_month numeric(20,2),
    aum_change_year numeric(20,2),
    aum_drop numeric(12,6),
    total_assets numeric(20,2),
    net_inflow_month numeric(20,2),
    net_inflow_90 numeric(20,2),
    outflow_share_7 numeric(12,6),
    deposit_share numeric(12,6),
    card_use numeric(12,6),
    overdue_bucket character varying(16),
    risk_grade_days integer,
    review_days integer,
    papers_days integer,
    maturity_days integer,
    repricing_days integer,
    limit_days integer,
    birthday_days integer,
    days_since_first_salary integer,
    days_since_card_use integer,
    days_since_prepayment integer,
    tier_now character varying(16),
    to_next_tier numeric(20,2),
    is_near_next_tier boolean,
    is_inactive boolean,
    has_salary_stopped boolean,
    lacks_wealth boolean,
    lacks_card boolean,
    has_idle_money boolean,
    rfm_recency numeric(9,2),
    rfm_frequency numeric(9,2),
    rfm_money numeric(9,2),
    is_sleeping_value boolean,
    household_members bigint,
    household_aum numeric(20,2),
    aum_low_since date,
    customer_tier character varying(16),
    lifecycle_stage character varying(16),
    stage_reason character varying(16),
    stage_since date,
    tier_below_since date,
    tier_earned character varying(16),
    tier_reason character varying(16),
    tier_since date,
    capital_charge numeric(20,2),
    contribution numeric(20,2),
    deposit_margin numeric(20,2),
    eva numeric(20,2),
    expected_loss numeric(20,2),
    fee_income numeric(20,2),
    loan_costs numeric(20,2),
    loan_margin numeric(20,2),
    loyalty_activity numeric(9,2),
    loyalty_depth numeric(9,2),
    loyalty_score numeric(9,2),
    loyalty_tenure numeric(9,2),
    operating_cost numeric(20,2),
    value_assets numeric(9,2),
    value_deposits numeric(9,2),
    value_income numeric(9,2),
    value_loans numeric(9,2),
    value_score numeric(9,2),
    value_spending numeric(9,2),
    value_wealth numeric(9,2),
    days_since_life_event integer,
    life_event character varying(16),
    life_event_on date,
    aum_change_day numeric(20,2),
    aum_day_before numeric(20,2),
    aum_rise_day numeric(12,6),
    is_company boolean,
    largest_inflow_day numeric(20,2),
    outflow_share_day numeric(12,6),
    managed_since date,
    days_without_contact integer,
    registration_change character varying(24),
    registration_changed_on date,
    court_event character varying(24),
    court_event_on date,
    tax_rated_on date,
    bill_discounted_on date,
    bill_discounted_30 numeric(20,2),
    service_rated_on date,
    service_score numeric(9,2),
    days_since_registration_change integer,
    days_since_court_event integer,
    days_since_tax_rating integer,
    days_since_bill_discount integer,
    days_since_service_rating integer
);
ALTER TABLE ONLY public.insights_customer_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_customer_facts OWNER TO yq_owner;
CREATE TABLE public.insights_customer_tag (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    since date NOT NULL,
    until date,
    set_by character varying(60) NOT NULL,
    customer_id bigint NOT NULL,
    tag_id bigint NOT NULL,
    CONSTRAINT customer_tag_period CHECK (((until IS NULL) OR (until > since))),
    CONSTRAINT insights_customer_tag_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.insights_customer_tag FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_customer_tag OWNER TO yq_owner;
ALTER TABLE public.insights_customer_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_customer_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_fact (
    key character varying(40) NOT NULL,
    "position" smallint NOT NULL,
    topic character varying(40) NOT NULL,
    title character varying(80) NOT NULL,
    formula character varying(300) NOT NULL,
    unit character varying(8) NOT NULL,
    inputs character varying(60)[] NOT NULL,
    owner character varying(40) NOT NULL,
    rows character varying(20) NOT NULL,
    is_core boolean NOT NULL,
    is_connected boolean NOT NULL,
    known bigint NOT NULL,
    customers bigint NOT NULL,
    data_on date NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    CONSTRAINT insights_fact_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.insights_fact OWNER TO yq_owner;
CREATE TABLE public.insights_history (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    customer_id bigint,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone NOT NULL,
    state jsonb NOT NULL,
    batch_id bigint,
    changed_by_id bigint
);
ALTER TABLE ONLY public.insights_history FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_history OWNER TO yq_owner;
ALTER TABLE public.insights_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_standing (
    tier character varying(16),
    tier_earned character varying(16),
    tier_since date,
    tier_below_since date,
    tier_reason character varying(16),
    stage character varying(16),
    stage_since date,
    stage_reason character varying(16),
    aum_low_since date,
    customer_id bigint NOT NULL,
    held_on date NOT NULL,
    before_tier character varying(16),
    before_tier_earned character varying(16),
    before_tier_since date,
    before_tier_below_since date,
    before_tier_reason character varying(16),
    before_stage character varying(16),
    before_stage_since date,
    before_stage_reason character varying(16),
    before_aum_low_since date
);
ALTER TABLE ONLY public.insights_standing FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_standing OWNER TO yq_owner;
CREATE TABLE public.insights_standing_change (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    kind character varying(5) NOT NULL,
    changed_on date NOT NULL,
    old character varying(16) NOT NULL,
    new character varying(16) NOT NULL,
    reason character varying(16) NOT NULL,
    metrics jsonb NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.insights_standing_change FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_standing_change OWNER TO yq_owner;
ALTER TABLE public.insights_standing_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_standing_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_tag (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(40) NOT NULL,
    kind character varying(6) NOT NULL,
    owner character varying(60) NOT NULL,
    description character varying(200) NOT NULL,
    expiry character varying(10) NOT NULL,
    valid_days integer,
    setters character varying(6) DEFAULT 'TEAM'::character varying NOT NULL,
    condition jsonb,
    is_on boolean DEFAULT false NOT NULL,
    CONSTRAINT insights_tag_valid_days_check CHECK ((valid_days >= 0)),
    CONSTRAINT insights_tag_version_check CHECK ((version >= 0)),
    CONSTRAINT tag_expiry CHECK (((((expiry)::text = 'NEVER'::text) AND (valid_days IS NULL)) OR (((expiry)::text = 'AFTER_DAYS'::text) AND (valid_days > 0))))
);
ALTER TABLE public.insights_tag OWNER TO yq_owner;
CREATE TABLE public.insights_tag_draft (
    id bigint NOT NULL,
    condition jsonb NOT NULL,
    asked_by_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    data_on date,
    customers bigint,
    fitting bigint,
    finished_at timestamp with time zone
);
ALTER TABLE public.insights_tag_draft OWNER TO yq_owner;
ALTER TABLE public.insights_tag_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_tag_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.insights_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_tier_keep (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    tier character varying(16) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    reason character varying(200) NOT NULL,
    asked_by_id bigint NOT NULL,
    granted_by_id bigint NOT NULL,
    granted_by_name character varying(60) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    CONSTRAINT tier_keep_by_two CHECK ((NOT (asked_by_id = granted_by_id))),
    CONSTRAINT tier_keep_period CHECK ((until_on >= from_on))
);
ALTER TABLE ONLY public.insights_tier_keep FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_tier_keep OWNER TO yq_owner;
ALTER TABLE public.insights_tier_keep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_tier_keep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_trigger (
    id bigint NOT NULL,
    code character varying(24) NOT NULL,
    effective_from date NOT NULL,
    title character varying(40) NOT NULL,
    over character varying(10) NOT NULL,
    condition jsonb NOT NULL,
    reason character varying(300) NOT NULL,
    suggestion character varying(300) NOT NULL,
    object_fact character varying(40) NOT NULL,
    amount_fact character varying(40) NOT NULL,
    happens_fact character varying(40) NOT NULL,
    due_days smallint NOT NULL,
    before_days smallint,
    priority smallint NOT NULL,
    purpose character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    source character varying(80) NOT NULL,
    owner character varying(40) NOT NULL,
    changed_by character varying(60) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    change_reason character varying(200) NOT NULL,
    script character varying(500) DEFAULT ''::character varying NOT NULL,
    is_event boolean DEFAULT false NOT NULL,
    CONSTRAINT insights_trigger_before_days_check CHECK ((before_days >= 0)),
    CONSTRAINT insights_trigger_due_days_check CHECK ((due_days >= 0)),
    CONSTRAINT insights_trigger_priority_check CHECK ((priority >= 0)),
    CONSTRAINT trigger_priority CHECK (((priority >= 1) AND (priority <= 5)))
);
ALTER TABLE public.insights_trigger OWNER TO yq_owner;
CREATE TABLE public.insights_trigger_draft (
    id bigint NOT NULL,
    code character varying(24) NOT NULL,
    condition jsonb NOT NULL,
    reason character varying(300) NOT NULL,
    asked_by_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    data_on date,
    customers bigint,
    fired bigint,
    finished_at timestamp with time zone,
    people bigint
);
ALTER TABLE public.insights_trigger_draft OWNER TO yq_owner;
ALTER TABLE public.insights_trigger_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_trigger_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_trigger_draft_row (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    reason character varying(400) NOT NULL,
    amount numeric(20,2),
    due_on date NOT NULL,
    draft_id bigint NOT NULL
);
ALTER TABLE ONLY public.insights_trigger_draft_row FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_trigger_draft_row OWNER TO yq_owner;
ALTER TABLE public.insights_trigger_draft_row ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_trigger_draft_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_trigger_firing (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    code character varying(24) NOT NULL,
    object_key character varying(40) NOT NULL,
    title character varying(40) NOT NULL,
    reason character varying(400) NOT NULL,
    suggestion character varying(300) NOT NULL,
    amount numeric(20,2),
    happens_on date,
    due_on date NOT NULL,
    priority smallint NOT NULL,
    purpose character varying(10) NOT NULL,
    run_id bigint NOT NULL,
    script character varying(700) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT insights_trigger_firing_priority_check CHECK ((priority >= 0))
);
ALTER TABLE ONLY public.insights_trigger_firing FORCE ROW LEVEL SECURITY;
ALTER TABLE public.insights_trigger_firing OWNER TO yq_owner;
ALTER TABLE public.insights_trigger_firing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_trigger_firing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.insights_trigger ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_trigger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_trigger_run (
    id bigint NOT NULL,
    data_on date NOT NULL,
    evaluated_at timestamp with time zone NOT NULL,
    fired bigint NOT NULL,
    counts jsonb NOT NULL,
    announced_at timestamp with time zone,
    finished_at timestamp with time zone,
    replaced_at timestamp with time zone
);
ALTER TABLE public.insights_trigger_run OWNER TO yq_owner;
ALTER TABLE public.insights_trigger_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_trigger_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_local_message (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    channel character varying(10) NOT NULL,
    staff_no character varying(20) NOT NULL,
    staff_name character varying(80) NOT NULL,
    number_masked character varying(80) NOT NULL,
    text character varying(600) NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.integrations_local_message OWNER TO yq_owner;
ALTER TABLE public.integrations_local_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_local_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_reconciliation_signature (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    staff_no character varying(20) NOT NULL,
    staff_name character varying(80) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    digest character varying(64) NOT NULL,
    figures jsonb NOT NULL,
    note character varying(300) NOT NULL,
    voided_at timestamp with time zone,
    batch_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT integrations_reconciliation_signature_position_check CHECK (("position" >= 0)),
    CONSTRAINT signature_position CHECK (("position" = ANY (ARRAY[1, 2])))
);
ALTER TABLE public.integrations_reconciliation_signature OWNER TO yq_owner;
ALTER TABLE public.integrations_reconciliation_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_reconciliation_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_amendment (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    staff_id bigint,
    staff_name character varying(60) NOT NULL,
    text text NOT NULL,
    contact_record_id bigint NOT NULL
);
ALTER TABLE ONLY public.interactions_amendment FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_amendment OWNER TO yq_owner;
ALTER TABLE public.interactions_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_contact_record (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    staff_no character varying(20) NOT NULL,
    staff_name character varying(60) NOT NULL,
    channel character varying(10) NOT NULL,
    direction character varying(3) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    duration_seconds integer,
    outcome character varying(16) NOT NULL,
    subject text NOT NULL,
    summary text NOT NULL,
    customer_id bigint NOT NULL,
    staff_id bigint,
    about_id bigint,
    about_type character varying(60) DEFAULT ''::character varying NOT NULL,
    contact_point_id bigint,
    need text DEFAULT ''::text NOT NULL,
    next_on date,
    next_step text DEFAULT ''::text NOT NULL,
    participants text DEFAULT ''::text NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    purpose character varying(10) DEFAULT ''::character varying NOT NULL,
    slot_key character varying(80) DEFAULT ''::character varying NOT NULL,
    used_script boolean DEFAULT false NOT NULL,
    CONSTRAINT interactions_contact_record_duration_seconds_check CHECK ((duration_seconds >= 0)),
    CONSTRAINT interactions_contact_record_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.interactions_contact_record FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_contact_record OWNER TO yq_owner;
ALTER TABLE public.interactions_contact_record ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_contact_record_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_document (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    number character varying(60) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    staff_id bigint,
    staff_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.interactions_document FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_document OWNER TO yq_owner;
ALTER TABLE public.interactions_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_greeting (
    id bigint NOT NULL,
    occasion character varying(16) NOT NULL,
    year smallint NOT NULL,
    day date NOT NULL,
    channel character varying(10) NOT NULL,
    text character varying(200) NOT NULL,
    text_version character varying(10) NOT NULL,
    state character varying(8) NOT NULL,
    reason character varying(200) NOT NULL,
    attempts smallint NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    customer_id bigint NOT NULL,
    CONSTRAINT interactions_greeting_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT interactions_greeting_year_check CHECK ((year >= 0))
);
ALTER TABLE ONLY public.interactions_greeting FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_greeting OWNER TO yq_owner;
ALTER TABLE public.interactions_greeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_greeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_history (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    customer_id bigint,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone NOT NULL,
    state jsonb NOT NULL,
    batch_id bigint,
    changed_by_id bigint
);
ALTER TABLE ONLY public.interactions_history FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_history OWNER TO yq_owner;
ALTER TABLE public.interactions_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_mention (
    id bigint NOT NULL,
    called_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    customer_id bigint NOT NULL,
    note_id bigint NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE ONLY public.interactions_mention FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_mention OWNER TO yq_owner;
ALTER TABLE public.interactions_mention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_mention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_note (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    author_no character varying(20) NOT NULL,
    author_name character varying(60) NOT NULL,
    kind character varying(6) NOT NULL,
    readers character varying(6) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    text text NOT NULL,
    author_id bigint,
    customer_id bigint NOT NULL,
    CONSTRAINT interactions_note_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.interactions_note FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_note OWNER TO yq_owner;
ALTER TABLE public.interactions_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_sent_out (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    channel character varying(10) NOT NULL,
    adapter character varying(40) NOT NULL,
    number_masked character varying(80) NOT NULL,
    contact_point_id bigint,
    staff_id bigint,
    at timestamp with time zone NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.interactions_sent_out FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_sent_out OWNER TO yq_owner;
ALTER TABLE public.interactions_sent_out ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_sent_out_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interactions_task (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    assignee_no character varying(20) NOT NULL,
    assignee_name character varying(60) NOT NULL,
    title text NOT NULL,
    detail text NOT NULL,
    due_on date,
    state character varying(10) NOT NULL,
    closed_at timestamp with time zone,
    closing_note text NOT NULL,
    assignee_id bigint,
    customer_id bigint NOT NULL,
    about_id bigint,
    about_type character varying(60) DEFAULT ''::character varying NOT NULL,
    created_by_name character varying(60) DEFAULT ''::character varying NOT NULL,
    due_time time without time zone,
    kind character varying(12) DEFAULT 'OTHER'::character varying NOT NULL,
    waits_because text DEFAULT ''::text NOT NULL,
    CONSTRAINT interactions_task_version_check CHECK ((version >= 0)),
    CONSTRAINT task_open_not_closed CHECK (((NOT ((state)::text = 'OPEN'::text)) OR (closed_at IS NULL)))
);
ALTER TABLE ONLY public.interactions_task FORCE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_task OWNER TO yq_owner;
ALTER TABLE public.interactions_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interactions_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.jobs_deadletter (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    name character varying(128) NOT NULL,
    queue character varying(128) NOT NULL,
    arguments jsonb NOT NULL,
    attempts integer NOT NULL,
    error character varying(300) NOT NULL,
    died_at timestamp with time zone NOT NULL,
    CONSTRAINT jobs_deadletter_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.jobs_deadletter OWNER TO yq_owner;
ALTER TABLE public.jobs_deadletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.jobs_deadletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.jobs_effect (
    key character varying(200) NOT NULL,
    done_at timestamp with time zone NOT NULL
);
ALTER TABLE public.jobs_effect OWNER TO yq_owner;
CREATE TABLE public.jobs_schedulemark (
    name character varying(128) NOT NULL,
    slot_at timestamp with time zone NOT NULL
);
ALTER TABLE public.jobs_schedulemark OWNER TO yq_owner;
CREATE TABLE public.jobs_workerheartbeat (
    id bigint NOT NULL,
    host character varying(200) NOT NULL,
    pid integer NOT NULL,
    mark character varying(40) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    worker_ids jsonb NOT NULL,
    CONSTRAINT jobs_workerheartbeat_pid_check CHECK ((pid >= 0))
);
ALTER TABLE public.jobs_workerheartbeat OWNER TO yq_owner;
ALTER TABLE public.jobs_workerheartbeat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.jobs_workerheartbeat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leads_lead (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    mobile_token bytea,
    mobile_index bytea,
    mobile_masked character varying(40) NOT NULL,
    uscc character varying(18) NOT NULL,
    origin character varying(10) NOT NULL,
    campaign character varying(60) NOT NULL,
    interest character varying(12) NOT NULL,
    need character varying(300) NOT NULL,
    amount numeric(20,2),
    state character varying(10) NOT NULL,
    standing character varying(10) NOT NULL,
    standing_reason character varying(200) NOT NULL,
    alike_customer_id bigint,
    score smallint NOT NULL,
    reasons character varying(40)[] NOT NULL,
    passed_by bigint[] NOT NULL,
    captured_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    captured_by_id bigint,
    accept_by date,
    touched_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    is_contacted boolean NOT NULL,
    closed_at timestamp with time zone,
    discard_reason character varying(12) NOT NULL,
    customer_id bigint,
    opportunity_id bigint,
    org_id bigint NOT NULL,
    owner_id bigint,
    CONSTRAINT lead_offer_has_clock CHECK (((NOT ((state)::text = 'OFFERED'::text)) OR (accept_by IS NOT NULL))),
    CONSTRAINT lead_open_or_closed CHECK ((((closed_at IS NULL) AND ((state)::text = ANY ((ARRAY['POOL'::character varying, 'OFFERED'::character varying, 'WORKING'::character varying])::text[]))) OR ((closed_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['CONVERTED'::character varying, 'DISCARDED'::character varying])::text[]))))),
    CONSTRAINT lead_owned_outside_pool CHECK ((((owner_id IS NULL) AND ((state)::text = 'POOL'::text)) OR ((state)::text = 'DISCARDED'::text) OR ((NOT ((state)::text = 'POOL'::text)) AND (owner_id IS NOT NULL)))),
    CONSTRAINT leads_lead_score_check CHECK ((score >= 0)),
    CONSTRAINT leads_lead_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.leads_lead FORCE ROW LEVEL SECURITY;
ALTER TABLE public.leads_lead OWNER TO yq_owner;
ALTER TABLE public.leads_lead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leads_lead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leads_pool_view (
    id bigint NOT NULL,
    staff_id bigint NOT NULL,
    "on" date NOT NULL,
    lead_id bigint NOT NULL
);
ALTER TABLE public.leads_pool_view OWNER TO yq_owner;
ALTER TABLE public.leads_pool_view ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leads_pool_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leads_step (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    act character varying(12) NOT NULL,
    staff_id bigint,
    staff_name character varying(80) NOT NULL,
    note character varying(500) NOT NULL,
    lead_id bigint NOT NULL
);
ALTER TABLE ONLY public.leads_step FORCE ROW LEVEL SECURITY;
ALTER TABLE public.leads_step OWNER TO yq_owner;
ALTER TABLE public.leads_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leads_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_businessline (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(50) NOT NULL
);
ALTER TABLE public.organization_businessline OWNER TO yq_owner;
ALTER TABLE public.organization_businessline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_businessline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_calendarday (
    date date NOT NULL,
    is_workday boolean NOT NULL,
    name character varying(50) NOT NULL,
    source character varying(50) NOT NULL
);
ALTER TABLE public.organization_calendarday OWNER TO yq_owner;
CREATE TABLE public.organization_org (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    short_name character varying(40) NOT NULL,
    pinyin character varying(700) NOT NULL,
    kind character varying(20) NOT NULL,
    path bigint[] NOT NULL,
    level smallint NOT NULL,
    region character varying(50) NOT NULL,
    address character varying(200) NOT NULL,
    phone character varying(20) NOT NULL,
    clearing_no character varying(12) NOT NULL,
    opened_on date,
    closed_on date,
    source character varying(20) NOT NULL,
    batch_id bigint,
    version integer NOT NULL,
    merged_into_id bigint,
    parent_id bigint,
    CONSTRAINT organization_org_dates CHECK (((closed_on IS NULL) OR (opened_on IS NULL) OR (closed_on >= opened_on))),
    CONSTRAINT organization_org_kind CHECK (((kind)::text = ANY ((ARRAY['HEAD_OFFICE'::character varying, 'BRANCH'::character varying, 'SUB_BRANCH'::character varying, 'OUTLET'::character varying, 'DEPARTMENT'::character varying])::text[]))),
    CONSTRAINT organization_org_level_check CHECK ((level >= 0)),
    CONSTRAINT organization_org_not_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL)))),
    CONSTRAINT organization_org_root_is_head_office CHECK (((parent_id IS NOT NULL) OR ((kind)::text = 'HEAD_OFFICE'::text))),
    CONSTRAINT organization_org_version_check CHECK ((version >= 0))
);
ALTER TABLE public.organization_org OWNER TO yq_owner;
ALTER TABLE public.organization_org ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_org_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_organizationhistory (
    id bigint NOT NULL,
    table_name character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    customer_id bigint,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone NOT NULL,
    state jsonb NOT NULL,
    batch_id bigint,
    changed_by_id bigint
);
ALTER TABLE public.organization_organizationhistory OWNER TO yq_owner;
ALTER TABLE public.organization_organizationhistory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_organizationhistory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_orgmerger (
    id bigint NOT NULL,
    "on" date NOT NULL,
    reason character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    maker_id bigint NOT NULL,
    maker_name character varying(80) NOT NULL,
    checker_id bigint NOT NULL,
    checker_name character varying(80) NOT NULL,
    agreed_at timestamp with time zone NOT NULL,
    begun_at timestamp with time zone,
    done_at timestamp with time zone,
    counted jsonb NOT NULL,
    moved jsonb NOT NULL,
    problem character varying(300) NOT NULL,
    org_id bigint NOT NULL,
    into_id bigint NOT NULL,
    CONSTRAINT orgmerger_by_two_people CHECK ((NOT (maker_id = checker_id))),
    CONSTRAINT orgmerger_of_two_units CHECK ((NOT (org_id = into_id)))
);
ALTER TABLE public.organization_orgmerger OWNER TO yq_owner;
ALTER TABLE public.organization_orgmerger ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_orgmerger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_orgversion (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(20) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    known_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    org_id bigint NOT NULL,
    parent_id bigint,
    CONSTRAINT organization_orgversion_dates CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
ALTER TABLE public.organization_orgversion OWNER TO yq_owner;
ALTER TABLE public.organization_orgversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_orgversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_post (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    title character varying(40) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    is_main boolean NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint,
    version integer NOT NULL,
    line_id bigint,
    org_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT organization_post_dates CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT organization_post_kind CHECK (((kind)::text = ANY ((ARRAY['RELATIONSHIP_MANAGER'::character varying, 'WEALTH_MANAGER'::character varying, 'CORPORATE_MANAGER'::character varying, 'TELLER'::character varying, 'BRANCH_HEAD'::character varying, 'DEPUTY_PRESIDENT'::character varying, 'MARKETER'::character varying, 'PRODUCT_MANAGER'::character varying, 'AGENT'::character varying, 'DATA_STEWARD'::character varying, 'COMPLIANCE'::character varying, 'AUDITOR'::character varying, 'SECURITY_ADMIN'::character varying, 'SYSTEM_ADMIN'::character varying, 'OTHER'::character varying])::text[]))),
    CONSTRAINT organization_post_version_check CHECK ((version >= 0))
);
ALTER TABLE public.organization_post OWNER TO yq_owner;
ALTER TABLE public.organization_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_staff (
    id bigint NOT NULL,
    staff_no character varying(20) NOT NULL,
    name character varying(60) NOT NULL,
    pinyin character varying(450) NOT NULL,
    status character varying(10) NOT NULL,
    joined_on date,
    left_on date,
    source character varying(20) NOT NULL,
    batch_id bigint,
    version integer NOT NULL,
    org_id bigint NOT NULL,
    supervisor_id bigint,
    CONSTRAINT organization_staff_dates CHECK (((left_on IS NULL) OR (joined_on IS NULL) OR (left_on >= joined_on))),
    CONSTRAINT organization_staff_left_has_date CHECK (((NOT ((status)::text = 'LEFT'::text)) OR (left_on IS NOT NULL))),
    CONSTRAINT organization_staff_status CHECK (((status)::text = ANY ((ARRAY['ACTIVE'::character varying, 'ON_LEAVE'::character varying, 'LEFT'::character varying])::text[]))),
    CONSTRAINT organization_staff_version_check CHECK ((version >= 0))
);
ALTER TABLE public.organization_staff OWNER TO yq_owner;
ALTER TABLE public.organization_staff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organization_staff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organization_treestamp (
    id smallint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT organization_treestamp_id_check CHECK ((id >= 0)),
    CONSTRAINT organization_treestamp_single CHECK ((id = 1))
);
ALTER TABLE public.organization_treestamp OWNER TO yq_owner;
CREATE TABLE public.oversight_verification (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by_id bigint,
    asked_by_name character varying(80) NOT NULL,
    finished_at timestamp with time zone,
    checked bigint NOT NULL,
    unsealed bigint NOT NULL,
    seconds double precision NOT NULL,
    head character varying(64) NOT NULL,
    is_complete boolean NOT NULL,
    findings jsonb NOT NULL
);
ALTER TABLE public.oversight_verification OWNER TO yq_owner;
ALTER TABLE public.oversight_verification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oversight_verification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parameters_value (
    id bigint NOT NULL,
    key character varying(100) NOT NULL,
    value jsonb NOT NULL,
    effective_from date NOT NULL,
    reason text NOT NULL,
    set_by_id bigint,
    set_by_name character varying(80) NOT NULL,
    set_at timestamp with time zone NOT NULL
);
ALTER TABLE public.parameters_value OWNER TO yq_owner;
ALTER TABLE public.parameters_value ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parameters_value_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_decision_review (
    id bigint NOT NULL,
    request_id bigint NOT NULL,
    decision character varying(12) NOT NULL,
    told jsonb NOT NULL,
    outcome character varying(8) NOT NULL,
    explanation character varying(1000) NOT NULL,
    reviewed_at timestamp with time zone,
    reviewer_id bigint,
    reviewer_name character varying(60) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT decision_review_explained CHECK (((((outcome)::text = ''::text) AND (reviewed_at IS NULL)) OR ((NOT ((outcome)::text = ''::text)) AND (NOT ((explanation)::text = ''::text)) AND (reviewed_at IS NOT NULL))))
);
ALTER TABLE ONLY public.privacy_decision_review FORCE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_decision_review OWNER TO yq_owner;
ALTER TABLE public.privacy_decision_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_decision_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_file_erasure (
    id bigint NOT NULL,
    path character varying(200) NOT NULL,
    noted_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.privacy_file_erasure FORCE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_file_erasure OWNER TO yq_owner;
ALTER TABLE public.privacy_file_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_file_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_held_customer (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    customer_no character varying(20) NOT NULL,
    hold_id bigint NOT NULL
);
ALTER TABLE ONLY public.privacy_held_customer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_held_customer OWNER TO yq_owner;
ALTER TABLE public.privacy_held_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_held_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_impact_assessment (
    id bigint NOT NULL,
    activity character varying(24) NOT NULL,
    title character varying(80) NOT NULL,
    purpose character varying(1000) NOT NULL,
    necessity character varying(1000) NOT NULL,
    risks character varying(2000) NOT NULL,
    measures character varying(2000) NOT NULL,
    verdict character varying(8) NOT NULL,
    valid_to date NOT NULL,
    state character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    made_by_name character varying(60) NOT NULL,
    approval_id bigint,
    signed_at timestamp with time zone,
    signed_by_id bigint,
    signed_by_name character varying(60) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by_name character varying(60) NOT NULL,
    withdraw_reason character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT impact_assessment_by_two CHECK (((signed_by_id IS NULL) OR (NOT ((signed_by_id = made_by_id) AND (signed_by_id IS NOT NULL) AND (made_by_id IS NOT NULL))))),
    CONSTRAINT impact_assessment_was_signed CHECK (((NOT ((state)::text = 'SIGNED'::text)) OR (signed_by_id IS NOT NULL))),
    CONSTRAINT privacy_impact_assessment_version_check CHECK ((version >= 0))
);
ALTER TABLE public.privacy_impact_assessment OWNER TO yq_owner;
ALTER TABLE public.privacy_impact_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_impact_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_lake_erasure (
    id bigint NOT NULL,
    dataset character varying(40) NOT NULL,
    customer_id bigint NOT NULL,
    noted_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.privacy_lake_erasure FORCE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_lake_erasure OWNER TO yq_owner;
ALTER TABLE public.privacy_lake_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_lake_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_legal_hold (
    id bigint NOT NULL,
    case_no character varying(60) NOT NULL,
    reason character varying(200) NOT NULL,
    owner character varying(60) NOT NULL,
    review_on date NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    placed_by_id bigint,
    placed_by_name character varying(60) NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id bigint,
    ended_by_name character varying(60) NOT NULL,
    end_reason character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT privacy_legal_hold_version_check CHECK ((version >= 0))
);
ALTER TABLE public.privacy_legal_hold OWNER TO yq_owner;
ALTER TABLE public.privacy_legal_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_legal_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_request_erasure (
    request_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    relation_ended_on date,
    asked_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    erased jsonb NOT NULL,
    kept jsonb NOT NULL,
    is_held boolean NOT NULL
);
ALTER TABLE ONLY public.privacy_request_erasure FORCE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_request_erasure OWNER TO yq_owner;
CREATE TABLE public.privacy_retention_line (
    id bigint NOT NULL,
    place smallint NOT NULL,
    table_name character varying(60) NOT NULL,
    data_class character varying(12) NOT NULL,
    found bigint NOT NULL,
    oldest_on date,
    tried bigint,
    erased bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT privacy_retention_line_place_check CHECK ((place >= 0))
);
ALTER TABLE public.privacy_retention_line OWNER TO yq_owner;
ALTER TABLE public.privacy_retention_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_retention_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_retention_run (
    id bigint NOT NULL,
    as_of date NOT NULL,
    terms jsonb NOT NULL,
    reason character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by_id bigint,
    asked_by_name character varying(60) NOT NULL,
    counted_at timestamp with time zone,
    tried_at timestamp with time zone,
    customers bigint NOT NULL,
    held bigint NOT NULL,
    approval_id bigint,
    approved_at timestamp with time zone,
    approved_by_id bigint,
    approved_by_name character varying(60) NOT NULL,
    next_customer bigint NOT NULL,
    batches integer NOT NULL,
    digest character varying(64) NOT NULL,
    finished_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT privacy_retention_run_batches_check CHECK ((batches >= 0)),
    CONSTRAINT privacy_retention_run_version_check CHECK ((version >= 0)),
    CONSTRAINT retention_run_by_two CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = asked_by_id) AND (approved_by_id IS NOT NULL) AND (asked_by_id IS NOT NULL))))),
    CONSTRAINT retention_run_was_agreed_to CHECK (((NOT ((state)::text = ANY ((ARRAY['APPROVED'::character varying, 'DONE'::character varying])::text[]))) OR (approved_by_id IS NOT NULL)))
);
ALTER TABLE public.privacy_retention_run OWNER TO yq_owner;
ALTER TABLE public.privacy_retention_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_retention_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
ALTER TABLE public.procrastinate_events OWNER TO yq_owner;
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNER TO yq_owner;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNER TO yq_owner;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
ALTER TABLE public.procrastinate_periodic_defers OWNER TO yq_owner;
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNER TO yq_owner;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers OWNER TO yq_owner;
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.products_ftp_rate (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    curve character varying(20) NOT NULL,
    currency character varying(3) NOT NULL,
    term_days integer NOT NULL,
    effective_on date NOT NULL,
    rate numeric(9,6) NOT NULL
);
ALTER TABLE public.products_ftp_rate OWNER TO yq_owner;
ALTER TABLE public.products_ftp_rate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.products_ftp_rate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.products_nav (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    batch_id bigint NOT NULL,
    batch_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    nav_on date NOT NULL,
    nav numeric(20,6) NOT NULL,
    cumulative_nav numeric(20,6),
    product_id bigint NOT NULL
);
ALTER TABLE public.products_nav OWNER TO yq_owner;
ALTER TABLE public.products_nav ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.products_nav_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.products_product (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    product_code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    product_class character varying(12) NOT NULL,
    risk_grade character varying(2) NOT NULL,
    issuer_risk_grade character varying(2) NOT NULL,
    suitability_regime character varying(12) NOT NULL,
    sales_mode character varying(8) NOT NULL,
    issuer character varying(100) NOT NULL,
    currency character varying(3) NOT NULL,
    form character varying(12) NOT NULL,
    term_days integer,
    rate numeric(9,6),
    benchmark_low numeric(9,6),
    benchmark_high numeric(9,6),
    minimum_amount numeric(20,2),
    step_amount numeric(20,2),
    nav numeric(20,6),
    nav_on date,
    redemption_days integer,
    starts_on date,
    matures_on date,
    sale_from date,
    sale_to date,
    is_on_sale boolean NOT NULL,
    CONSTRAINT products_product_version_check CHECK ((version >= 0))
);
ALTER TABLE public.products_product OWNER TO yq_owner;
ALTER TABLE public.products_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.products_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.products_risk_parameter (
    id bigint NOT NULL,
    source character varying(20) NOT NULL,
    source_key character varying(120) NOT NULL,
    source_digest bigint NOT NULL,
    batch_id bigint,
    known_from timestamp with time zone NOT NULL,
    ended_on date,
    version integer NOT NULL,
    product_class character varying(12) NOT NULL,
    loan_grade character varying(16) NOT NULL,
    effective_on date NOT NULL,
    probability_of_default numeric(9,6) NOT NULL,
    loss_given_default numeric(9,6) NOT NULL,
    risk_weight numeric(9,6) NOT NULL,
    capital_ratio numeric(9,6) NOT NULL,
    hurdle_rate numeric(9,6) NOT NULL,
    operating_cost numeric(20,2),
    CONSTRAINT products_risk_parameter_version_check CHECK ((version >= 0))
);
ALTER TABLE public.products_risk_parameter OWNER TO yq_owner;
ALTER TABLE public.products_risk_parameter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.products_risk_parameter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rest_idempotency_record (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    key character varying(100) NOT NULL,
    operation character varying(200) NOT NULL,
    digest bytea NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    answer_token bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    clearances jsonb NOT NULL,
    CONSTRAINT rest_idempotency_record_status_check CHECK ((status >= 0))
);
ALTER TABLE public.rest_idempotency_record OWNER TO yq_owner;
ALTER TABLE public.rest_idempotency_record ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rest_idempotency_record_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE UNLOGGED TABLE public.rest_rate_window (
    key character varying(100) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    requests integer NOT NULL,
    CONSTRAINT rest_rate_window_requests_check CHECK ((requests >= 0))
);
ALTER TABLE public.rest_rate_window OWNER TO yq_owner;
CREATE TABLE public.sales_brief_read (
    id bigint NOT NULL,
    day date NOT NULL,
    read_at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE public.sales_brief_read OWNER TO yq_owner;
ALTER TABLE public.sales_brief_read ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_brief_read_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_daily_report (
    id bigint NOT NULL,
    day date NOT NULL,
    counts jsonb NOT NULL,
    remark character varying(1000) NOT NULL,
    submitted_at timestamp with time zone,
    version integer NOT NULL,
    org_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT sales_daily_report_version_check CHECK ((version >= 0))
);
ALTER TABLE public.sales_daily_report OWNER TO yq_owner;
ALTER TABLE public.sales_daily_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_daily_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_evidence (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    condition character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    staff_id bigint,
    staff_name character varying(80) NOT NULL,
    note character varying(500) NOT NULL,
    booked_for timestamp with time zone,
    opportunity_id bigint NOT NULL
);
ALTER TABLE ONLY public.sales_evidence FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sales_evidence OWNER TO yq_owner;
ALTER TABLE public.sales_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_opportunity (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    object_key character varying(120) NOT NULL,
    title character varying(80) NOT NULL,
    reason character varying(500) NOT NULL,
    suggestion character varying(500) NOT NULL,
    amount numeric(20,2),
    happens_on date,
    due_on date NOT NULL,
    priority smallint NOT NULL,
    data_on date NOT NULL,
    run_id bigint NOT NULL,
    gone_on date,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    handed_over_at timestamp with time zone,
    closed_at timestamp with time zone,
    loss_reason character varying(12) NOT NULL,
    closing_note character varying(500) NOT NULL,
    snoozed_until date,
    snooze_reason character varying(200) NOT NULL,
    escalated_at timestamp with time zone,
    escalation_level smallint NOT NULL,
    suppression_code character varying(40) NOT NULL,
    suppression_reason character varying(200) NOT NULL,
    version integer NOT NULL,
    urgency integer GENERATED ALWAYS AS (((((due_on - '2000-01-01'::date) * 10) + priority) - (escalation_level * 1000000))) STORED,
    customer_id bigint NOT NULL,
    escalated_to_id bigint,
    org_id bigint NOT NULL,
    owner_id bigint,
    purpose character varying(10) NOT NULL,
    script character varying(700) DEFAULT ''::character varying NOT NULL,
    proposed_product_id bigint,
    expected_on date NOT NULL,
    probability smallint,
    stage_since timestamp with time zone NOT NULL,
    stage_id bigint NOT NULL,
    CONSTRAINT opportunity_escalation CHECK ((((escalated_at IS NULL) AND (escalation_level = 0)) OR ((escalated_at IS NOT NULL) AND (escalation_level > 0)))),
    CONSTRAINT opportunity_lost_says_why CHECK (((NOT ((state)::text = 'LOST'::text)) OR (NOT ((loss_reason)::text = ''::text)))),
    CONSTRAINT opportunity_open_or_closed CHECK ((((closed_at IS NULL) AND ((state)::text = ANY ((ARRAY['NEW'::character varying, 'ASSIGNED'::character varying, 'CONTACTED'::character varying, 'NEEDS'::character varying, 'PROPOSED'::character varying, 'PROCESSING'::character varying])::text[]))) OR ((closed_at IS NOT NULL) AND (NOT ((state)::text = ANY ((ARRAY['NEW'::character varying, 'ASSIGNED'::character varying, 'CONTACTED'::character varying, 'NEEDS'::character varying, 'PROPOSED'::character varying, 'PROCESSING'::character varying])::text[])))))),
    CONSTRAINT opportunity_priority CHECK (((priority >= 1) AND (priority <= 5))),
    CONSTRAINT opportunity_probability CHECK (((probability IS NULL) OR (probability <= 100))),
    CONSTRAINT sales_opportunity_escalation_level_check CHECK ((escalation_level >= 0)),
    CONSTRAINT sales_opportunity_priority_check CHECK ((priority >= 0)),
    CONSTRAINT sales_opportunity_probability_check CHECK ((probability >= 0)),
    CONSTRAINT sales_opportunity_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.sales_opportunity FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sales_opportunity OWNER TO yq_owner;
ALTER TABLE public.sales_opportunity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_opportunity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_outcome (
    kind character varying(40) NOT NULL,
    won integer NOT NULL,
    lost integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    CONSTRAINT sales_outcome_lost_check CHECK ((lost >= 0)),
    CONSTRAINT sales_outcome_won_check CHECK ((won >= 0))
);
ALTER TABLE public.sales_outcome OWNER TO yq_owner;
CREATE TABLE public.sales_pipeline (
    id bigint NOT NULL,
    code character varying(24) NOT NULL,
    title character varying(40) NOT NULL,
    is_company boolean NOT NULL,
    is_sale boolean NOT NULL,
    is_default boolean NOT NULL,
    kinds character varying(40)[] NOT NULL,
    "position" smallint NOT NULL,
    version integer NOT NULL,
    CONSTRAINT sales_pipeline_position_check CHECK (("position" >= 0)),
    CONSTRAINT sales_pipeline_version_check CHECK ((version >= 0))
);
ALTER TABLE public.sales_pipeline OWNER TO yq_owner;
ALTER TABLE public.sales_pipeline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_pipeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_rule_result (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    days smallint NOT NULL,
    title character varying(80) NOT NULL,
    made integer NOT NULL,
    contacted integer NOT NULL,
    won integer NOT NULL,
    lost integer NOT NULL,
    expired integer NOT NULL,
    gone integer NOT NULL,
    won_amount numeric(24,2) NOT NULL,
    reasons jsonb NOT NULL,
    contact_days jsonb NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    org_id bigint NOT NULL,
    CONSTRAINT sales_rule_result_contacted_check CHECK ((contacted >= 0)),
    CONSTRAINT sales_rule_result_days_check CHECK ((days >= 0)),
    CONSTRAINT sales_rule_result_expired_check CHECK ((expired >= 0)),
    CONSTRAINT sales_rule_result_gone_check CHECK ((gone >= 0)),
    CONSTRAINT sales_rule_result_lost_check CHECK ((lost >= 0)),
    CONSTRAINT sales_rule_result_made_check CHECK ((made >= 0)),
    CONSTRAINT sales_rule_result_won_check CHECK ((won >= 0))
);
ALTER TABLE public.sales_rule_result OWNER TO yq_owner;
ALTER TABLE public.sales_rule_result ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_rule_result_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_stage (
    id bigint NOT NULL,
    code character varying(24) NOT NULL,
    title character varying(40) NOT NULL,
    "position" smallint NOT NULL,
    state character varying(10) NOT NULL,
    probability smallint NOT NULL,
    slow_days smallint NOT NULL,
    conditions character varying(12)[] NOT NULL,
    pipeline_id bigint NOT NULL,
    CONSTRAINT sales_stage_position_check CHECK (("position" >= 0)),
    CONSTRAINT sales_stage_probability_check CHECK ((probability >= 0)),
    CONSTRAINT sales_stage_slow_days_check CHECK ((slow_days >= 0)),
    CONSTRAINT stage_probability CHECK ((probability <= 100))
);
ALTER TABLE public.sales_stage OWNER TO yq_owner;
ALTER TABLE public.sales_stage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_stage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_step (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    act character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    channel character varying(12) NOT NULL,
    staff_id bigint,
    staff_name character varying(80) NOT NULL,
    note character varying(500) NOT NULL,
    opportunity_id bigint NOT NULL,
    contact_record_id bigint,
    left_stage_id bigint,
    stage_days integer,
    stage_id bigint,
    CONSTRAINT sales_step_stage_days_check CHECK ((stage_days >= 0))
);
ALTER TABLE ONLY public.sales_step FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sales_step OWNER TO yq_owner;
ALTER TABLE public.sales_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_taken_run (
    run_id bigint NOT NULL,
    data_on date NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    kinds character varying(40)[] NOT NULL,
    fired integer NOT NULL,
    opened integer NOT NULL,
    refreshed integer NOT NULL,
    closed integer NOT NULL,
    noted integer NOT NULL,
    is_late boolean NOT NULL,
    next_customer bigint,
    finished_at timestamp with time zone,
    CONSTRAINT sales_taken_run_closed_check CHECK ((closed >= 0)),
    CONSTRAINT sales_taken_run_fired_check CHECK ((fired >= 0)),
    CONSTRAINT sales_taken_run_noted_check CHECK ((noted >= 0)),
    CONSTRAINT sales_taken_run_opened_check CHECK ((opened >= 0)),
    CONSTRAINT sales_taken_run_refreshed_check CHECK ((refreshed >= 0))
);
ALTER TABLE public.sales_taken_run OWNER TO yq_owner;
CREATE TABLE public.sales_target (
    id bigint NOT NULL,
    kpi character varying(24) NOT NULL,
    month date NOT NULL,
    value numeric(20,4) NOT NULL,
    set_by_id bigint,
    set_at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT target_above_zero CHECK ((value > (0)::numeric)),
    CONSTRAINT target_of_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
ALTER TABLE public.sales_target OWNER TO yq_owner;
ALTER TABLE public.sales_target ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.screening_case (
    id bigint NOT NULL,
    entry_key character varying(120) NOT NULL,
    tie character varying(24) NOT NULL,
    score numeric(4,1) NOT NULL,
    name_score numeric(4,1) NOT NULL,
    is_certain boolean NOT NULL,
    ours character varying(240) NOT NULL,
    theirs character varying(300) NOT NULL,
    reasons jsonb NOT NULL,
    facts character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    asked_state character varying(10) NOT NULL,
    asked_by_id bigint,
    decided_at timestamp with time zone,
    decided_by_name character varying(60) NOT NULL,
    version integer NOT NULL,
    customer_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    watch_list_id bigint NOT NULL,
    CONSTRAINT case_asked CHECK (((NOT ((state)::text = 'CHECKING'::text)) OR (asked_by_id IS NOT NULL))),
    CONSTRAINT case_decided CHECK ((((decided_at IS NULL) AND ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'ESCALATED'::character varying, 'CHECKING'::character varying])::text[]))) OR ((NOT ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'ESCALATED'::character varying, 'CHECKING'::character varying])::text[]))) AND (decided_at IS NOT NULL)))),
    CONSTRAINT screening_case_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.screening_case FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_case OWNER TO yq_owner;
CREATE TABLE public.screening_case_file (
    id bigint NOT NULL,
    media_type character varying(60) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    sm3 character varying(64) NOT NULL,
    path character varying(200) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    kept_by_name character varying(60) NOT NULL,
    case_id bigint NOT NULL,
    step_id bigint NOT NULL
);
ALTER TABLE ONLY public.screening_case_file FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_case_file OWNER TO yq_owner;
ALTER TABLE public.screening_case_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_case_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.screening_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.screening_case_step (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    by_name character varying(60) NOT NULL,
    text character varying(1000) NOT NULL,
    evidence character varying(200) NOT NULL,
    case_id bigint NOT NULL
);
ALTER TABLE ONLY public.screening_case_step FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_case_step OWNER TO yq_owner;
ALTER TABLE public.screening_case_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_case_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.screening_list_entry (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(300) NOT NULL,
    programme character varying(120) NOT NULL,
    told jsonb NOT NULL,
    since integer NOT NULL,
    until integer,
    watch_list_id bigint NOT NULL,
    CONSTRAINT list_entry_period CHECK (((until IS NULL) OR (until > since))),
    CONSTRAINT screening_list_entry_since_check CHECK ((since >= 0)),
    CONSTRAINT screening_list_entry_until_check CHECK ((until >= 0))
);
ALTER TABLE ONLY public.screening_list_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_list_entry OWNER TO yq_owner;
ALTER TABLE public.screening_list_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_list_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.screening_list_version (
    id bigint NOT NULL,
    number integer NOT NULL,
    form character varying(10) NOT NULL,
    file_name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    published_on date,
    loaded_at timestamp with time zone NOT NULL,
    loaded_by_id bigint,
    loaded_by_name character varying(60) NOT NULL,
    entries integer NOT NULL,
    added integer NOT NULL,
    removed integer NOT NULL,
    changed integer NOT NULL,
    screened_at timestamp with time zone,
    watch_list_id bigint NOT NULL,
    CONSTRAINT screening_list_version_added_check CHECK ((added >= 0)),
    CONSTRAINT screening_list_version_changed_check CHECK ((changed >= 0)),
    CONSTRAINT screening_list_version_entries_check CHECK ((entries >= 0)),
    CONSTRAINT screening_list_version_number_check CHECK ((number >= 0)),
    CONSTRAINT screening_list_version_removed_check CHECK ((removed >= 0))
);
ALTER TABLE ONLY public.screening_list_version FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_list_version OWNER TO yq_owner;
ALTER TABLE public.screening_list_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_list_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.screening_run (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    customers integer NOT NULL,
    entries integer NOT NULL,
    hits integer NOT NULL,
    opened integer NOT NULL,
    list_version_id bigint,
    CONSTRAINT screening_run_customers_check CHECK ((customers >= 0)),
    CONSTRAINT screening_run_entries_check CHECK ((entries >= 0)),
    CONSTRAINT screening_run_hits_check CHECK ((hits >= 0)),
    CONSTRAINT screening_run_opened_check CHECK ((opened >= 0))
);
ALTER TABLE ONLY public.screening_run FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_run OWNER TO yq_owner;
ALTER TABLE public.screening_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.screening_screened (
    customer_id bigint NOT NULL,
    state character varying(10) NOT NULL,
    digest character varying(32) NOT NULL,
    screened_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.screening_screened FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_screened OWNER TO yq_owner;
CREATE VIEW public.screening_subject WITH (security_invoker='true') AS
 SELECT customer_id,
    kind,
    name,
    former_name,
    birth_on,
    nationality,
    sex,
    numbers,
    ties,
    md5(concat_ws('|'::text, kind, name, former_name, birth_on, nationality, sex, array_to_string(numbers, ','::text), array_to_string(ties, ','::text))) AS digest
   FROM ( SELECT c.id AS customer_id,
            c.kind,
            c.name,
            c.former_name,
            c.birth_on,
            c.nationality,
            c.sex,
            COALESCE(i.numbers, '{}'::text[]) AS numbers,
            COALESCE(r.ties, '{}'::text[]) AS ties
           FROM ((public.customers_customer c
             LEFT JOIN LATERAL ( SELECT array_agg(encode(n.number_index, 'hex'::text) ORDER BY n.number_index) AS numbers
                   FROM public.customers_identification n
                  WHERE ((n.customer_id = c.id) AND (n.ended_on IS NULL))) i ON (true))
             LEFT JOIN LATERAL ( SELECT array_agg(named.told ORDER BY named.told) AS ties
                   FROM ( SELECT ((((t.kind)::text || ':'::text) || (t.other_name)::text) ||
                                CASE
                                    WHEN (o.id IS NULL) THEN ''::text
                                    ELSE (''::text || concat_ws(''::text, o.kind, COALESCE((o.birth_on)::text, ''::text), o.nationality, o.sex, encode(o.number_index, 'hex'::text)))
                                END) AS told
                           FROM (public.customers_relation t
                             LEFT JOIN public.customers_outsider o ON ((o.id = t.outsider_id)))
                          WHERE ((t.customer_id = c.id) AND (t.ended_on IS NULL) AND (t.other_id IS NULL) AND ((t.other_name)::text <> ''::text))) named) r ON (true))
          WHERE (c.ended_on IS NULL)) s;
ALTER VIEW public.screening_subject OWNER TO yq_owner;
CREATE TABLE public.screening_watchlist (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    title character varying(80) NOT NULL,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT screening_watchlist_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.screening_watchlist FORCE ROW LEVEL SECURITY;
ALTER TABLE public.screening_watchlist OWNER TO yq_owner;
ALTER TABLE public.screening_watchlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_watchlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scripts_script (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    title character varying(60) NOT NULL,
    product_class character varying(12) NOT NULL,
    tier character varying(16) NOT NULL,
    objection character varying(12) NOT NULL,
    appetite character varying(12) NOT NULL,
    tag character varying(40) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT scripts_script_version_check CHECK ((version >= 0))
);
ALTER TABLE public.scripts_script OWNER TO yq_owner;
ALTER TABLE public.scripts_script ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scripts_script_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scripts_use (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    opportunity_id bigint NOT NULL,
    contact_record_id bigint,
    is_reached boolean NOT NULL,
    staff_id bigint NOT NULL,
    staff_name character varying(80) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    version_id bigint NOT NULL
);
ALTER TABLE ONLY public.scripts_use FORCE ROW LEVEL SECURITY;
ALTER TABLE public.scripts_use OWNER TO yq_owner;
ALTER TABLE public.scripts_use ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scripts_use_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scripts_version (
    id bigint NOT NULL,
    number smallint NOT NULL,
    text character varying(700) NOT NULL,
    state character varying(10) NOT NULL,
    effective_from date NOT NULL,
    expires_on date NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by_id bigint NOT NULL,
    written_by_name character varying(80) NOT NULL,
    reviewed_at timestamp with time zone,
    reviewed_by_id bigint,
    reviewed_by_name character varying(80) NOT NULL,
    ended_at timestamp with time zone,
    approval_id bigint,
    script_id bigint NOT NULL,
    CONSTRAINT script_version_period CHECK ((expires_on >= effective_from)),
    CONSTRAINT script_version_two_people CHECK (((NOT ((state)::text = 'APPROVED'::text)) OR ((reviewed_by_id IS NOT NULL) AND (NOT ((reviewed_by_id = written_by_id) AND (reviewed_by_id IS NOT NULL)))))),
    CONSTRAINT scripts_version_number_check CHECK ((number >= 0))
);
ALTER TABLE public.scripts_version OWNER TO yq_owner;
ALTER TABLE public.scripts_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scripts_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ui_notice_choice (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    off jsonb NOT NULL,
    quiet_from time without time zone,
    quiet_until time without time zone,
    digest_at time without time zone
);
ALTER TABLE public.ui_notice_choice OWNER TO yq_owner;
ALTER TABLE public.ui_notice_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ui_notice_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ui_problem_report (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    staff_no character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    path character varying(200) NOT NULL,
    request_id character varying(64) NOT NULL,
    text character varying(1000) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    answer character varying(1000) NOT NULL,
    answered_by character varying(80) NOT NULL,
    answered_at timestamp with time zone
);
ALTER TABLE public.ui_problem_report OWNER TO yq_owner;
ALTER TABLE public.ui_problem_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ui_problem_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ui_saved_view (
    id bigint NOT NULL,
    owner_id bigint NOT NULL,
    page character varying(80) NOT NULL,
    name character varying(30) NOT NULL,
    query character varying(1000) NOT NULL,
    is_default boolean NOT NULL,
    version integer NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT ui_saved_view_version_check CHECK ((version >= 0))
);
ALTER TABLE public.ui_saved_view OWNER TO yq_owner;
ALTER TABLE public.ui_saved_view ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ui_saved_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ui_user_preference (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    data jsonb NOT NULL
);
ALTER TABLE public.ui_user_preference OWNER TO yq_owner;
ALTER TABLE public.ui_user_preference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ui_user_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ui_workbench_layout (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    blocks jsonb NOT NULL
);
ALTER TABLE public.ui_workbench_layout OWNER TO yq_owner;
ALTER TABLE public.ui_workbench_layout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ui_workbench_layout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_alert (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    "on" date NOT NULL,
    staff_id bigint,
    staff_no character varying(40) NOT NULL,
    staff_name character varying(80) NOT NULL,
    figures jsonb NOT NULL,
    state character varying(10) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    note character varying(500) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    decided_by_name character varying(80) NOT NULL,
    version integer NOT NULL,
    customer_id bigint,
    CONSTRAINT viewing_alert_about CHECK (((staff_id IS NOT NULL) OR (customer_id IS NOT NULL))),
    CONSTRAINT viewing_alert_by_another CHECK ((NOT ((decided_by_id = staff_id) AND (decided_by_id IS NOT NULL) AND (staff_id IS NOT NULL)))),
    CONSTRAINT viewing_alert_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.viewing_alert FORCE ROW LEVEL SECURITY;
ALTER TABLE public.viewing_alert OWNER TO yq_owner;
ALTER TABLE public.viewing_alert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_draw (
    id bigint NOT NULL,
    "on" date NOT NULL,
    seed character varying(32) NOT NULL,
    percent smallint NOT NULL,
    "least" smallint NOT NULL,
    looks integer NOT NULL,
    drawn integer NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    CONSTRAINT viewing_draw_drawn_check CHECK ((drawn >= 0)),
    CONSTRAINT viewing_draw_least_check CHECK (("least" >= 0)),
    CONSTRAINT viewing_draw_looks_check CHECK ((looks >= 0)),
    CONSTRAINT viewing_draw_percent_check CHECK ((percent >= 0))
);
ALTER TABLE public.viewing_draw OWNER TO yq_owner;
ALTER TABLE public.viewing_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_emergency (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    staff_no character varying(40) NOT NULL,
    staff_name character varying(80) NOT NULL,
    org_id bigint,
    reason character varying(200) NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    verdict character varying(12) NOT NULL,
    note character varying(500) NOT NULL,
    reviewed_at timestamp with time zone,
    reviewed_by_id bigint,
    reviewed_by_name character varying(80) NOT NULL,
    escalated_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT emergency_by_another CHECK ((NOT ((reviewed_by_id = staff_id) AND (reviewed_by_id IS NOT NULL)))),
    CONSTRAINT emergency_reviewed CHECK ((((reviewed_at IS NULL) AND ((verdict)::text = ''::text)) OR ((NOT ((verdict)::text = ''::text)) AND (reviewed_at IS NOT NULL)))),
    CONSTRAINT viewing_emergency_version_check CHECK ((version >= 0))
);
ALTER TABLE public.viewing_emergency OWNER TO yq_owner;
ALTER TABLE public.viewing_emergency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_emergency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_exemption (
    id bigint NOT NULL,
    rule character varying(120) NOT NULL,
    whom character varying(120) NOT NULL,
    reason character varying(300) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    review_on date NOT NULL,
    approval_id bigint NOT NULL,
    asked_by_id bigint NOT NULL,
    asked_by_name character varying(80) NOT NULL,
    approved_by_id bigint NOT NULL,
    approved_by_name character varying(80) NOT NULL,
    approved_at timestamp with time zone NOT NULL,
    reviewed_at timestamp with time zone,
    reviewed_by_name character varying(80) NOT NULL,
    ended_at timestamp with time zone,
    ended_by_name character varying(80) NOT NULL,
    end_reason character varying(200) NOT NULL,
    CONSTRAINT exemption_days CHECK (((review_on > from_on) AND (until_on >= review_on))),
    CONSTRAINT exemption_two_people CHECK ((NOT (approved_by_id = asked_by_id)))
);
ALTER TABLE public.viewing_exemption OWNER TO yq_owner;
ALTER TABLE public.viewing_exemption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_exemption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_look_day (
    id bigint NOT NULL,
    staff_id bigint NOT NULL,
    "on" date NOT NULL,
    role character varying(40) NOT NULL,
    opened integer NOT NULL,
    outside integer NOT NULL,
    CONSTRAINT viewing_look_day_opened_check CHECK ((opened >= 0)),
    CONSTRAINT viewing_look_day_outside_check CHECK ((outside >= 0))
);
ALTER TABLE public.viewing_look_day OWNER TO yq_owner;
ALTER TABLE public.viewing_look_day ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_look_day_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_marked_customer (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    about_staff_id bigint,
    reason character varying(200) NOT NULL,
    marked_at timestamp with time zone NOT NULL,
    marked_by_id bigint,
    marked_by_name character varying(80) NOT NULL,
    ended_at timestamp with time zone,
    ended_by_name character varying(80) NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT marked_customer_whose CHECK (((NOT ((kind)::text = 'RELATIVE'::text)) OR (about_staff_id IS NOT NULL)))
);
ALTER TABLE ONLY public.viewing_marked_customer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.viewing_marked_customer OWNER TO yq_owner;
ALTER TABLE public.viewing_marked_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_marked_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_reveal_check (
    id bigint NOT NULL,
    reveal_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    staff_no character varying(40) NOT NULL,
    staff_name character varying(100) NOT NULL,
    field character varying(40) NOT NULL,
    reason text NOT NULL,
    revealed_at timestamp with time zone NOT NULL,
    approval_id bigint,
    head_id bigint,
    head_name character varying(100) NOT NULL,
    due_on date NOT NULL,
    verdict character varying(10) NOT NULL,
    note character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    answered_by_name character varying(100) NOT NULL,
    escalated_at timestamp with time zone,
    version integer NOT NULL,
    customer_id bigint NOT NULL,
    draw_id bigint NOT NULL,
    CONSTRAINT reveal_check_answered CHECK ((((answered_at IS NULL) AND ((verdict)::text = ''::text)) OR ((NOT ((verdict)::text = ''::text)) AND (answered_at IS NOT NULL)))),
    CONSTRAINT reveal_check_by_another CHECK (((NOT ((answered_by_id = staff_id) AND (answered_by_id IS NOT NULL))) AND (NOT ((head_id = staff_id) AND (head_id IS NOT NULL))))),
    CONSTRAINT viewing_reveal_check_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.viewing_reveal_check FORCE ROW LEVEL SECURITY;
ALTER TABLE public.viewing_reveal_check OWNER TO yq_owner;
ALTER TABLE public.viewing_reveal_check ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.viewing_reveal_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.viewing_watched_day (
    "on" date NOT NULL,
    watched_at timestamp with time zone NOT NULL,
    people integer NOT NULL,
    looks integer NOT NULL,
    alerts integer NOT NULL,
    is_counted_only boolean NOT NULL,
    CONSTRAINT viewing_watched_day_alerts_check CHECK ((alerts >= 0)),
    CONSTRAINT viewing_watched_day_looks_check CHECK ((looks >= 0)),
    CONSTRAINT viewing_watched_day_people_check CHECK ((people >= 0))
);
ALTER TABLE public.viewing_watched_day OWNER TO yq_owner;
CREATE TABLE public.workflow_announcement (
    id bigint NOT NULL,
    title character varying(80) NOT NULL,
    text character varying(4000) NOT NULL,
    weight character varying(9) NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    made_by_id bigint NOT NULL,
    made_by_name character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    org_id bigint,
    CONSTRAINT announcement_span CHECK ((to_on >= from_on))
);
ALTER TABLE public.workflow_announcement OWNER TO yq_owner;
ALTER TABLE public.workflow_announcement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_announcement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_announcement_read (
    id bigint NOT NULL,
    staff_id bigint NOT NULL,
    read_at timestamp with time zone NOT NULL,
    announcement_id bigint NOT NULL
);
ALTER TABLE public.workflow_announcement_read OWNER TO yq_owner;
ALTER TABLE public.workflow_announcement_read ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_announcement_read_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_approval (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    payload jsonb NOT NULL,
    summary character varying(200) NOT NULL,
    reason text NOT NULL,
    state character varying(10) NOT NULL,
    org_id bigint,
    permission character varying(60) NOT NULL,
    object_type character varying(60) NOT NULL,
    object_id bigint,
    maker_id bigint NOT NULL,
    maker_name character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    checker_id bigint,
    checker_name character varying(80) NOT NULL,
    decided_at timestamp with time zone,
    note text NOT NULL,
    result character varying(200) NOT NULL,
    version integer NOT NULL,
    later jsonb NOT NULL,
    level smallint NOT NULL,
    CONSTRAINT approval_maker_is_not_checker CHECK ((NOT ((checker_id = maker_id) AND (checker_id IS NOT NULL)))),
    CONSTRAINT workflow_approval_level_check CHECK ((level >= 0)),
    CONSTRAINT workflow_approval_version_check CHECK ((version >= 0))
);
ALTER TABLE public.workflow_approval OWNER TO yq_owner;
ALTER TABLE public.workflow_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_approval_step (
    id bigint NOT NULL,
    level smallint NOT NULL,
    is_granted boolean NOT NULL,
    checker_id bigint NOT NULL,
    checker_name character varying(80) NOT NULL,
    for_id bigint,
    for_name character varying(80) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    note text NOT NULL,
    approval_id bigint NOT NULL,
    CONSTRAINT workflow_approval_step_level_check CHECK ((level >= 0))
);
ALTER TABLE public.workflow_approval_step OWNER TO yq_owner;
ALTER TABLE public.workflow_approval_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_approval_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_deputy (
    id bigint NOT NULL,
    giver_id bigint NOT NULL,
    giver_name character varying(80) NOT NULL,
    taker_id bigint NOT NULL,
    taker_name character varying(80) NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT deputy_is_somebody_else CHECK ((NOT (giver_id = taker_id))),
    CONSTRAINT deputy_period CHECK ((to_on >= from_on))
);
ALTER TABLE public.workflow_deputy OWNER TO yq_owner;
ALTER TABLE public.workflow_deputy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_deputy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.audit_entry ATTACH PARTITION public.audit_entry_default DEFAULT;
ALTER TABLE ONLY public.audit_entry ALTER COLUMN id SET DEFAULT nextval('public.audit_entry_id_seq'::regclass);
ALTER TABLE ONLY public.holdings_balance ALTER COLUMN id SET DEFAULT nextval('public.holdings_balance_id_seq'::regclass);
ALTER TABLE ONLY public.holdings_transaction ALTER COLUMN id SET DEFAULT nextval('public.holdings_transaction_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
INSERT INTO public.access_accessstamp (id, number) VALUES
	(1, 39);
INSERT INTO public.access_postrole (id, post_kind, kind, scope, role_id) VALUES
	(1, 'RELATIONSHIP_MANAGER', 'business', 'SELF', 1),
	(2, 'WEALTH_MANAGER', 'business', 'SELF', 2),
	(3, 'CORPORATE_MANAGER', 'business', 'SELF', 3),
	(4, 'TELLER', 'business', 'ORG', 4),
	(5, 'BRANCH_HEAD', 'business', 'ORG_AND_BELOW', 5),
	(6, 'DEPUTY_PRESIDENT', 'business', 'ALL', 6),
	(7, 'MARKETER', 'business', 'NONE', 7),
	(8, 'PRODUCT_MANAGER', 'business', 'NONE', 8),
	(9, 'AGENT', 'business', 'ALL', 9),
	(10, 'DATA_STEWARD', 'business', 'ALL', 10),
	(11, 'COMPLIANCE', 'business', 'ALL', 11);
INSERT INTO public.access_role (id, code, name, kind, scope, clearances, is_builtin, "order", version) VALUES
	(1, 'relationship_manager', 'Relationship manager', 'business', 'SELF', '{birth_date:scope}', true, 10, 1),
	(2, 'wealth_manager', 'Wealth manager', 'business', 'SELF', '{birth_date:scope}', true, 20, 1),
	(3, 'corporate_manager', 'Corporate relationship manager', 'business', 'SELF', '{birth_date:scope}', true, 30, 1),
	(4, 'teller', 'Teller or lobby manager', 'business', 'ORG', '{}', true, 40, 1),
	(5, 'branch_head', 'Branch head', 'business', 'ORG_AND_BELOW', '{name:scope,amount:scope,birth_date:scope}', true, 50, 1),
	(6, 'deputy_president', 'Deputy president', 'business', 'ALL', '{amount:scope}', true, 60, 1),
	(7, 'marketer', 'Marketing manager', 'business', 'NONE', '{}', true, 70, 1),
	(8, 'product_manager', 'Product manager', 'business', 'NONE', '{}', true, 80, 1),
	(9, 'service_agent', 'Service agent', 'business', 'ALL', '{}', true, 90, 1),
	(10, 'data_steward', 'Data steward', 'business', 'ALL', '{}', true, 100, 1),
	(11, 'compliance_officer', 'Compliance officer', 'business', 'ALL', '{}', true, 110, 1),
	(12, 'auditor', 'Auditor', 'audit', 'NONE', '{}', true, 120, 1),
	(13, 'security_admin', 'Security administrator', 'security', 'NONE', '{}', true, 130, 1),
	(14, 'system_admin', 'System administrator', 'system', 'NONE', '{}', true, 140, 1);
INSERT INTO public.access_rolepermission (id, permission, role_id) VALUES
	(1, 'advice.view_advice', 1),
	(2, 'analytics.print_report', 1),
	(3, 'compliance.fill_diligence', 1),
	(4, 'compliance.keep_evidence', 1),
	(5, 'compliance.place_hold', 1),
	(6, 'compliance.receive_request', 1),
	(7, 'compliance.record_consent', 1),
	(8, 'compliance.reserve_contact', 1),
	(9, 'compliance.take_assessment', 1),
	(10, 'compliance.view_consent', 1),
	(11, 'customers.create_prospect', 1),
	(12, 'customers.edit_customer', 1),
	(13, 'customers.export_customers', 1),
	(14, 'customers.record_refusal', 1),
	(15, 'customers.request_correction', 1),
	(16, 'customers.reveal_phone', 1),
	(17, 'customers.view_customer', 1),
	(18, 'holdings.view_holding', 1),
	(19, 'holdings.view_transaction', 1),
	(20, 'insights.set_tag', 1),
	(21, 'insights.view_catalogue', 1),
	(22, 'insights.view_fact', 1),
	(23, 'insights.view_tag', 1),
	(24, 'interactions.log_follow_up', 1),
	(25, 'interactions.view_task', 1),
	(26, 'interactions.view_timeline', 1),
	(27, 'interactions.work_task', 1),
	(28, 'interactions.write_note', 1),
	(29, 'leads.capture_lead', 1),
	(30, 'leads.view_lead', 1),
	(31, 'leads.work_lead', 1),
	(32, 'products.view_product', 1),
	(33, 'sales.view_opportunity', 1),
	(34, 'sales.work_opportunity', 1),
	(35, 'scripts.view_script', 1),
	(36, 'ui.view_workbench', 1),
	(37, 'advice.view_advice', 2),
	(38, 'analytics.print_report', 2),
	(39, 'compliance.fill_diligence', 2),
	(40, 'compliance.keep_evidence', 2),
	(41, 'compliance.place_hold', 2),
	(42, 'compliance.receive_request', 2),
	(43, 'compliance.record_consent', 2),
	(44, 'compliance.reserve_contact', 2),
	(45, 'compliance.take_assessment', 2),
	(46, 'compliance.view_consent', 2),
	(47, 'customers.create_prospect', 2),
	(48, 'customers.edit_customer', 2),
	(49, 'customers.export_customers', 2),
	(50, 'customers.record_refusal', 2),
	(51, 'customers.request_correction', 2),
	(52, 'customers.reveal_phone', 2),
	(53, 'customers.view_customer', 2),
	(54, 'holdings.view_holding', 2),
	(55, 'holdings.view_transaction', 2),
	(56, 'insights.set_tag', 2),
	(57, 'insights.view_catalogue', 2),
	(58, 'insights.view_fact', 2),
	(59, 'insights.view_tag', 2),
	(60, 'interactions.log_follow_up', 2),
	(61, 'interactions.view_task', 2),
	(62, 'interactions.view_timeline', 2),
	(63, 'interactions.work_task', 2),
	(64, 'interactions.write_note', 2),
	(65, 'leads.capture_lead', 2),
	(66, 'leads.view_lead', 2),
	(67, 'leads.work_lead', 2),
	(68, 'products.view_product', 2),
	(69, 'sales.view_opportunity', 2),
	(70, 'sales.work_opportunity', 2),
	(71, 'scripts.view_script', 2),
	(72, 'ui.view_workbench', 2),
	(73, 'advice.view_advice', 3),
	(74, 'analytics.print_report', 3),
	(75, 'compliance.fill_diligence', 3),
	(76, 'compliance.keep_evidence', 3),
	(77, 'compliance.place_hold', 3),
	(78, 'compliance.receive_request', 3),
	(79, 'compliance.record_consent', 3),
	(80, 'compliance.reserve_contact', 3),
	(81, 'compliance.take_assessment', 3),
	(82, 'compliance.view_consent', 3),
	(83, 'customers.create_prospect', 3),
	(84, 'customers.edit_customer', 3),
	(85, 'customers.export_customers', 3),
	(86, 'customers.record_refusal', 3),
	(87, 'customers.request_correction', 3),
	(88, 'customers.reveal_phone', 3),
	(89, 'customers.view_customer', 3),
	(90, 'holdings.view_holding', 3),
	(91, 'holdings.view_transaction', 3),
	(92, 'insights.set_tag', 3),
	(93, 'insights.view_catalogue', 3),
	(94, 'insights.view_fact', 3),
	(95, 'insights.view_tag', 3),
	(96, 'interactions.log_follow_up', 3),
	(97, 'interactions.view_task', 3),
	(98, 'interactions.view_timeline', 3),
	(99, 'interactions.work_task', 3),
	(100, 'interactions.write_note', 3);
INSERT INTO public.access_rolepermission (id, permission, role_id) VALUES
	(101, 'leads.capture_lead', 3),
	(102, 'leads.view_lead', 3),
	(103, 'leads.work_lead', 3),
	(104, 'products.view_product', 3),
	(105, 'sales.view_opportunity', 3),
	(106, 'sales.work_opportunity', 3),
	(107, 'scripts.view_script', 3),
	(108, 'ui.view_workbench', 3),
	(109, 'customers.find_customer', 4),
	(110, 'interactions.log_counter_visit', 4),
	(111, 'leads.capture_lead', 4),
	(112, 'sales.refer_customer', 4),
	(113, 'access.break_glass', 5),
	(114, 'access.grant_access', 5),
	(115, 'access.recertify', 5),
	(116, 'advice.view_advice', 5),
	(117, 'advice.view_result', 5),
	(118, 'analytics.print_report', 5),
	(119, 'compliance.check_diligence', 5),
	(120, 'compliance.check_reveal', 5),
	(121, 'compliance.fill_diligence', 5),
	(122, 'compliance.keep_evidence', 5),
	(123, 'compliance.keep_exemption', 5),
	(124, 'compliance.mark_buyer', 5),
	(125, 'compliance.open_evidence', 5),
	(126, 'compliance.place_hold', 5),
	(127, 'compliance.receive_request', 5),
	(128, 'compliance.record_consent', 5),
	(129, 'compliance.reserve_contact', 5),
	(130, 'compliance.simulate_contact', 5),
	(131, 'compliance.take_assessment', 5),
	(132, 'compliance.view_consent', 5),
	(133, 'compliance.view_hold', 5),
	(134, 'compliance.view_licence', 5),
	(135, 'customers.approve_export', 5),
	(136, 'customers.approve_reveal', 5),
	(137, 'customers.assign_customer', 5),
	(138, 'customers.create_prospect', 5),
	(139, 'customers.edit_customer', 5),
	(140, 'customers.export_customers', 5),
	(141, 'customers.locate', 5),
	(142, 'customers.record_refusal', 5),
	(143, 'customers.request_correction', 5),
	(144, 'customers.reveal_phone', 5),
	(145, 'customers.view_customer', 5),
	(146, 'customers.view_quality', 5),
	(147, 'holdings.view_holding', 5),
	(148, 'holdings.view_transaction', 5),
	(149, 'imports.mend_rows', 5),
	(150, 'insights.keep_tier', 5),
	(151, 'insights.preview_trigger', 5),
	(152, 'insights.set_tag', 5),
	(153, 'insights.view_catalogue', 5),
	(154, 'insights.view_contribution', 5),
	(155, 'insights.view_fact', 5),
	(156, 'insights.view_tag', 5),
	(157, 'insights.view_trigger', 5),
	(158, 'interactions.log_follow_up', 5),
	(159, 'interactions.view_task', 5),
	(160, 'interactions.view_timeline', 5),
	(161, 'interactions.work_task', 5),
	(162, 'interactions.write_note', 5),
	(163, 'leads.assign_lead', 5),
	(164, 'leads.capture_lead', 5),
	(165, 'leads.view_lead', 5),
	(166, 'leads.work_lead', 5),
	(167, 'organization.view_org', 5),
	(168, 'organization.view_staff', 5),
	(169, 'parameters.view_rule', 5),
	(170, 'products.view_product', 5),
	(171, 'sales.lead_team', 5),
	(172, 'sales.set_target', 5),
	(173, 'sales.view_opportunity', 5),
	(174, 'sales.view_result', 5),
	(175, 'sales.work_opportunity', 5),
	(176, 'scripts.view_script', 5),
	(177, 'ui.view_workbench', 5),
	(178, 'workflow.announce', 5),
	(179, 'workflow.approve', 5),
	(180, 'access.recertify', 6),
	(181, 'advice.approve_lever', 6),
	(182, 'advice.view_lever', 6),
	(183, 'advice.view_result', 6),
	(184, 'compliance.approve_diligence', 6),
	(185, 'compliance.approve_exemption', 6),
	(186, 'compliance.oversee_emergency', 6),
	(187, 'compliance.simulate_contact', 6),
	(188, 'customers.approve_export', 6),
	(189, 'customers.locate', 6),
	(190, 'customers.view_customer', 6),
	(191, 'customers.view_past', 6),
	(192, 'holdings.view_holding', 6),
	(193, 'holdings.view_transaction', 6),
	(194, 'insights.agree_tier_keep', 6),
	(195, 'insights.preview_trigger', 6),
	(196, 'insights.view_contribution', 6),
	(197, 'insights.view_trigger', 6),
	(198, 'leads.view_lead', 6),
	(199, 'organization.approve_merger', 6),
	(200, 'organization.view_org', 6);
INSERT INTO public.access_rolepermission (id, permission, role_id) VALUES
	(201, 'parameters.view_rule', 6),
	(202, 'privacy.approve_retention', 6),
	(203, 'privacy.sign_assessment', 6),
	(204, 'privacy.view_assessment', 6),
	(205, 'privacy.view_retention', 6),
	(206, 'products.view_product', 6),
	(207, 'sales.view_bank_result', 6),
	(208, 'sales.view_result', 6),
	(209, 'workflow.announce', 6),
	(210, 'workflow.approve', 6),
	(211, 'advice.set_lever', 7),
	(212, 'advice.view_lever', 7),
	(213, 'advice.view_result', 7),
	(214, 'compliance.simulate_contact', 7),
	(215, 'insights.edit_tag', 7),
	(216, 'insights.preview_trigger', 7),
	(217, 'insights.view_catalogue', 7),
	(218, 'insights.view_trigger', 7),
	(219, 'leads.capture_lead', 7),
	(220, 'parameters.view_rule', 7),
	(221, 'products.view_product', 7),
	(222, 'sales.view_bank_result', 7),
	(223, 'sales.view_result', 7),
	(224, 'scripts.edit_script', 7),
	(225, 'scripts.view_script', 7),
	(226, 'advice.set_lever', 8),
	(227, 'advice.view_lever', 8),
	(228, 'advice.view_result', 8),
	(229, 'compliance.edit_questionnaire', 8),
	(230, 'compliance.view_questionnaire', 8),
	(231, 'parameters.view_rule', 8),
	(232, 'products.edit_product', 8),
	(233, 'products.view_product', 8),
	(234, 'scripts.edit_script', 8),
	(235, 'scripts.view_script', 8),
	(236, 'compliance.place_hold', 9),
	(237, 'compliance.receive_request', 9),
	(238, 'compliance.record_consent', 9),
	(239, 'compliance.reserve_contact', 9),
	(240, 'compliance.view_consent', 9),
	(241, 'customers.locate', 9),
	(242, 'customers.record_refusal', 9),
	(243, 'customers.reveal_phone', 9),
	(244, 'customers.view_customer', 9),
	(245, 'insights.set_tag', 9),
	(246, 'insights.view_fact', 9),
	(247, 'insights.view_tag', 9),
	(248, 'interactions.log_follow_up', 9),
	(249, 'interactions.view_task', 9),
	(250, 'interactions.view_timeline', 9),
	(251, 'interactions.work_task', 9),
	(252, 'interactions.write_note', 9),
	(253, 'leads.capture_lead', 9),
	(254, 'products.view_product', 9),
	(255, 'scripts.view_script', 9),
	(256, 'compliance.view_catalogue', 10),
	(257, 'customers.answer_correction', 10),
	(258, 'customers.approve_merge', 10),
	(259, 'customers.govern_data', 10),
	(260, 'customers.merge_customers', 10),
	(261, 'customers.reveal_correction', 10),
	(262, 'customers.view_quality', 10),
	(263, 'imports.edit_code_map', 10),
	(264, 'imports.mend_rows', 10),
	(265, 'imports.run_import', 10),
	(266, 'imports.sign_reconciliation', 10),
	(267, 'imports.view_board', 10),
	(268, 'imports.work_quarantine', 10),
	(269, 'insights.edit_tag', 10),
	(270, 'insights.view_catalogue', 10),
	(271, 'insights.view_trigger', 10),
	(272, 'parameters.view_rule', 10),
	(273, 'privacy.view_assessment', 10),
	(274, 'privacy.view_retention', 10),
	(275, 'workflow.approve', 10),
	(276, 'access.grant_access', 11),
	(277, 'compliance.approve_diligence', 11),
	(278, 'compliance.approve_exemption', 11),
	(279, 'compliance.approve_questionnaire', 11),
	(280, 'compliance.check_diligence', 11),
	(281, 'compliance.check_reveal', 11),
	(282, 'compliance.edit_consent_text', 11),
	(283, 'compliance.edit_licence', 11),
	(284, 'compliance.edit_questionnaire', 11),
	(285, 'compliance.export_pack', 11),
	(286, 'compliance.grade_diligence', 11),
	(287, 'compliance.handle_request', 11),
	(288, 'compliance.judge_risk_alert', 11),
	(289, 'compliance.judge_viewing_alert', 11),
	(290, 'compliance.keep_exemption', 11),
	(291, 'compliance.lift_hold', 11),
	(292, 'compliance.load_list', 11),
	(293, 'compliance.mark_buyer', 11),
	(294, 'compliance.mark_customer', 11),
	(295, 'compliance.open_evidence', 11),
	(296, 'compliance.oversee_reveal_checks', 11),
	(297, 'compliance.place_hold', 11),
	(298, 'compliance.read_withdrawals', 11),
	(299, 'compliance.receive_request', 11),
	(300, 'compliance.record_consent', 11);
INSERT INTO public.access_rolepermission (id, permission, role_id) VALUES
	(301, 'compliance.review_emergency', 11),
	(302, 'compliance.see_viewing_alerts', 11),
	(303, 'compliance.simulate_contact', 11),
	(304, 'compliance.verify_evidence', 11),
	(305, 'compliance.view_catalogue', 11),
	(306, 'compliance.view_consent', 11),
	(307, 'compliance.view_due_diligence', 11),
	(308, 'compliance.view_hold', 11),
	(309, 'compliance.view_licence', 11),
	(310, 'compliance.view_questionnaire', 11),
	(311, 'compliance.view_risk_alert', 11),
	(312, 'compliance.view_screening', 11),
	(313, 'compliance.view_sensitive_access', 11),
	(314, 'compliance.work_screening', 11),
	(315, 'customers.approve_full_export', 11),
	(316, 'customers.approve_merge', 11),
	(317, 'customers.approve_reveal', 11),
	(318, 'customers.record_refusal', 11),
	(319, 'customers.restrict_customer', 11),
	(320, 'customers.set_party_role', 11),
	(321, 'customers.sign_linkage', 11),
	(322, 'customers.view_customer', 11),
	(323, 'customers.view_past', 11),
	(324, 'holdings.view_holding', 11),
	(325, 'holdings.view_transaction', 11),
	(326, 'imports.sign_reconciliation', 11),
	(327, 'insights.view_contribution', 11),
	(328, 'insights.view_fact', 11),
	(329, 'insights.view_tag', 11),
	(330, 'interactions.view_task', 11),
	(331, 'interactions.view_timeline', 11),
	(332, 'interactions.write_note', 11),
	(333, 'parameters.approve_data_value', 11),
	(334, 'parameters.approve_security_value', 11),
	(335, 'parameters.view_parameter', 11),
	(336, 'parameters.view_rule', 11),
	(337, 'privacy.approve_retention', 11),
	(338, 'privacy.edit_assessment', 11),
	(339, 'privacy.edit_legal_hold', 11),
	(340, 'privacy.propose_retention', 11),
	(341, 'privacy.sign_assessment', 11),
	(342, 'privacy.view_assessment', 11),
	(343, 'privacy.view_legal_hold', 11),
	(344, 'privacy.view_retention', 11),
	(345, 'products.view_product', 11),
	(346, 'scripts.approve_script', 11),
	(347, 'scripts.view_script', 11),
	(348, 'workflow.approve', 11),
	(349, 'access.review_access', 12),
	(350, 'audit.verify_chain', 12),
	(351, 'audit.view_audit', 12),
	(352, 'parameters.view_rule', 12),
	(353, 'access.agree_to_act', 13),
	(354, 'access.issue_token', 13),
	(355, 'access.manage_roles', 13),
	(356, 'access.manage_users', 13),
	(357, 'access.open_recertification', 13),
	(358, 'access.review_access', 13),
	(359, 'access.unlock_user', 13),
	(360, 'access.view_account', 13),
	(361, 'crypto.view_keys', 13),
	(362, 'organization.edit_staff', 13),
	(363, 'organization.view_org', 13),
	(364, 'organization.view_staff', 13),
	(365, 'workflow.approve', 13),
	(366, 'imports.run_import', 14),
	(367, 'imports.view_board', 14),
	(368, 'insights.edit_trigger', 14),
	(369, 'insights.preview_trigger', 14),
	(370, 'insights.view_catalogue', 14),
	(371, 'insights.view_trigger', 14),
	(372, 'integrations.view_channel', 14),
	(373, 'organization.edit_calendar', 14),
	(374, 'organization.edit_org', 14),
	(375, 'organization.view_org', 14),
	(376, 'organization.view_staff', 14),
	(377, 'parameters.edit_parameter', 14),
	(378, 'parameters.view_parameter', 14),
	(379, 'parameters.view_rule', 14),
	(380, 'platform.answer_problem', 14),
	(381, 'platform.view_status', 14),
	(382, 'sales.set_pipeline', 14),
	(391, 'customers.view_past', 5);
INSERT INTO public.diligence_checklist (id, version, valid_from, published_at, published_by_name) VALUES
	(1, '2026-01', '2000-01-01', now(), '反洗钱中心');
INSERT INTO public.diligence_checklist_item (id, place, code, title, why, source, party_types, kinds, needs_document, options, factor, checklist_id, is_required, needs_expiry) VALUES
	(1, 0, 'identity', '有效身份证件', '核对本人与证件，登记种类、号码和有效期限', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER}', '{CDD,EDD}', true, '[]', '', 1, true, false),
	(2, 1, 'licence', '营业执照或登记证书', '核实主体资格，登记名称、号码和有效期限', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{SOLE_TRADER,COMPANY,OTHER_ORG}', '{CDD,EDD}', true, '[]', '', 1, true, false),
	(3, 2, 'trust_deed', '信托文件', '核实信托的设立依据与期限', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{TRUST}', '{CDD,EDD}', true, '[]', '', 1, true, false),
	(4, 3, 'representative', '法定代表人或负责人身份证件', '核对代表机构行事的人', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{COMPANY,OTHER_ORG}', '{CDD,EDD}', true, '[]', '', 1, true, false),
	(5, 4, 'agent', '授权办理业务人员', '登记姓名、授权范围与联系方式的核实情况', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(6, 5, 'trust_parties', '委托人、受托人与受益人', '登记信托当事人及能够最终有效控制的人', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{TRUST}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(7, 6, 'occupation', '职业与工作单位', '自然人基本信息，风险评估的依据', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(8, 7, 'address', '住所地或经常居住地', '基本信息；法人填住所与实际经营地', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(9, 8, 'scope', '经营范围或业务范围', '了解主营业务是否与账户用途相符', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{SOLE_TRADER,COMPANY,OTHER_ORG}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(10, 9, 'purpose', '建立业务关系的目的', '了解客户办理业务的意图与预计交易', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(11, 10, 'owners', '受益所有人识别情况', '说明识别方法与凭证，结果登记在受益所有人登记册', '《受益所有人信息管理办法》（人民银行令〔2025〕第12号）', '{COMPANY,TRUST}', '{CDD,EDD}', false, '[]', '', 1, true, false),
	(12, 11, 'structure', '股权或控制结构', '结构越复杂，识别越须深入', '本行制度：客户尽职调查', '{COMPANY,TRUST}', '{CDD,EDD}', false, '[["SIMPLE", "单层、自然人直接持有", 10], ["LAYERED", "多层持有", 50], ["OPAQUE", "含信托、代持或境外特殊目的公司", 90]]', 'CUSTOMER', 1, true, false),
	(13, 12, 'position', '担任重要公职情况', '本人、特定关系人或实际控制人是否担任', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER,COMPANY,TRUST}', '{CDD,EDD}', false, '[["NONE", "未担任", 10], ["DOMESTIC", "境内担任", 60], ["FOREIGN_OFFICIAL", "境外或国际组织担任", 100]]', 'CUSTOMER', 1, true, false),
	(14, 13, 'region', '居住或主要经营地区', '了解客户的居住地或经营地', '本行制度：客户尽职调查', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[["HOME", "境内", 10], ["NEAR", "港澳台", 30], ["ABROAD", "境外", 60], ["RISKY", "风险提示所列国家或地区", 100]]', 'REGION', 1, true, false),
	(15, 14, 'business', '行业或职业类别', '了解客户的行业或职业', '本行制度：客户尽职调查', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[["ORDINARY", "一般", 10], ["CASH", "现金密集型", 60], ["RISKY", "贵金属珠宝、典当、博彩、虚拟资产等", 90]]', 'BUSINESS', 1, true, false),
	(16, 15, 'products', '拟办理的业务', '了解客户拟办理的业务', '本行制度：客户尽职调查', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[["BASIC", "存款、理财、贷款等一般业务", 10], ["ABROAD", "跨境汇款与外汇业务", 50], ["PRIVATE", "私人银行、大额现金或信托类", 70]]', 'PRODUCT', 1, true, false),
	(17, 16, 'channel', '建立关系的渠道', '了解以何种方式建立关系', '本行制度：客户尽职调查', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{CDD,EDD}', false, '[["COUNTER", "柜面或上门面见", 10], ["REMOTE", "非面对面", 40], ["PROXY", "由他人代办", 70]]', 'CHANNEL', 1, true, false),
	(18, 17, 'funds', '资金来源', '说明主要资金来源并附佐证', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{EDD}', false, '[]', '', 1, true, false),
	(19, 18, 'wealth', '财富来源', '说明主要资产的形成过程', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER}', '{EDD}', false, '[]', '', 1, true, false),
	(20, 19, 'trading', '主要交易对手与交易背景', '了解交易是否与经营相符', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{EDD}', false, '[]', '', 1, true, false),
	(21, 20, 'visit', '面谈或实地查访情况', '由客户经理以外的人参加，写明时间、地点与结论', '《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（令〔2025〕第11号）', '{PERSON,SOLE_TRADER,COMPANY,OTHER_ORG,TRUST}', '{EDD}', false, '[]', '', 1, true, false);
INSERT INTO public.django_migrations (id, app, name, applied) VALUES
	(1, 'db', '0001_functions', now()),
	(2, 'organization', '0001_initial', now()),
	(3, 'access', '0001_initial', now()),
	(4, 'access', '0002_roles', now()),
	(5, 'access', '0003_second_person_for_parameters', now()),
	(6, 'access', '0004_correction_desk', now()),
	(7, 'access', '0005_exports_go_up_the_line', now()),
	(8, 'access', '0006_dual_control', now()),
	(9, 'access', '0007_mending_by_branches', now()),
	(10, 'access', '0008_sensitive_access', now()),
	(11, 'access', '0009_steward_of_the_bank', now()),
	(12, 'access', '0010_keys', now()),
	(13, 'access', '0011_posts_by_two', now()),
	(14, 'access', '0012_contact_gate', now()),
	(15, 'access', '0013_figures', now()),
	(16, 'access', '0014_opportunities', now()),
	(17, 'access', '0015_follow_ups', now()),
	(18, 'access', '0016_workbench', now()),
	(19, 'access', '0017_teams', now()),
	(20, 'access', '0018_announcements', now()),
	(21, 'access', '0019_problems', now()),
	(22, 'access', '0020_local_channel', now()),
	(23, 'access', '0021_keeping_tiers', now()),
	(24, 'access', '0022_contribution', now()),
	(25, 'access', '0023_asset_report', now()),
	(26, 'access', '0024_tags_and_notes', now()),
	(27, 'access', '0025_view_past', now()),
	(28, 'access', '0026_counter', now()),
	(29, 'access', '0027_suitability', now()),
	(30, 'access', '0028_merging', now()),
	(31, 'access', '0029_privacy', now()),
	(32, 'access', '0030_screening', now()),
	(33, 'access', '0031_rule_book', now()),
	(34, 'access', '0032_results', now()),
	(35, 'access', '0033_diligence', now()),
	(36, 'access', '0034_quality', now()),
	(37, 'access', '0035_privacy_life', now()),
	(38, 'access', '0036_viewing', now()),
	(39, 'access', '0037_recertification', now()),
	(40, 'access', '0038_party_roles', now()),
	(41, 'access', '0039_risk_alerts', now()),
	(42, 'access', '0040_reveal_checks', now()),
	(43, 'access', '0041_trigger_previews', now()),
	(44, 'access', '0042_leads', now()),
	(45, 'access', '0043_pipelines', now()),
	(46, 'access', '0044_advice', now()),
	(47, 'access', '0045_scripts', now()),
	(48, 'organization', '0002_seed', now()),
	(49, 'customers', '0001_initial', now()),
	(50, 'customers', '0002_protection', now()),
	(51, 'advice', '0001_initial', now()),
	(52, 'advice', '0002_protection', now()),
	(53, 'audit', '0001_initial', now()),
	(54, 'audit', '0002_shown_in_lists', now()),
	(55, 'audit', '0003_sensitive_access', now()),
	(56, 'audit', '0004_emergencies', now()),
	(57, 'contenttypes', '0001_initial', now()),
	(58, 'contenttypes', '0002_remove_content_type_name', now()),
	(59, 'auth', '0001_initial', now()),
	(60, 'auth', '0002_alter_permission_name_max_length', now()),
	(61, 'auth', '0003_alter_user_email_max_length', now()),
	(62, 'auth', '0004_alter_user_username_opts', now()),
	(63, 'auth', '0005_alter_user_last_login_null', now()),
	(64, 'auth', '0006_require_contenttypes_0002', now()),
	(65, 'auth', '0007_alter_validators_add_error_messages', now()),
	(66, 'auth', '0008_alter_user_username_max_length', now()),
	(67, 'auth', '0009_alter_user_last_name_max_length', now()),
	(68, 'auth', '0010_alter_group_name_max_length', now()),
	(69, 'auth', '0011_update_proxy_permissions', now()),
	(70, 'auth', '0012_alter_user_first_name_max_length', now()),
	(71, 'customers', '0003_search_and_requests', now()),
	(72, 'customers', '0004_fewer_indexes', now()),
	(73, 'customers', '0005_assisted_customers', now()),
	(74, 'customers', '0006_delivered_once', now()),
	(75, 'customers', '0007_correction_desk', now()),
	(76, 'customers', '0008_number_faults', now()),
	(77, 'customers', '0009_life_events', now()),
	(78, 'customers', '0010_external_items', now()),
	(79, 'customers', '0011_identity', now()),
	(80, 'customers', '0012_quality', now()),
	(81, 'customers', '0013_limits', now()),
	(82, 'customers', '0014_field_grants', now()),
	(83, 'customers', '0015_party_roles', now()),
	(84, 'products', '0001_initial', now()),
	(85, 'products', '0002_delivered_once', now()),
	(86, 'compliance', '0001_initial', now()),
	(87, 'compliance', '0002_protection', now()),
	(88, 'compliance', '0003_fewer_indexes', now()),
	(89, 'compliance', '0004_contact_gate', now()),
	(90, 'compliance', '0005_suitability', now()),
	(91, 'compliance', '0006_consent_words', now()),
	(92, 'compliance', '0007_hold_owner', now()),
	(93, 'compliance', '0008_person_requests', now()),
	(94, 'compliance', '0009_risk_alerts', now()),
	(95, 'crypto', '0001_initial', now()),
	(96, 'customers', '0016_relations_of_rights', now()),
	(97, 'customers', '0017_outsiders', now()),
	(98, 'customers', '0018_export_passwords', now()),
	(99, 'customers', '0019_relation_outsider', now()),
	(100, 'db', '0002_seen_rows', now());
INSERT INTO public.django_migrations (id, app, name, applied) VALUES
	(101, 'db', '0003_bare_months_in_peace', now()),
	(102, 'diligence', '0001_initial', now()),
	(103, 'diligence', '0002_wall_and_checklist', now()),
	(104, 'diligence', '0003_outsiders', now()),
	(105, 'diligence', '0004_grading_calls', now()),
	(106, 'diligence', '0005_checklists_by_the_bank', now()),
	(107, 'diligence', '0006_erasing', now()),
	(108, 'events', '0001_initial', now()),
	(109, 'holdings', '0001_initial', now()),
	(110, 'holdings', '0002_movements', now()),
	(111, 'holdings', '0003_fewer_indexes', now()),
	(112, 'holdings', '0004_delivered_once', now()),
	(113, 'holdings', '0005_index_filled_months', now()),
	(114, 'holdings', '0006_no_index_of_the_account', now()),
	(115, 'holdings', '0007_payroll_months', now()),
	(116, 'holdings', '0008_vacuum_after_the_indexes', now()),
	(117, 'holdings', '0009_overdue_spells', now()),
	(118, 'holdings', '0010_the_key_is_the_number', now()),
	(119, 'imports', '0001_initial', now()),
	(120, 'imports', '0002_import_tasks', now()),
	(121, 'imports', '0003_unidentified_rows', now()),
	(122, 'insights', '0001_initial', now()),
	(123, 'insights', '0002_protection', now()),
	(124, 'insights', '0003_customer_facts', now()),
	(125, 'insights', '0004_triggers', now()),
	(126, 'insights', '0005_short_transactions', now()),
	(127, 'insights', '0006_standing', now()),
	(128, 'insights', '0007_contribution', now()),
	(129, 'insights', '0008_drafts', now()),
	(130, 'insights', '0009_tag_setters', now()),
	(131, 'insights', '0010_rule_tags', now()),
	(132, 'insights', '0011_life_events', now()),
	(133, 'insights', '0012_scripts', now()),
	(134, 'insights', '0013_people_of_drafts', now()),
	(135, 'insights', '0014_figures_of_a_day', now()),
	(136, 'insights', '0015_days_without_contact', now()),
	(137, 'insights', '0016_what_happened', now()),
	(138, 'insights', '0017_what_others_say', now()),
	(139, 'interactions', '0001_initial', now()),
	(140, 'interactions', '0002_protection', now()),
	(141, 'integrations', '0001_initial', now()),
	(142, 'integrations', '0002_figures', now()),
	(143, 'integrations', '0003_local_channel', now()),
	(144, 'interactions', '0003_follow_ups', now()),
	(145, 'interactions', '0004_by_staff', now()),
	(146, 'interactions', '0005_sent_out', now()),
	(147, 'interactions', '0006_mentions', now()),
	(148, 'interactions', '0007_used_script', now()),
	(149, 'interactions', '0008_documents', now()),
	(150, 'interactions', '0009_sent_by_slot', now()),
	(151, 'interactions', '0010_greetings', now()),
	(152, 'procrastinate', '0001_initial', now()),
	(153, 'procrastinate', '0002_drop_started_at_column', now()),
	(154, 'procrastinate', '0003_drop_started_at_column', now()),
	(155, 'procrastinate', '0004_drop_procrastinate_version_table', now()),
	(156, 'procrastinate', '0005_fix_procrastinate_fetch_job', now()),
	(157, 'procrastinate', '0006_fix_trigger_status_events_insert', now()),
	(158, 'procrastinate', '0007_add_queueing_lock_column', now()),
	(159, 'procrastinate', '0008_close_fetch_job_race_condition', now()),
	(160, 'procrastinate', '0009_add_defer_job_function', now()),
	(161, 'procrastinate', '0010_add_procrastinate_periodic_defers', now()),
	(162, 'procrastinate', '0011_add_foreign_key_index', now()),
	(163, 'procrastinate', '0012_add_locks_to_periodic_defer', now()),
	(164, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
	(165, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
	(166, 'procrastinate', '0015_add_trigger_on_job_deletion', now()),
	(167, 'procrastinate', '0016_delete_finished_jobs', now()),
	(168, 'procrastinate', '0017_add_checks_to_finish_job', now()),
	(169, 'procrastinate', '0018_add_checks_to_retry_job', now()),
	(170, 'procrastinate', '0019_fix_finish_job_compat_issue', now()),
	(171, 'procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
	(172, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
	(173, 'procrastinate', '0022_null_locks_excluded', now()),
	(174, 'procrastinate', '0023_remove_old_finish_job_function', now()),
	(175, 'procrastinate', '0024_job_id_bigint', now()),
	(176, 'procrastinate', '0025_add_models', now()),
	(177, 'procrastinate', '0026_add_job_priority', now()),
	(178, 'procrastinate', '0027_add_periodic_job_priority', now()),
	(179, 'procrastinate', '0028_add_cancel_states', now()),
	(180, 'procrastinate', '0029_add_additional_params_to_retry_job', now()),
	(181, 'procrastinate', '0030_alter_procrastinateevent_options', now()),
	(182, 'procrastinate', '0031_add_indexes_for_fetch_job', now()),
	(183, 'procrastinate', '0032_pre_cancel_notification', now()),
	(184, 'procrastinate', '0033_post_cancel_notification', now()),
	(185, 'procrastinate', '0034_pre_add_heartbeat', now()),
	(186, 'procrastinate', '0035_post_add_heartbeat', now()),
	(187, 'procrastinate', '0036_add_worker_model', now()),
	(188, 'procrastinate', '0037_pre_batch_defer_jobs', now()),
	(189, 'procrastinate', '0038_post_batch_defer_jobs', now()),
	(190, 'procrastinate', '0039_pre_priority_lock_fetch_job', now()),
	(191, 'procrastinate', '0040_pre_retry_failed_job', now()),
	(192, 'procrastinate', '0041_post_retry_failed_job', now()),
	(193, 'jobs', '0001_initial', now()),
	(194, 'organization', '0003_mergers', now()),
	(195, 'leads', '0001_initial', now()),
	(196, 'leads', '0002_protection', now()),
	(197, 'leads', '0003_list', now()),
	(198, 'leads', '0004_clocks', now()),
	(199, 'oversight', '0001_initial', now()),
	(200, 'parameters', '0001_initial', now());
INSERT INTO public.django_migrations (id, app, name, applied) VALUES
	(201, 'privacy', '0001_initial', now()),
	(202, 'privacy', '0002_outside', now()),
	(203, 'rest', '0001_initial', now()),
	(204, 'rest', '0002_answers_for_clearances', now()),
	(205, 'sales', '0001_initial', now()),
	(206, 'sales', '0002_protection', now()),
	(207, 'sales', '0003_contact_steps', now()),
	(208, 'sales', '0004_desk', now()),
	(209, 'sales', '0005_reports', now()),
	(210, 'sales', '0006_expired', now()),
	(211, 'sales', '0007_target_shares', now()),
	(212, 'sales', '0008_referrals', now()),
	(213, 'sales', '0009_scripts', now()),
	(214, 'sales', '0010_woken', now()),
	(215, 'sales', '0011_briefs', now()),
	(216, 'sales', '0012_pieces', now()),
	(217, 'sales', '0013_indexes_of_people', now()),
	(218, 'sales', '0014_proposed_product', now()),
	(219, 'sales', '0015_rule_results', now()),
	(220, 'sales', '0016_lead_steps', now()),
	(221, 'sales', '0017_pipelines', now()),
	(222, 'sales', '0018_first_pipelines', now()),
	(223, 'sales', '0019_placed', now()),
	(224, 'sales', '0020_board_indexes', now()),
	(225, 'screening', '0001_initial', now()),
	(226, 'screening', '0002_wall', now()),
	(227, 'screening', '0003_case_file', now()),
	(228, 'screening', '0004_outsiders', now()),
	(229, 'screening', '0005_erasing', now()),
	(230, 'screening', '0006_proven', now()),
	(231, 'scripts', '0001_initial', now()),
	(232, 'scripts', '0002_protection', now()),
	(233, 'sessions', '0001_initial', now()),
	(234, 'ui', '0001_initial', now()),
	(235, 'ui', '0002_saved_view', now()),
	(236, 'ui', '0003_workbench_layout', now()),
	(237, 'ui', '0004_problem_reports', now()),
	(238, 'ui', '0005_notice_choice', now()),
	(239, 'viewing', '0001_initial', now()),
	(240, 'viewing', '0002_reveal_checks', now()),
	(241, 'workflow', '0001_initial', now()),
	(242, 'workflow', '0002_approval_indexes', now()),
	(243, 'workflow', '0003_announcements', now()),
	(244, 'workflow', '0004_levels_and_deputies', now());
INSERT INTO public.insights_tag (id, source, source_key, source_digest, batch_id, known_from, ended_on, version, code, name, kind, owner, description, expiry, valid_days, setters, condition, is_on) VALUES
	(1, 'CRM', 'CHILD_SCHOOL', 0, NULL, now(), NULL, 1, 'CHILD_SCHOOL', '子女教育', 'MANUAL', '零售金融部', '子女在学或即将升学、留学', 'AFTER_DAYS', 730, 'TEAM', NULL, false),
	(2, 'CRM', 'INHERITANCE', 0, NULL, now(), NULL, 1, 'INHERITANCE', '传承意愿', 'MANUAL', '零售金融部', '询问过保险金信托、家族信托或遗嘱安排', 'AFTER_DAYS', 365, 'TEAM', NULL, false),
	(3, 'CRM', 'LIQUIDITY', 0, NULL, now(), NULL, 1, 'LIQUIDITY', '重视流动性', 'MANUAL', '零售金融部', '更看重随时可用，不愿锁定期限', 'AFTER_DAYS', 365, 'TEAM', NULL, false),
	(4, 'CRM', 'RATE_SENSITIVE', 0, NULL, now(), NULL, 1, 'RATE_SENSITIVE', '利率敏感', 'MANUAL', '零售金融部', '会比较各行存款与理财收益', 'AFTER_DAYS', 365, 'TEAM', NULL, false),
	(5, 'CRM', 'BUSINESS_OWNER', 0, NULL, now(), NULL, 1, 'BUSINESS_OWNER', '企业主', 'MANUAL', '零售金融部', '经营企业或个体工商户', 'NEVER', NULL, 'TEAM', NULL, false),
	(6, 'CRM', 'HOME_BUYING', 0, NULL, now(), NULL, 1, 'HOME_BUYING', '购房计划', 'MANUAL', '零售金融部', '近期有购房、换房或装修打算', 'AFTER_DAYS', 180, 'TEAM', NULL, false),
	(7, 'CRM', 'RETIRING', 0, NULL, now(), NULL, 1, 'RETIRING', '临近退休', 'MANUAL', '零售金融部', '三年内退休，关注养老安排', 'AFTER_DAYS', 1095, 'TEAM', NULL, false),
	(8, 'CRM', 'OVERSEAS', 0, NULL, now(), NULL, 1, 'OVERSEAS', '跨境需求', 'MANUAL', '零售金融部', '有留学、移民、境外汇款或购汇需求', 'AFTER_DAYS', 365, 'TEAM', NULL, false),
	(9, 'CRM', 'ELDERLY_CARE', 0, NULL, now(), NULL, 1, 'ELDERLY_CARE', '需要陪同', 'MANUAL', '零售金融部', '年长或行动不便，网点需专人陪同', 'NEVER', NULL, 'SCOPE', NULL, false),
	(10, 'CRM', 'COMPLAINED', 0, NULL, now(), NULL, 1, 'COMPLAINED', '曾有不满', 'MANUAL', '零售金融部', '对服务表达过不满，接待时留意', 'AFTER_DAYS', 180, 'SCOPE', NULL, false),
	(11, 'CRM', 'HIGH_VALUE', 0, NULL, now(), NULL, 1, 'HIGH_VALUE', '高净值', 'RULE', '零售金融部', '钻石、私行层级客户', 'NEVER', NULL, 'TEAM', '{"any": [{"op": "=", "fact": "tier_now", "value": "PREMIER"}, {"op": "=", "fact": "tier_now", "value": "PRIVATE"}]}', true),
	(12, 'CRM', 'MOBILE_ACTIVE', 0, NULL, now(), NULL, 1, 'MOBILE_ACTIVE', '手机银行活跃', 'RULE', '零售金融部', '近 30 天登录 4 次以上', 'NEVER', NULL, 'TEAM', '{"op": ">=", "fact": "logins_30", "value": 4}', true),
	(13, 'CRM', 'MATURING_SOON', 0, NULL, now(), NULL, 1, 'MATURING_SOON', '近期到期', 'RULE', '零售金融部', '30 天内有产品到期', 'NEVER', NULL, 'TEAM', '{"op": ">", "fact": "maturing_30", "value": 0}', true),
	(14, 'CRM', 'IDLE_MONEY', 0, NULL, now(), NULL, 1, 'IDLE_MONEY', '闲置资金', 'RULE', '零售金融部', '活期资金高于日常所需', 'NEVER', NULL, 'TEAM', '{"op": "=", "fact": "has_idle_money", "value": true}', true),
	(15, 'CRM', 'SALARY_HERE', 0, NULL, now(), NULL, 1, 'SALARY_HERE', '本行代发', 'RULE', '零售金融部', '本月工资由本行代发', 'NEVER', NULL, 'TEAM', '{"op": ">", "fact": "salary_month", "value": 0}', true),
	(16, 'CRM', 'SILENT', 0, NULL, now(), NULL, 1, 'SILENT', '沉默客户', 'RULE', '零售金融部', '90 天无动账', 'NEVER', NULL, 'TEAM', '{"op": ">=", "fact": "days_since_transaction", "value": 90}', true);
INSERT INTO public.organization_businessline (id, code, name) VALUES
	(1, 'RETAIL', '零售金融'),
	(2, 'CORPORATE', '公司金融'),
	(3, 'PRIVATE', '私人银行'),
	(4, 'CARD', '信用卡'),
	(5, 'OPERATIONS', '运营管理'),
	(6, 'RISK', '风险合规'),
	(7, 'TECHNOLOGY', '信息科技'),
	(8, 'AUDIT', '内部审计'),
	(9, 'MANAGEMENT', '综合管理');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2004-01-01', false, '元旦', 'chinesecalendar'),
	('2004-01-22', false, '春节', 'chinesecalendar'),
	('2004-01-23', false, '春节', 'chinesecalendar'),
	('2004-01-24', false, '春节', 'chinesecalendar'),
	('2004-01-25', false, '春节', 'chinesecalendar'),
	('2004-01-26', false, '春节', 'chinesecalendar'),
	('2004-01-27', false, '春节', 'chinesecalendar'),
	('2004-01-28', false, '春节', 'chinesecalendar'),
	('2004-05-01', false, '劳动节', 'chinesecalendar'),
	('2004-05-02', false, '劳动节', 'chinesecalendar'),
	('2004-05-03', false, '劳动节', 'chinesecalendar'),
	('2004-05-04', false, '劳动节', 'chinesecalendar'),
	('2004-05-05', false, '劳动节', 'chinesecalendar'),
	('2004-05-06', false, '劳动节', 'chinesecalendar'),
	('2004-05-07', false, '劳动节', 'chinesecalendar'),
	('2004-10-01', false, '国庆节', 'chinesecalendar'),
	('2004-10-02', false, '国庆节', 'chinesecalendar'),
	('2004-10-03', false, '国庆节', 'chinesecalendar'),
	('2004-10-04', false, '国庆节', 'chinesecalendar'),
	('2004-10-05', false, '国庆节', 'chinesecalendar'),
	('2004-10-06', false, '国庆节', 'chinesecalendar'),
	('2004-10-07', false, '国庆节', 'chinesecalendar'),
	('2005-01-01', false, '元旦', 'chinesecalendar'),
	('2005-01-02', false, '元旦', 'chinesecalendar'),
	('2005-01-03', false, '元旦', 'chinesecalendar'),
	('2005-02-09', false, '春节', 'chinesecalendar'),
	('2005-02-10', false, '春节', 'chinesecalendar'),
	('2005-02-11', false, '春节', 'chinesecalendar'),
	('2005-02-12', false, '春节', 'chinesecalendar'),
	('2005-02-13', false, '春节', 'chinesecalendar'),
	('2005-02-14', false, '春节', 'chinesecalendar'),
	('2005-02-15', false, '春节', 'chinesecalendar'),
	('2005-05-01', false, '劳动节', 'chinesecalendar'),
	('2005-05-02', false, '劳动节', 'chinesecalendar'),
	('2005-05-03', false, '劳动节', 'chinesecalendar'),
	('2005-05-04', false, '劳动节', 'chinesecalendar'),
	('2005-05-05', false, '劳动节', 'chinesecalendar'),
	('2005-05-06', false, '劳动节', 'chinesecalendar'),
	('2005-05-07', false, '劳动节', 'chinesecalendar'),
	('2005-10-01', false, '国庆节', 'chinesecalendar'),
	('2005-10-02', false, '国庆节', 'chinesecalendar'),
	('2005-10-03', false, '国庆节', 'chinesecalendar'),
	('2005-10-04', false, '国庆节', 'chinesecalendar'),
	('2005-10-05', false, '国庆节', 'chinesecalendar'),
	('2005-10-06', false, '国庆节', 'chinesecalendar'),
	('2005-10-07', false, '国庆节', 'chinesecalendar'),
	('2006-01-01', false, '元旦', 'chinesecalendar'),
	('2006-01-02', false, '元旦', 'chinesecalendar'),
	('2006-01-03', false, '元旦', 'chinesecalendar'),
	('2006-01-29', false, '春节', 'chinesecalendar'),
	('2006-01-30', false, '春节', 'chinesecalendar'),
	('2006-01-31', false, '春节', 'chinesecalendar'),
	('2006-02-01', false, '春节', 'chinesecalendar'),
	('2006-02-02', false, '春节', 'chinesecalendar'),
	('2006-02-03', false, '春节', 'chinesecalendar'),
	('2006-02-04', false, '春节', 'chinesecalendar'),
	('2006-05-01', false, '劳动节', 'chinesecalendar'),
	('2006-05-02', false, '劳动节', 'chinesecalendar'),
	('2006-05-03', false, '劳动节', 'chinesecalendar'),
	('2006-05-04', false, '劳动节', 'chinesecalendar'),
	('2006-05-05', false, '劳动节', 'chinesecalendar'),
	('2006-05-06', false, '劳动节', 'chinesecalendar'),
	('2006-05-07', false, '劳动节', 'chinesecalendar'),
	('2006-10-01', false, '国庆节', 'chinesecalendar'),
	('2006-10-02', false, '国庆节', 'chinesecalendar'),
	('2006-10-03', false, '国庆节', 'chinesecalendar'),
	('2006-10-04', false, '国庆节', 'chinesecalendar'),
	('2006-10-05', false, '国庆节', 'chinesecalendar'),
	('2006-10-06', false, '国庆节', 'chinesecalendar'),
	('2006-10-07', false, '国庆节', 'chinesecalendar'),
	('2007-01-01', false, '元旦', 'chinesecalendar'),
	('2007-01-02', false, '元旦', 'chinesecalendar'),
	('2007-01-03', false, '元旦', 'chinesecalendar'),
	('2007-02-18', false, '春节', 'chinesecalendar'),
	('2007-02-19', false, '春节', 'chinesecalendar'),
	('2007-02-20', false, '春节', 'chinesecalendar'),
	('2007-02-21', false, '春节', 'chinesecalendar'),
	('2007-02-22', false, '春节', 'chinesecalendar'),
	('2007-02-23', false, '春节', 'chinesecalendar'),
	('2007-02-24', false, '春节', 'chinesecalendar'),
	('2007-05-01', false, '劳动节', 'chinesecalendar'),
	('2007-05-02', false, '劳动节', 'chinesecalendar'),
	('2007-05-03', false, '劳动节', 'chinesecalendar'),
	('2007-05-04', false, '劳动节', 'chinesecalendar'),
	('2007-05-05', false, '劳动节', 'chinesecalendar'),
	('2007-05-06', false, '劳动节', 'chinesecalendar'),
	('2007-05-07', false, '劳动节', 'chinesecalendar'),
	('2007-10-01', false, '国庆节', 'chinesecalendar'),
	('2007-10-02', false, '国庆节', 'chinesecalendar'),
	('2007-10-03', false, '国庆节', 'chinesecalendar'),
	('2007-10-04', false, '国庆节', 'chinesecalendar'),
	('2007-10-05', false, '国庆节', 'chinesecalendar'),
	('2007-10-06', false, '国庆节', 'chinesecalendar'),
	('2007-10-07', false, '国庆节', 'chinesecalendar'),
	('2007-12-30', false, '元旦', 'chinesecalendar'),
	('2007-12-31', false, '元旦', 'chinesecalendar'),
	('2008-01-01', false, '元旦', 'chinesecalendar'),
	('2008-02-06', false, '春节', 'chinesecalendar'),
	('2008-02-07', false, '春节', 'chinesecalendar'),
	('2008-02-08', false, '春节', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2008-02-09', false, '春节', 'chinesecalendar'),
	('2008-02-10', false, '春节', 'chinesecalendar'),
	('2008-02-11', false, '春节', 'chinesecalendar'),
	('2008-02-12', false, '春节', 'chinesecalendar'),
	('2008-04-04', false, '清明', 'chinesecalendar'),
	('2008-04-05', false, '清明', 'chinesecalendar'),
	('2008-04-06', false, '清明', 'chinesecalendar'),
	('2008-05-01', false, '劳动节', 'chinesecalendar'),
	('2008-05-02', false, '劳动节', 'chinesecalendar'),
	('2008-05-03', false, '劳动节', 'chinesecalendar'),
	('2008-06-07', false, '端午', 'chinesecalendar'),
	('2008-06-08', false, '端午', 'chinesecalendar'),
	('2008-06-09', false, '端午', 'chinesecalendar'),
	('2008-09-13', false, '中秋', 'chinesecalendar'),
	('2008-09-14', false, '中秋', 'chinesecalendar'),
	('2008-09-15', false, '中秋', 'chinesecalendar'),
	('2008-09-29', false, '国庆节', 'chinesecalendar'),
	('2008-09-30', false, '国庆节', 'chinesecalendar'),
	('2008-10-01', false, '国庆节', 'chinesecalendar'),
	('2008-10-02', false, '国庆节', 'chinesecalendar'),
	('2008-10-03', false, '国庆节', 'chinesecalendar'),
	('2008-10-04', false, '国庆节', 'chinesecalendar'),
	('2008-10-05', false, '国庆节', 'chinesecalendar'),
	('2009-01-01', false, '元旦', 'chinesecalendar'),
	('2009-01-02', false, '元旦', 'chinesecalendar'),
	('2009-01-03', false, '元旦', 'chinesecalendar'),
	('2009-01-25', false, '春节', 'chinesecalendar'),
	('2009-01-26', false, '春节', 'chinesecalendar'),
	('2009-01-27', false, '春节', 'chinesecalendar'),
	('2009-01-28', false, '春节', 'chinesecalendar'),
	('2009-01-29', false, '春节', 'chinesecalendar'),
	('2009-01-30', false, '春节', 'chinesecalendar'),
	('2009-01-31', false, '春节', 'chinesecalendar'),
	('2009-04-04', false, '清明', 'chinesecalendar'),
	('2009-04-05', false, '清明', 'chinesecalendar'),
	('2009-04-06', false, '清明', 'chinesecalendar'),
	('2009-05-01', false, '劳动节', 'chinesecalendar'),
	('2009-05-02', false, '劳动节', 'chinesecalendar'),
	('2009-05-03', false, '劳动节', 'chinesecalendar'),
	('2009-05-28', false, '端午', 'chinesecalendar'),
	('2009-05-29', false, '端午', 'chinesecalendar'),
	('2009-05-30', false, '端午', 'chinesecalendar'),
	('2009-10-01', false, '国庆节', 'chinesecalendar'),
	('2009-10-02', false, '国庆节', 'chinesecalendar'),
	('2009-10-03', false, '中秋', 'chinesecalendar'),
	('2009-10-04', false, '国庆节', 'chinesecalendar'),
	('2009-10-05', false, '国庆节', 'chinesecalendar'),
	('2009-10-06', false, '国庆节', 'chinesecalendar'),
	('2009-10-07', false, '国庆节', 'chinesecalendar'),
	('2009-10-08', false, '国庆节', 'chinesecalendar'),
	('2010-01-01', false, '元旦', 'chinesecalendar'),
	('2010-01-02', false, '元旦', 'chinesecalendar'),
	('2010-01-03', false, '元旦', 'chinesecalendar'),
	('2010-02-13', false, '春节', 'chinesecalendar'),
	('2010-02-14', false, '春节', 'chinesecalendar'),
	('2010-02-15', false, '春节', 'chinesecalendar'),
	('2010-02-16', false, '春节', 'chinesecalendar'),
	('2010-02-17', false, '春节', 'chinesecalendar'),
	('2010-02-18', false, '春节', 'chinesecalendar'),
	('2010-02-19', false, '春节', 'chinesecalendar'),
	('2010-04-03', false, '清明', 'chinesecalendar'),
	('2010-04-04', false, '清明', 'chinesecalendar'),
	('2010-04-05', false, '清明', 'chinesecalendar'),
	('2010-05-01', false, '劳动节', 'chinesecalendar'),
	('2010-05-02', false, '劳动节', 'chinesecalendar'),
	('2010-05-03', false, '劳动节', 'chinesecalendar'),
	('2010-06-14', false, '端午', 'chinesecalendar'),
	('2010-06-15', false, '端午', 'chinesecalendar'),
	('2010-06-16', false, '端午', 'chinesecalendar'),
	('2010-09-22', false, '中秋', 'chinesecalendar'),
	('2010-09-23', false, '中秋', 'chinesecalendar'),
	('2010-09-24', false, '中秋', 'chinesecalendar'),
	('2010-10-01', false, '国庆节', 'chinesecalendar'),
	('2010-10-02', false, '国庆节', 'chinesecalendar'),
	('2010-10-03', false, '国庆节', 'chinesecalendar'),
	('2010-10-04', false, '国庆节', 'chinesecalendar'),
	('2010-10-05', false, '国庆节', 'chinesecalendar'),
	('2010-10-06', false, '国庆节', 'chinesecalendar'),
	('2010-10-07', false, '国庆节', 'chinesecalendar'),
	('2011-01-01', false, '元旦', 'chinesecalendar'),
	('2011-01-02', false, '元旦', 'chinesecalendar'),
	('2011-01-03', false, '元旦', 'chinesecalendar'),
	('2011-02-02', false, '春节', 'chinesecalendar'),
	('2011-02-03', false, '春节', 'chinesecalendar'),
	('2011-02-04', false, '春节', 'chinesecalendar'),
	('2011-02-05', false, '春节', 'chinesecalendar'),
	('2011-02-06', false, '春节', 'chinesecalendar'),
	('2011-02-07', false, '春节', 'chinesecalendar'),
	('2011-02-08', false, '春节', 'chinesecalendar'),
	('2011-04-03', false, '清明', 'chinesecalendar'),
	('2011-04-04', false, '清明', 'chinesecalendar'),
	('2011-04-05', false, '清明', 'chinesecalendar'),
	('2011-04-30', false, '劳动节', 'chinesecalendar'),
	('2011-05-01', false, '劳动节', 'chinesecalendar'),
	('2011-05-02', false, '劳动节', 'chinesecalendar'),
	('2011-06-04', false, '端午', 'chinesecalendar'),
	('2011-06-06', false, '端午', 'chinesecalendar'),
	('2011-09-10', false, '中秋', 'chinesecalendar'),
	('2011-09-11', false, '中秋', 'chinesecalendar'),
	('2011-09-12', false, '中秋', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2011-10-01', false, '国庆节', 'chinesecalendar'),
	('2011-10-02', false, '国庆节', 'chinesecalendar'),
	('2011-10-03', false, '国庆节', 'chinesecalendar'),
	('2011-10-04', false, '国庆节', 'chinesecalendar'),
	('2011-10-05', false, '国庆节', 'chinesecalendar'),
	('2011-10-06', false, '国庆节', 'chinesecalendar'),
	('2011-10-07', false, '国庆节', 'chinesecalendar'),
	('2012-01-01', false, '元旦', 'chinesecalendar'),
	('2012-01-02', false, '元旦', 'chinesecalendar'),
	('2012-01-03', false, '元旦', 'chinesecalendar'),
	('2012-01-22', false, '春节', 'chinesecalendar'),
	('2012-01-23', false, '春节', 'chinesecalendar'),
	('2012-01-24', false, '春节', 'chinesecalendar'),
	('2012-01-25', false, '春节', 'chinesecalendar'),
	('2012-01-26', false, '春节', 'chinesecalendar'),
	('2012-01-27', false, '春节', 'chinesecalendar'),
	('2012-01-28', false, '春节', 'chinesecalendar'),
	('2012-04-02', false, '清明', 'chinesecalendar'),
	('2012-04-03', false, '清明', 'chinesecalendar'),
	('2012-04-04', false, '清明', 'chinesecalendar'),
	('2012-04-29', false, '劳动节', 'chinesecalendar'),
	('2012-04-30', false, '劳动节', 'chinesecalendar'),
	('2012-05-01', false, '劳动节', 'chinesecalendar'),
	('2012-06-22', false, '端午', 'chinesecalendar'),
	('2012-06-24', false, '端午', 'chinesecalendar'),
	('2012-09-30', false, '中秋', 'chinesecalendar'),
	('2012-10-01', false, '国庆节', 'chinesecalendar'),
	('2012-10-02', false, '国庆节', 'chinesecalendar'),
	('2012-10-03', false, '国庆节', 'chinesecalendar'),
	('2012-10-04', false, '国庆节', 'chinesecalendar'),
	('2012-10-05', false, '国庆节', 'chinesecalendar'),
	('2012-10-06', false, '国庆节', 'chinesecalendar'),
	('2012-10-07', false, '国庆节', 'chinesecalendar'),
	('2013-01-01', false, '元旦', 'chinesecalendar'),
	('2013-01-02', false, '元旦', 'chinesecalendar'),
	('2013-01-03', false, '元旦', 'chinesecalendar'),
	('2013-02-09', false, '春节', 'chinesecalendar'),
	('2013-02-10', false, '春节', 'chinesecalendar'),
	('2013-02-11', false, '春节', 'chinesecalendar'),
	('2013-02-12', false, '春节', 'chinesecalendar'),
	('2013-02-13', false, '春节', 'chinesecalendar'),
	('2013-02-14', false, '春节', 'chinesecalendar'),
	('2013-02-15', false, '春节', 'chinesecalendar'),
	('2013-04-04', false, '清明', 'chinesecalendar'),
	('2013-04-05', false, '清明', 'chinesecalendar'),
	('2013-04-06', false, '清明', 'chinesecalendar'),
	('2013-04-29', false, '劳动节', 'chinesecalendar'),
	('2013-04-30', false, '劳动节', 'chinesecalendar'),
	('2013-05-01', false, '劳动节', 'chinesecalendar'),
	('2013-06-10', false, '端午', 'chinesecalendar'),
	('2013-06-11', false, '端午', 'chinesecalendar'),
	('2013-06-12', false, '端午', 'chinesecalendar'),
	('2013-09-19', false, '中秋', 'chinesecalendar'),
	('2013-09-20', false, '中秋', 'chinesecalendar'),
	('2013-09-21', false, '中秋', 'chinesecalendar'),
	('2013-10-01', false, '国庆节', 'chinesecalendar'),
	('2013-10-02', false, '国庆节', 'chinesecalendar'),
	('2013-10-03', false, '国庆节', 'chinesecalendar'),
	('2013-10-04', false, '国庆节', 'chinesecalendar'),
	('2013-10-05', false, '国庆节', 'chinesecalendar'),
	('2013-10-06', false, '国庆节', 'chinesecalendar'),
	('2013-10-07', false, '国庆节', 'chinesecalendar'),
	('2014-01-01', false, '元旦', 'chinesecalendar'),
	('2014-01-31', false, '春节', 'chinesecalendar'),
	('2014-02-01', false, '春节', 'chinesecalendar'),
	('2014-02-02', false, '春节', 'chinesecalendar'),
	('2014-02-03', false, '春节', 'chinesecalendar'),
	('2014-02-04', false, '春节', 'chinesecalendar'),
	('2014-02-05', false, '春节', 'chinesecalendar'),
	('2014-02-06', false, '春节', 'chinesecalendar'),
	('2014-04-05', false, '清明', 'chinesecalendar'),
	('2014-04-06', false, '清明', 'chinesecalendar'),
	('2014-04-07', false, '清明', 'chinesecalendar'),
	('2014-05-01', false, '劳动节', 'chinesecalendar'),
	('2014-05-02', false, '劳动节', 'chinesecalendar'),
	('2014-05-03', false, '劳动节', 'chinesecalendar'),
	('2014-06-02', false, '端午', 'chinesecalendar'),
	('2014-09-08', false, '中秋', 'chinesecalendar'),
	('2014-10-01', false, '国庆节', 'chinesecalendar'),
	('2014-10-02', false, '国庆节', 'chinesecalendar'),
	('2014-10-03', false, '国庆节', 'chinesecalendar'),
	('2014-10-04', false, '国庆节', 'chinesecalendar'),
	('2014-10-05', false, '国庆节', 'chinesecalendar'),
	('2014-10-06', false, '国庆节', 'chinesecalendar'),
	('2014-10-07', false, '国庆节', 'chinesecalendar'),
	('2015-01-01', false, '元旦', 'chinesecalendar'),
	('2015-01-02', false, '元旦', 'chinesecalendar'),
	('2015-01-03', false, '元旦', 'chinesecalendar'),
	('2015-02-18', false, '春节', 'chinesecalendar'),
	('2015-02-19', false, '春节', 'chinesecalendar'),
	('2015-02-20', false, '春节', 'chinesecalendar'),
	('2015-02-21', false, '春节', 'chinesecalendar'),
	('2015-02-22', false, '春节', 'chinesecalendar'),
	('2015-02-23', false, '春节', 'chinesecalendar'),
	('2015-02-24', false, '春节', 'chinesecalendar'),
	('2015-04-05', false, '清明', 'chinesecalendar'),
	('2015-04-06', false, '清明', 'chinesecalendar'),
	('2015-05-01', false, '劳动节', 'chinesecalendar'),
	('2015-06-20', false, '端午', 'chinesecalendar'),
	('2015-06-22', false, '端午', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2015-09-03', false, '中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日', 'chinesecalendar'),
	('2015-09-04', false, '中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日', 'chinesecalendar'),
	('2015-09-27', false, '中秋', 'chinesecalendar'),
	('2015-10-01', false, '国庆节', 'chinesecalendar'),
	('2015-10-02', false, '国庆节', 'chinesecalendar'),
	('2015-10-03', false, '国庆节', 'chinesecalendar'),
	('2015-10-04', false, '国庆节', 'chinesecalendar'),
	('2015-10-05', false, '国庆节', 'chinesecalendar'),
	('2015-10-06', false, '国庆节', 'chinesecalendar'),
	('2015-10-07', false, '国庆节', 'chinesecalendar'),
	('2016-01-01', false, '元旦', 'chinesecalendar'),
	('2016-02-07', false, '春节', 'chinesecalendar'),
	('2016-02-08', false, '春节', 'chinesecalendar'),
	('2016-02-09', false, '春节', 'chinesecalendar'),
	('2016-02-10', false, '春节', 'chinesecalendar'),
	('2016-02-11', false, '春节', 'chinesecalendar'),
	('2016-02-12', false, '春节', 'chinesecalendar'),
	('2016-02-13', false, '春节', 'chinesecalendar'),
	('2016-04-04', false, '清明', 'chinesecalendar'),
	('2016-05-01', false, '劳动节', 'chinesecalendar'),
	('2016-05-02', false, '劳动节', 'chinesecalendar'),
	('2016-06-09', false, '端午', 'chinesecalendar'),
	('2016-06-10', false, '端午', 'chinesecalendar'),
	('2016-06-11', false, '端午', 'chinesecalendar'),
	('2016-09-15', false, '中秋', 'chinesecalendar'),
	('2016-09-16', false, '中秋', 'chinesecalendar'),
	('2016-09-17', false, '中秋', 'chinesecalendar'),
	('2016-10-01', false, '国庆节', 'chinesecalendar'),
	('2016-10-02', false, '国庆节', 'chinesecalendar'),
	('2016-10-03', false, '国庆节', 'chinesecalendar'),
	('2016-10-04', false, '国庆节', 'chinesecalendar'),
	('2016-10-05', false, '国庆节', 'chinesecalendar'),
	('2016-10-06', false, '国庆节', 'chinesecalendar'),
	('2016-10-07', false, '国庆节', 'chinesecalendar'),
	('2017-01-01', false, '元旦', 'chinesecalendar'),
	('2017-01-02', false, '元旦', 'chinesecalendar'),
	('2017-01-27', false, '春节', 'chinesecalendar'),
	('2017-01-28', false, '春节', 'chinesecalendar'),
	('2017-01-29', false, '春节', 'chinesecalendar'),
	('2017-01-30', false, '春节', 'chinesecalendar'),
	('2017-01-31', false, '春节', 'chinesecalendar'),
	('2017-02-01', false, '春节', 'chinesecalendar'),
	('2017-02-02', false, '春节', 'chinesecalendar'),
	('2017-04-02', false, '清明', 'chinesecalendar'),
	('2017-04-03', false, '清明', 'chinesecalendar'),
	('2017-04-04', false, '清明', 'chinesecalendar'),
	('2017-05-01', false, '劳动节', 'chinesecalendar'),
	('2017-05-28', false, '端午', 'chinesecalendar'),
	('2017-05-29', false, '端午', 'chinesecalendar'),
	('2017-05-30', false, '端午', 'chinesecalendar'),
	('2017-10-01', false, '国庆节', 'chinesecalendar'),
	('2017-10-02', false, '国庆节', 'chinesecalendar'),
	('2017-10-03', false, '国庆节', 'chinesecalendar'),
	('2017-10-04', false, '中秋', 'chinesecalendar'),
	('2017-10-05', false, '国庆节', 'chinesecalendar'),
	('2017-10-06', false, '国庆节', 'chinesecalendar'),
	('2017-10-07', false, '国庆节', 'chinesecalendar'),
	('2017-10-08', false, '国庆节', 'chinesecalendar'),
	('2018-01-01', false, '元旦', 'chinesecalendar'),
	('2018-02-15', false, '春节', 'chinesecalendar'),
	('2018-02-16', false, '春节', 'chinesecalendar'),
	('2018-02-17', false, '春节', 'chinesecalendar'),
	('2018-02-18', false, '春节', 'chinesecalendar'),
	('2018-02-19', false, '春节', 'chinesecalendar'),
	('2018-02-20', false, '春节', 'chinesecalendar'),
	('2018-02-21', false, '春节', 'chinesecalendar'),
	('2018-04-05', false, '清明', 'chinesecalendar'),
	('2018-04-06', false, '清明', 'chinesecalendar'),
	('2018-04-07', false, '清明', 'chinesecalendar'),
	('2018-04-29', false, '劳动节', 'chinesecalendar'),
	('2018-04-30', false, '劳动节', 'chinesecalendar'),
	('2018-05-01', false, '劳动节', 'chinesecalendar'),
	('2018-06-18', false, '端午', 'chinesecalendar'),
	('2018-09-24', false, '中秋', 'chinesecalendar'),
	('2018-10-01', false, '国庆节', 'chinesecalendar'),
	('2018-10-02', false, '国庆节', 'chinesecalendar'),
	('2018-10-03', false, '国庆节', 'chinesecalendar'),
	('2018-10-04', false, '国庆节', 'chinesecalendar'),
	('2018-10-05', false, '国庆节', 'chinesecalendar'),
	('2018-10-06', false, '国庆节', 'chinesecalendar'),
	('2018-10-07', false, '国庆节', 'chinesecalendar'),
	('2018-12-30', false, '元旦', 'chinesecalendar'),
	('2018-12-31', false, '元旦', 'chinesecalendar'),
	('2019-01-01', false, '元旦', 'chinesecalendar'),
	('2019-02-04', false, '春节', 'chinesecalendar'),
	('2019-02-05', false, '春节', 'chinesecalendar'),
	('2019-02-06', false, '春节', 'chinesecalendar'),
	('2019-02-07', false, '春节', 'chinesecalendar'),
	('2019-02-08', false, '春节', 'chinesecalendar'),
	('2019-02-09', false, '春节', 'chinesecalendar'),
	('2019-02-10', false, '春节', 'chinesecalendar'),
	('2019-04-05', false, '清明', 'chinesecalendar'),
	('2019-04-06', false, '清明', 'chinesecalendar'),
	('2019-04-07', false, '清明', 'chinesecalendar'),
	('2019-05-01', false, '劳动节', 'chinesecalendar'),
	('2019-05-02', false, '劳动节', 'chinesecalendar'),
	('2019-05-03', false, '劳动节', 'chinesecalendar'),
	('2019-05-04', false, '劳动节', 'chinesecalendar'),
	('2019-06-07', false, '端午', 'chinesecalendar'),
	('2019-06-08', false, '端午', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2019-06-09', false, '端午', 'chinesecalendar'),
	('2019-09-13', false, '中秋', 'chinesecalendar'),
	('2019-09-14', false, '中秋', 'chinesecalendar'),
	('2019-09-15', false, '中秋', 'chinesecalendar'),
	('2019-10-01', false, '国庆节', 'chinesecalendar'),
	('2019-10-02', false, '国庆节', 'chinesecalendar'),
	('2019-10-03', false, '国庆节', 'chinesecalendar'),
	('2019-10-04', false, '国庆节', 'chinesecalendar'),
	('2019-10-05', false, '国庆节', 'chinesecalendar'),
	('2019-10-06', false, '国庆节', 'chinesecalendar'),
	('2019-10-07', false, '国庆节', 'chinesecalendar'),
	('2020-01-01', false, '元旦', 'chinesecalendar'),
	('2020-01-24', false, '春节', 'chinesecalendar'),
	('2020-01-25', false, '春节', 'chinesecalendar'),
	('2020-01-26', false, '春节', 'chinesecalendar'),
	('2020-01-27', false, '春节', 'chinesecalendar'),
	('2020-01-28', false, '春节', 'chinesecalendar'),
	('2020-01-29', false, '春节', 'chinesecalendar'),
	('2020-01-30', false, '春节', 'chinesecalendar'),
	('2020-01-31', false, '春节', 'chinesecalendar'),
	('2020-02-01', false, '春节', 'chinesecalendar'),
	('2020-02-02', false, '春节', 'chinesecalendar'),
	('2020-04-04', false, '清明', 'chinesecalendar'),
	('2020-04-05', false, '清明', 'chinesecalendar'),
	('2020-04-06', false, '清明', 'chinesecalendar'),
	('2020-05-01', false, '劳动节', 'chinesecalendar'),
	('2020-05-02', false, '劳动节', 'chinesecalendar'),
	('2020-05-03', false, '劳动节', 'chinesecalendar'),
	('2020-05-04', false, '劳动节', 'chinesecalendar'),
	('2020-05-05', false, '劳动节', 'chinesecalendar'),
	('2020-06-25', false, '端午', 'chinesecalendar'),
	('2020-06-26', false, '端午', 'chinesecalendar'),
	('2020-06-27', false, '端午', 'chinesecalendar'),
	('2020-10-01', false, '国庆节', 'chinesecalendar'),
	('2020-10-02', false, '国庆节', 'chinesecalendar'),
	('2020-10-03', false, '国庆节', 'chinesecalendar'),
	('2020-10-04', false, '国庆节', 'chinesecalendar'),
	('2020-10-05', false, '国庆节', 'chinesecalendar'),
	('2020-10-06', false, '国庆节', 'chinesecalendar'),
	('2020-10-07', false, '国庆节', 'chinesecalendar'),
	('2020-10-08', false, '国庆节', 'chinesecalendar'),
	('2021-01-01', false, '元旦', 'chinesecalendar'),
	('2021-01-02', false, '元旦', 'chinesecalendar'),
	('2021-01-03', false, '元旦', 'chinesecalendar'),
	('2021-02-11', false, '春节', 'chinesecalendar'),
	('2021-02-12', false, '春节', 'chinesecalendar'),
	('2021-02-13', false, '春节', 'chinesecalendar'),
	('2021-02-14', false, '春节', 'chinesecalendar'),
	('2021-02-15', false, '春节', 'chinesecalendar'),
	('2021-02-16', false, '春节', 'chinesecalendar'),
	('2021-02-17', false, '春节', 'chinesecalendar'),
	('2021-04-03', false, '清明', 'chinesecalendar'),
	('2021-04-04', false, '清明', 'chinesecalendar'),
	('2021-04-05', false, '清明', 'chinesecalendar'),
	('2021-05-01', false, '劳动节', 'chinesecalendar'),
	('2021-05-02', false, '劳动节', 'chinesecalendar'),
	('2021-05-03', false, '劳动节', 'chinesecalendar'),
	('2021-05-04', false, '劳动节', 'chinesecalendar'),
	('2021-05-05', false, '劳动节', 'chinesecalendar'),
	('2021-06-12', false, '端午', 'chinesecalendar'),
	('2021-06-13', false, '端午', 'chinesecalendar'),
	('2021-06-14', false, '端午', 'chinesecalendar'),
	('2021-09-19', false, '中秋', 'chinesecalendar'),
	('2021-09-20', false, '中秋', 'chinesecalendar'),
	('2021-09-21', false, '中秋', 'chinesecalendar'),
	('2021-10-01', false, '国庆节', 'chinesecalendar'),
	('2021-10-02', false, '国庆节', 'chinesecalendar'),
	('2021-10-03', false, '国庆节', 'chinesecalendar'),
	('2021-10-04', false, '国庆节', 'chinesecalendar'),
	('2021-10-05', false, '国庆节', 'chinesecalendar'),
	('2021-10-06', false, '国庆节', 'chinesecalendar'),
	('2021-10-07', false, '国庆节', 'chinesecalendar'),
	('2022-01-01', false, '元旦', 'chinesecalendar'),
	('2022-01-02', false, '元旦', 'chinesecalendar'),
	('2022-01-03', false, '元旦', 'chinesecalendar'),
	('2022-01-31', false, '春节', 'chinesecalendar'),
	('2022-02-01', false, '春节', 'chinesecalendar'),
	('2022-02-02', false, '春节', 'chinesecalendar'),
	('2022-02-03', false, '春节', 'chinesecalendar'),
	('2022-02-04', false, '春节', 'chinesecalendar'),
	('2022-02-05', false, '春节', 'chinesecalendar'),
	('2022-02-06', false, '春节', 'chinesecalendar'),
	('2022-04-03', false, '清明', 'chinesecalendar'),
	('2022-04-04', false, '清明', 'chinesecalendar'),
	('2022-04-05', false, '清明', 'chinesecalendar'),
	('2022-04-30', false, '劳动节', 'chinesecalendar'),
	('2022-05-01', false, '劳动节', 'chinesecalendar'),
	('2022-05-02', false, '劳动节', 'chinesecalendar'),
	('2022-05-03', false, '劳动节', 'chinesecalendar'),
	('2022-05-04', false, '劳动节', 'chinesecalendar'),
	('2022-06-03', false, '端午', 'chinesecalendar'),
	('2022-06-04', false, '端午', 'chinesecalendar'),
	('2022-06-05', false, '端午', 'chinesecalendar'),
	('2022-09-10', false, '中秋', 'chinesecalendar'),
	('2022-09-11', false, '中秋', 'chinesecalendar'),
	('2022-09-12', false, '中秋', 'chinesecalendar'),
	('2022-10-01', false, '国庆节', 'chinesecalendar'),
	('2022-10-02', false, '国庆节', 'chinesecalendar'),
	('2022-10-03', false, '国庆节', 'chinesecalendar'),
	('2022-10-04', false, '国庆节', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2022-10-05', false, '国庆节', 'chinesecalendar'),
	('2022-10-06', false, '国庆节', 'chinesecalendar'),
	('2022-10-07', false, '国庆节', 'chinesecalendar'),
	('2022-12-31', false, '元旦', 'chinesecalendar'),
	('2023-01-01', false, '元旦', 'chinesecalendar'),
	('2023-01-02', false, '元旦', 'chinesecalendar'),
	('2023-01-21', false, '春节', 'chinesecalendar'),
	('2023-01-22', false, '春节', 'chinesecalendar'),
	('2023-01-23', false, '春节', 'chinesecalendar'),
	('2023-01-24', false, '春节', 'chinesecalendar'),
	('2023-01-25', false, '春节', 'chinesecalendar'),
	('2023-01-26', false, '春节', 'chinesecalendar'),
	('2023-01-27', false, '春节', 'chinesecalendar'),
	('2023-04-05', false, '清明', 'chinesecalendar'),
	('2023-04-29', false, '劳动节', 'chinesecalendar'),
	('2023-04-30', false, '劳动节', 'chinesecalendar'),
	('2023-05-01', false, '劳动节', 'chinesecalendar'),
	('2023-05-02', false, '劳动节', 'chinesecalendar'),
	('2023-05-03', false, '劳动节', 'chinesecalendar'),
	('2023-06-22', false, '端午', 'chinesecalendar'),
	('2023-06-23', false, '端午', 'chinesecalendar'),
	('2023-06-24', false, '端午', 'chinesecalendar'),
	('2023-09-29', false, '中秋', 'chinesecalendar'),
	('2023-09-30', false, '国庆节', 'chinesecalendar'),
	('2023-10-01', false, '国庆节', 'chinesecalendar'),
	('2023-10-02', false, '国庆节', 'chinesecalendar'),
	('2023-10-03', false, '国庆节', 'chinesecalendar'),
	('2023-10-04', false, '国庆节', 'chinesecalendar'),
	('2023-10-05', false, '国庆节', 'chinesecalendar'),
	('2023-10-06', false, '国庆节', 'chinesecalendar'),
	('2023-12-30', false, '元旦', 'chinesecalendar'),
	('2023-12-31', false, '元旦', 'chinesecalendar'),
	('2024-01-01', false, '元旦', 'chinesecalendar'),
	('2024-02-10', false, '春节', 'chinesecalendar'),
	('2024-02-11', false, '春节', 'chinesecalendar'),
	('2024-02-12', false, '春节', 'chinesecalendar'),
	('2024-02-13', false, '春节', 'chinesecalendar'),
	('2024-02-14', false, '春节', 'chinesecalendar'),
	('2024-02-15', false, '春节', 'chinesecalendar'),
	('2024-02-16', false, '春节', 'chinesecalendar'),
	('2024-02-17', false, '春节', 'chinesecalendar'),
	('2024-04-04', false, '清明', 'chinesecalendar'),
	('2024-04-05', false, '清明', 'chinesecalendar'),
	('2024-04-06', false, '清明', 'chinesecalendar'),
	('2024-05-01', false, '劳动节', 'chinesecalendar'),
	('2024-05-02', false, '劳动节', 'chinesecalendar'),
	('2024-05-03', false, '劳动节', 'chinesecalendar'),
	('2024-05-04', false, '劳动节', 'chinesecalendar'),
	('2024-05-05', false, '劳动节', 'chinesecalendar'),
	('2024-06-10', false, '端午', 'chinesecalendar'),
	('2024-09-15', false, '中秋', 'chinesecalendar'),
	('2024-09-16', false, '中秋', 'chinesecalendar'),
	('2024-09-17', false, '中秋', 'chinesecalendar'),
	('2024-10-01', false, '国庆节', 'chinesecalendar'),
	('2024-10-02', false, '国庆节', 'chinesecalendar'),
	('2024-10-03', false, '国庆节', 'chinesecalendar'),
	('2024-10-04', false, '国庆节', 'chinesecalendar'),
	('2024-10-05', false, '国庆节', 'chinesecalendar'),
	('2024-10-06', false, '国庆节', 'chinesecalendar'),
	('2024-10-07', false, '国庆节', 'chinesecalendar'),
	('2025-01-01', false, '元旦', 'chinesecalendar'),
	('2025-01-28', false, '春节', 'chinesecalendar'),
	('2025-01-29', false, '春节', 'chinesecalendar'),
	('2025-01-30', false, '春节', 'chinesecalendar'),
	('2025-01-31', false, '春节', 'chinesecalendar'),
	('2025-02-01', false, '春节', 'chinesecalendar'),
	('2025-02-02', false, '春节', 'chinesecalendar'),
	('2025-02-03', false, '春节', 'chinesecalendar'),
	('2025-02-04', false, '春节', 'chinesecalendar'),
	('2025-04-04', false, '清明', 'chinesecalendar'),
	('2025-04-05', false, '清明', 'chinesecalendar'),
	('2025-04-06', false, '清明', 'chinesecalendar'),
	('2025-05-01', false, '劳动节', 'chinesecalendar'),
	('2025-05-02', false, '劳动节', 'chinesecalendar'),
	('2025-05-03', false, '劳动节', 'chinesecalendar'),
	('2025-05-04', false, '劳动节', 'chinesecalendar'),
	('2025-05-05', false, '劳动节', 'chinesecalendar'),
	('2025-05-31', false, '端午', 'chinesecalendar'),
	('2025-06-01', false, '端午', 'chinesecalendar'),
	('2025-06-02', false, '端午', 'chinesecalendar'),
	('2025-10-01', false, '国庆节', 'chinesecalendar'),
	('2025-10-02', false, '国庆节', 'chinesecalendar'),
	('2025-10-03', false, '国庆节', 'chinesecalendar'),
	('2025-10-04', false, '国庆节', 'chinesecalendar'),
	('2025-10-05', false, '国庆节', 'chinesecalendar'),
	('2025-10-06', false, '中秋', 'chinesecalendar'),
	('2025-10-07', false, '国庆节', 'chinesecalendar'),
	('2025-10-08', false, '国庆节', 'chinesecalendar'),
	('2026-01-01', false, '元旦', 'chinesecalendar'),
	('2026-01-02', false, '元旦', 'chinesecalendar'),
	('2026-01-03', false, '元旦', 'chinesecalendar'),
	('2026-02-15', false, '春节', 'chinesecalendar'),
	('2026-02-16', false, '春节', 'chinesecalendar'),
	('2026-02-17', false, '春节', 'chinesecalendar'),
	('2026-02-18', false, '春节', 'chinesecalendar'),
	('2026-02-19', false, '春节', 'chinesecalendar'),
	('2026-02-20', false, '春节', 'chinesecalendar'),
	('2026-02-21', false, '春节', 'chinesecalendar'),
	('2026-02-22', false, '春节', 'chinesecalendar'),
	('2026-02-23', false, '春节', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2026-04-04', false, '清明', 'chinesecalendar'),
	('2026-04-05', false, '清明', 'chinesecalendar'),
	('2026-04-06', false, '清明', 'chinesecalendar'),
	('2026-05-01', false, '劳动节', 'chinesecalendar'),
	('2026-05-02', false, '劳动节', 'chinesecalendar'),
	('2026-05-03', false, '劳动节', 'chinesecalendar'),
	('2026-05-04', false, '劳动节', 'chinesecalendar'),
	('2026-05-05', false, '劳动节', 'chinesecalendar'),
	('2026-06-19', false, '端午', 'chinesecalendar'),
	('2026-06-20', false, '端午', 'chinesecalendar'),
	('2026-06-21', false, '端午', 'chinesecalendar'),
	('2026-09-25', false, '中秋', 'chinesecalendar'),
	('2026-09-26', false, '中秋', 'chinesecalendar'),
	('2026-09-27', false, '中秋', 'chinesecalendar'),
	('2026-10-01', false, '国庆节', 'chinesecalendar'),
	('2026-10-02', false, '国庆节', 'chinesecalendar'),
	('2026-10-03', false, '国庆节', 'chinesecalendar'),
	('2026-10-04', false, '国庆节', 'chinesecalendar'),
	('2026-10-05', false, '国庆节', 'chinesecalendar'),
	('2026-10-06', false, '国庆节', 'chinesecalendar'),
	('2026-10-07', false, '国庆节', 'chinesecalendar'),
	('2004-01-17', true, '春节调休', 'chinesecalendar'),
	('2004-01-18', true, '春节调休', 'chinesecalendar'),
	('2004-05-08', true, '劳动节调休', 'chinesecalendar'),
	('2004-05-09', true, '劳动节调休', 'chinesecalendar'),
	('2004-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2004-10-10', true, '国庆节调休', 'chinesecalendar'),
	('2005-02-05', true, '春节调休', 'chinesecalendar'),
	('2005-02-06', true, '春节调休', 'chinesecalendar'),
	('2005-04-30', true, '劳动节调休', 'chinesecalendar'),
	('2005-05-08', true, '劳动节调休', 'chinesecalendar'),
	('2005-10-08', true, '国庆节调休', 'chinesecalendar'),
	('2005-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2006-01-28', true, '春节调休', 'chinesecalendar'),
	('2006-02-05', true, '春节调休', 'chinesecalendar'),
	('2006-04-29', true, '劳动节调休', 'chinesecalendar'),
	('2006-04-30', true, '劳动节调休', 'chinesecalendar'),
	('2006-09-30', true, '国庆节调休', 'chinesecalendar'),
	('2006-10-08', true, '国庆节调休', 'chinesecalendar'),
	('2006-12-30', true, '元旦调休', 'chinesecalendar'),
	('2006-12-31', true, '元旦调休', 'chinesecalendar'),
	('2007-02-17', true, '春节调休', 'chinesecalendar'),
	('2007-02-25', true, '春节调休', 'chinesecalendar'),
	('2007-04-28', true, '劳动节调休', 'chinesecalendar'),
	('2007-04-29', true, '劳动节调休', 'chinesecalendar'),
	('2007-09-29', true, '国庆节调休', 'chinesecalendar'),
	('2007-09-30', true, '国庆节调休', 'chinesecalendar'),
	('2007-12-29', true, '元旦调休', 'chinesecalendar'),
	('2008-02-02', true, '春节调休', 'chinesecalendar'),
	('2008-02-03', true, '春节调休', 'chinesecalendar'),
	('2008-05-04', true, '劳动节调休', 'chinesecalendar'),
	('2008-09-27', true, '国庆节调休', 'chinesecalendar'),
	('2008-09-28', true, '国庆节调休', 'chinesecalendar'),
	('2009-01-04', true, '元旦调休', 'chinesecalendar'),
	('2009-01-24', true, '春节调休', 'chinesecalendar'),
	('2009-02-01', true, '春节调休', 'chinesecalendar'),
	('2009-05-31', true, '端午调休', 'chinesecalendar'),
	('2009-09-27', true, '国庆节调休', 'chinesecalendar'),
	('2009-10-10', true, '国庆节调休', 'chinesecalendar'),
	('2010-02-20', true, '春节调休', 'chinesecalendar'),
	('2010-02-21', true, '春节调休', 'chinesecalendar'),
	('2010-06-12', true, '端午调休', 'chinesecalendar'),
	('2010-06-13', true, '端午调休', 'chinesecalendar'),
	('2010-09-19', true, '中秋调休', 'chinesecalendar'),
	('2010-09-25', true, '中秋调休', 'chinesecalendar'),
	('2010-09-26', true, '国庆节调休', 'chinesecalendar'),
	('2010-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2011-01-30', true, '春节调休', 'chinesecalendar'),
	('2011-02-12', true, '春节调休', 'chinesecalendar'),
	('2011-04-02', true, '清明调休', 'chinesecalendar'),
	('2011-10-08', true, '国庆节调休', 'chinesecalendar'),
	('2011-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2011-12-31', true, '元旦调休', 'chinesecalendar'),
	('2012-01-21', true, '春节调休', 'chinesecalendar'),
	('2012-01-29', true, '春节调休', 'chinesecalendar'),
	('2012-03-31', true, '清明调休', 'chinesecalendar'),
	('2012-04-01', true, '清明调休', 'chinesecalendar'),
	('2012-04-28', true, '劳动节调休', 'chinesecalendar'),
	('2012-09-29', true, '国庆节调休', 'chinesecalendar'),
	('2013-01-05', true, '元旦调休', 'chinesecalendar'),
	('2013-01-06', true, '元旦调休', 'chinesecalendar'),
	('2013-02-16', true, '春节调休', 'chinesecalendar'),
	('2013-02-17', true, '春节调休', 'chinesecalendar'),
	('2013-04-07', true, '清明调休', 'chinesecalendar'),
	('2013-04-27', true, '劳动节调休', 'chinesecalendar'),
	('2013-04-28', true, '劳动节调休', 'chinesecalendar'),
	('2013-06-08', true, '端午调休', 'chinesecalendar'),
	('2013-06-09', true, '端午调休', 'chinesecalendar'),
	('2013-09-22', true, '中秋调休', 'chinesecalendar'),
	('2013-09-29', true, '国庆节调休', 'chinesecalendar'),
	('2013-10-12', true, '国庆节调休', 'chinesecalendar'),
	('2014-01-26', true, '春节调休', 'chinesecalendar'),
	('2014-02-08', true, '春节调休', 'chinesecalendar'),
	('2014-05-04', true, '劳动节调休', 'chinesecalendar'),
	('2014-09-28', true, '国庆节调休', 'chinesecalendar'),
	('2014-10-11', true, '国庆节调休', 'chinesecalendar'),
	('2015-01-04', true, '元旦调休', 'chinesecalendar'),
	('2015-02-15', true, '春节调休', 'chinesecalendar'),
	('2015-02-28', true, '春节调休', 'chinesecalendar'),
	('2015-09-06', true, '中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休', 'chinesecalendar');
INSERT INTO public.organization_calendarday (date, is_workday, name, source) VALUES
	('2015-10-10', true, '国庆节调休', 'chinesecalendar'),
	('2016-02-06', true, '春节调休', 'chinesecalendar'),
	('2016-02-14', true, '春节调休', 'chinesecalendar'),
	('2016-06-12', true, '端午调休', 'chinesecalendar'),
	('2016-09-18', true, '中秋调休', 'chinesecalendar'),
	('2016-10-08', true, '国庆节调休', 'chinesecalendar'),
	('2016-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2017-01-22', true, '春节调休', 'chinesecalendar'),
	('2017-02-04', true, '春节调休', 'chinesecalendar'),
	('2017-04-01', true, '清明调休', 'chinesecalendar'),
	('2017-05-27', true, '端午调休', 'chinesecalendar'),
	('2017-09-30', true, '国庆节调休', 'chinesecalendar'),
	('2018-02-11', true, '春节调休', 'chinesecalendar'),
	('2018-02-24', true, '春节调休', 'chinesecalendar'),
	('2018-04-08', true, '清明调休', 'chinesecalendar'),
	('2018-04-28', true, '劳动节调休', 'chinesecalendar'),
	('2018-09-29', true, '国庆节调休', 'chinesecalendar'),
	('2018-09-30', true, '国庆节调休', 'chinesecalendar'),
	('2018-12-29', true, '元旦调休', 'chinesecalendar'),
	('2019-02-02', true, '春节调休', 'chinesecalendar'),
	('2019-02-03', true, '春节调休', 'chinesecalendar'),
	('2019-04-28', true, '劳动节调休', 'chinesecalendar'),
	('2019-05-05', true, '劳动节调休', 'chinesecalendar'),
	('2019-09-29', true, '国庆节调休', 'chinesecalendar'),
	('2019-10-12', true, '国庆节调休', 'chinesecalendar'),
	('2020-01-19', true, '春节调休', 'chinesecalendar'),
	('2020-04-26', true, '劳动节调休', 'chinesecalendar'),
	('2020-05-09', true, '劳动节调休', 'chinesecalendar'),
	('2020-06-28', true, '端午调休', 'chinesecalendar'),
	('2020-09-27', true, '国庆节调休', 'chinesecalendar'),
	('2020-10-10', true, '国庆节调休', 'chinesecalendar'),
	('2021-02-07', true, '春节调休', 'chinesecalendar'),
	('2021-02-20', true, '春节调休', 'chinesecalendar'),
	('2021-04-25', true, '劳动节调休', 'chinesecalendar'),
	('2021-05-08', true, '劳动节调休', 'chinesecalendar'),
	('2021-09-18', true, '中秋调休', 'chinesecalendar'),
	('2021-09-26', true, '国庆节调休', 'chinesecalendar'),
	('2021-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2022-01-29', true, '春节调休', 'chinesecalendar'),
	('2022-01-30', true, '春节调休', 'chinesecalendar'),
	('2022-04-02', true, '清明调休', 'chinesecalendar'),
	('2022-04-24', true, '劳动节调休', 'chinesecalendar'),
	('2022-05-07', true, '劳动节调休', 'chinesecalendar'),
	('2022-10-08', true, '国庆节调休', 'chinesecalendar'),
	('2022-10-09', true, '国庆节调休', 'chinesecalendar'),
	('2023-01-28', true, '春节调休', 'chinesecalendar'),
	('2023-01-29', true, '春节调休', 'chinesecalendar'),
	('2023-04-23', true, '劳动节调休', 'chinesecalendar'),
	('2023-05-06', true, '劳动节调休', 'chinesecalendar'),
	('2023-06-25', true, '端午调休', 'chinesecalendar'),
	('2023-10-07', true, '国庆节调休', 'chinesecalendar'),
	('2023-10-08', true, '国庆节调休', 'chinesecalendar'),
	('2024-02-04', true, '春节调休', 'chinesecalendar'),
	('2024-02-18', true, '春节调休', 'chinesecalendar'),
	('2024-04-07', true, '清明调休', 'chinesecalendar'),
	('2024-04-28', true, '劳动节调休', 'chinesecalendar'),
	('2024-05-11', true, '劳动节调休', 'chinesecalendar'),
	('2024-09-14', true, '中秋调休', 'chinesecalendar'),
	('2024-09-29', true, '国庆节调休', 'chinesecalendar'),
	('2024-10-12', true, '国庆节调休', 'chinesecalendar'),
	('2025-01-26', true, '春节调休', 'chinesecalendar'),
	('2025-02-08', true, '春节调休', 'chinesecalendar'),
	('2025-04-27', true, '劳动节调休', 'chinesecalendar'),
	('2025-09-28', true, '国庆节调休', 'chinesecalendar'),
	('2025-10-11', true, '国庆节调休', 'chinesecalendar'),
	('2026-01-04', true, '元旦调休', 'chinesecalendar'),
	('2026-02-14', true, '春节调休', 'chinesecalendar'),
	('2026-02-28', true, '春节调休', 'chinesecalendar'),
	('2026-05-09', true, '劳动节调休', 'chinesecalendar'),
	('2026-09-20', true, '国庆节调休', 'chinesecalendar'),
	('2026-10-10', true, '国庆节调休', 'chinesecalendar');
INSERT INTO public.organization_treestamp (id, number) VALUES
	(1, 1);
INSERT INTO public.sales_pipeline (id, code, title, is_company, is_sale, is_default, kinds, "position", version) VALUES
	(1, 'RETAIL_WEALTH', '零售财富流程', false, true, true, '{}', 1, 1),
	(2, 'RETAIL_LOAN', '零售信贷流程', false, true, false, '{LOAN_PREPAY,REPRICE,LIMIT_EXPIRY}', 2, 1),
	(3, 'RETAIL_CARD', '银行卡流程', false, true, false, '{CARD_DORMANT,CARD_INACTIVE,GAP_CARD}', 3, 1),
	(4, 'RETAIL_CARE', '客户维护流程', false, false, false, '{KYC_DUE,ID_EXPIRE,RISK_EXPIRE,BIRTHDAY,CONTACT_DUE,LOW_SCORE}', 4, 1),
	(5, 'CORPORATE', '对公综合流程', true, true, true, '{}', 5, 1),
	(6, 'CORPORATE_CREDIT', '对公授信流程', true, true, false, '{LIMIT_EXPIRY,CORP_BILL,REPRICE}', 6, 1),
	(7, 'CORPORATE_CARE', '对公维护流程', true, false, false, '{KYC_DUE,ID_EXPIRE,RISK_EXPIRE,BIRTHDAY,CONTACT_DUE,LOW_SCORE,CORP_REGISTRATION,CORP_COURT,CORP_TAX}', 7, 1);
INSERT INTO public.sales_stage (id, code, title, "position", state, probability, slow_days, conditions, pipeline_id) VALUES
	(1, 'LEAD', '线索', 1, 'ASSIGNED', 10, 3, '{}', 1),
	(2, 'CONTACTED', '已接触', 2, 'CONTACTED', 25, 5, '{}', 1),
	(3, 'NEEDS', '需求确认', 3, 'NEEDS', 45, 7, '{}', 1),
	(4, 'PROPOSED', '方案提供', 4, 'PROPOSED', 65, 7, '{OFFER}', 1),
	(5, 'PROCESSING', '办理中', 5, 'PROCESSING', 85, 5, '{RECORDING,CONFIRMED}', 1),
	(6, 'WON', '已成交', 6, 'WON', 100, 0, '{}', 1),
	(7, 'LEAD', '线索', 1, 'ASSIGNED', 10, 3, '{}', 2),
	(8, 'CONTACTED', '已接触', 2, 'CONTACTED', 25, 5, '{}', 2),
	(9, 'NEEDS', '需求确认', 3, 'NEEDS', 40, 7, '{}', 2),
	(10, 'PROPOSED', '方案提供', 4, 'PROPOSED', 60, 7, '{AMOUNT}', 2),
	(11, 'PROCESSING', '审批放款', 5, 'PROCESSING', 85, 10, '{CONFIRMED}', 2),
	(12, 'WON', '已成交', 6, 'WON', 100, 0, '{}', 2),
	(13, 'LEAD', '线索', 1, 'ASSIGNED', 10, 5, '{}', 3),
	(14, 'CONTACTED', '已接触', 2, 'CONTACTED', 30, 7, '{}', 3),
	(15, 'NEEDS', '需求确认', 3, 'NEEDS', 50, 7, '{}', 3),
	(16, 'PROCESSING', '申请办理', 4, 'PROCESSING', 80, 10, '{CONFIRMED}', 3),
	(17, 'WON', '已成交', 5, 'WON', 100, 0, '{}', 3),
	(18, 'LEAD', '待联系', 1, 'ASSIGNED', 0, 3, '{}', 4),
	(19, 'CONTACTED', '已联系', 2, 'CONTACTED', 50, 7, '{}', 4),
	(20, 'PROCESSING', '办理中', 3, 'PROCESSING', 80, 10, '{}', 4),
	(21, 'WON', '已完成', 4, 'WON', 100, 0, '{}', 4),
	(22, 'LEAD', '线索', 1, 'ASSIGNED', 10, 5, '{}', 5),
	(23, 'CONTACTED', '已接触', 2, 'CONTACTED', 20, 10, '{}', 5),
	(24, 'NEEDS', '需求确认', 3, 'NEEDS', 35, 10, '{}', 5),
	(25, 'PROPOSED', '方案提供', 4, 'PROPOSED', 55, 10, '{AMOUNT,OFFER}', 5),
	(26, 'APPROVAL', '审批', 5, 'PROCESSING', 75, 15, '{NEED}', 5),
	(27, 'SIGNING', '签约办理', 6, 'PROCESSING', 90, 10, '{CONFIRMED}', 5),
	(28, 'WON', '已成交', 7, 'WON', 100, 0, '{}', 5),
	(29, 'LEAD', '线索', 1, 'ASSIGNED', 10, 5, '{}', 6),
	(30, 'CONTACTED', '已接触', 2, 'CONTACTED', 20, 10, '{}', 6),
	(31, 'NEEDS', '需求确认', 3, 'NEEDS', 30, 10, '{}', 6),
	(32, 'DILIGENCE', '尽职调查', 4, 'NEEDS', 45, 15, '{NEED,AMOUNT}', 6),
	(33, 'PROPOSED', '授信方案', 5, 'PROPOSED', 60, 10, '{AMOUNT}', 6),
	(34, 'APPROVAL', '授信审批', 6, 'PROCESSING', 75, 20, '{NEED}', 6),
	(35, 'SIGNING', '签约放款', 7, 'PROCESSING', 90, 15, '{CONFIRMED}', 6),
	(36, 'WON', '已放款', 8, 'WON', 100, 0, '{}', 6),
	(37, 'LEAD', '待联系', 1, 'ASSIGNED', 0, 3, '{}', 7),
	(38, 'CONTACTED', '已联系', 2, 'CONTACTED', 50, 7, '{}', 7),
	(39, 'PROCESSING', '办理中', 3, 'PROCESSING', 80, 10, '{}', 7),
	(40, 'WON', '已完成', 4, 'WON', 100, 0, '{}', 7);
SELECT pg_catalog.setval('public.access_accessgrant_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_apitoken_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_dualact_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_loginsession_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_passwordhistory_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_postrole_id_seq', 11, true);
SELECT pg_catalog.setval('public.access_recertification_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_recertification_item_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_role_id_seq', 14, true);
SELECT pg_catalog.setval('public.access_roleassignment_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_rolepermission_id_seq', 391, true);
SELECT pg_catalog.setval('public.access_signinguard_id_seq', 1, false);
SELECT pg_catalog.setval('public.access_user_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_answer_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_customer_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_exposure_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_learnt_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_lever_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_line_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_run_id_seq', 1, false);
SELECT pg_catalog.setval('public.advice_tally_id_seq', 1, false);
SELECT pg_catalog.setval('public.audit_entry_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_assessment_sitting_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_buyer_mark_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_consent_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_consent_text_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_consent_withdrawal_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_contact_hold_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_contact_slot_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_due_diligence_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_evidence_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_person_request_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_questionnaire_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_risk_alert_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_risk_assessment_id_seq', 1, false);
SELECT pg_catalog.setval('public.compliance_sales_licence_id_seq', 1, false);
SELECT pg_catalog.setval('public.crypto_key_check_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_address_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_assignment_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_automation_refusal_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_contact_point_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_correction_request_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_customer_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_dependant_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_employment_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_export_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_external_item_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_field_answer_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_field_grant_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_finance_figure_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_identification_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_life_event_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_linkage_evaluation_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_merge_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_merge_row_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_number_fault_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_outsider_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_party_role_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_quality_measure_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_registry_event_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_relation_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_reveal_id_seq', 1, false);
SELECT pg_catalog.setval('public.customers_suggestion_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_checklist_draft_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_checklist_id_seq', 1, true);
SELECT pg_catalog.setval('public.diligence_checklist_item_id_seq', 21, true);
SELECT pg_catalog.setval('public.diligence_file_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_file_item_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_grading_call_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_grading_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_owner_difference_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_registered_owner_id_seq', 1, false);
SELECT pg_catalog.setval('public.diligence_reminder_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 244, true);
SELECT pg_catalog.setval('public.events_outbox_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_account_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_account_party_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_balance_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_card_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_fee_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_loan_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_login_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_overdue_spell_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_payroll_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_payroll_month_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_standing_order_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_transaction_id_seq', 1, false);
SELECT pg_catalog.setval('public.holdings_wealth_position_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_codemap_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_importbatch_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_importfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_importschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_importtask_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_quarantinerow_id_seq', 1, false);
SELECT pg_catalog.setval('public.imports_unmappedcode_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_customer_tag_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_standing_change_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_tag_draft_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_tag_id_seq', 16, true);
SELECT pg_catalog.setval('public.insights_tier_keep_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_trigger_draft_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_trigger_draft_row_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_trigger_firing_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_trigger_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_trigger_run_id_seq', 1, false);
SELECT pg_catalog.setval('public.integrations_local_message_id_seq', 1, false);
SELECT pg_catalog.setval('public.integrations_reconciliation_signature_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_amendment_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_contact_record_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_document_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_greeting_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_mention_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_note_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_sent_out_id_seq', 1, false);
SELECT pg_catalog.setval('public.interactions_task_id_seq', 1, false);
SELECT pg_catalog.setval('public.jobs_deadletter_id_seq', 1, false);
SELECT pg_catalog.setval('public.jobs_workerheartbeat_id_seq', 1, false);
SELECT pg_catalog.setval('public.leads_lead_id_seq', 1, false);
SELECT pg_catalog.setval('public.leads_pool_view_id_seq', 1, false);
SELECT pg_catalog.setval('public.leads_step_id_seq', 1, false);
SELECT pg_catalog.setval('public.organization_businessline_id_seq', 9, true);
SELECT pg_catalog.setval('public.organization_org_id_seq', 1, false);
SELECT pg_catalog.setval('public.organization_organizationhistory_id_seq', 1, false);
SELECT pg_catalog.setval('public.organization_orgmerger_id_seq', 1, false);
SELECT pg_catalog.setval('public.organization_orgversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.organization_post_id_seq', 1, false);
SELECT pg_catalog.setval('public.organization_staff_id_seq', 1, false);
SELECT pg_catalog.setval('public.oversight_verification_id_seq', 1, false);
SELECT pg_catalog.setval('public.parameters_value_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_decision_review_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_file_erasure_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_held_customer_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_impact_assessment_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_lake_erasure_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_legal_hold_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_retention_line_id_seq', 1, false);
SELECT pg_catalog.setval('public.privacy_retention_run_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);
SELECT pg_catalog.setval('public.products_ftp_rate_id_seq', 1, false);
SELECT pg_catalog.setval('public.products_nav_id_seq', 1, false);
SELECT pg_catalog.setval('public.products_product_id_seq', 1, false);
SELECT pg_catalog.setval('public.products_risk_parameter_id_seq', 1, false);
SELECT pg_catalog.setval('public.rest_idempotency_record_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_brief_read_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_daily_report_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_evidence_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_opportunity_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_pipeline_id_seq', 7, true);
SELECT pg_catalog.setval('public.sales_rule_result_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_stage_id_seq', 40, true);
SELECT pg_catalog.setval('public.sales_step_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_target_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_case_file_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_case_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_case_step_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_list_entry_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_list_version_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_run_id_seq', 1, false);
SELECT pg_catalog.setval('public.screening_watchlist_id_seq', 1, false);
SELECT pg_catalog.setval('public.scripts_script_id_seq', 1, false);
SELECT pg_catalog.setval('public.scripts_use_id_seq', 1, false);
SELECT pg_catalog.setval('public.scripts_version_id_seq', 1, false);
SELECT pg_catalog.setval('public.ui_notice_choice_id_seq', 1, false);
SELECT pg_catalog.setval('public.ui_problem_report_id_seq', 1, false);
SELECT pg_catalog.setval('public.ui_saved_view_id_seq', 1, false);
SELECT pg_catalog.setval('public.ui_user_preference_id_seq', 1, false);
SELECT pg_catalog.setval('public.ui_workbench_layout_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_alert_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_draw_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_emergency_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_exemption_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_look_day_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_marked_customer_id_seq', 1, false);
SELECT pg_catalog.setval('public.viewing_reveal_check_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_announcement_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_announcement_read_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_approval_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_approval_step_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_deputy_id_seq', 1, false);
ALTER TABLE ONLY public.access_accessgrant
    ADD CONSTRAINT access_accessgrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_accessstamp
    ADD CONSTRAINT access_accessstamp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_apitoken
    ADD CONSTRAINT access_apitoken_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.access_apitoken
    ADD CONSTRAINT access_apitoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_dualact
    ADD CONSTRAINT access_dualact_approval_id_key UNIQUE (approval_id);
ALTER TABLE ONLY public.access_dualact
    ADD CONSTRAINT access_dualact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_loginsession
    ADD CONSTRAINT access_loginsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_passwordhistory
    ADD CONSTRAINT access_passwordhistory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_postrole
    ADD CONSTRAINT access_postrole_once UNIQUE (post_kind, role_id);
ALTER TABLE ONLY public.access_postrole
    ADD CONSTRAINT access_postrole_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_recertification_item
    ADD CONSTRAINT access_recertification_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_recertification
    ADD CONSTRAINT access_recertification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_role
    ADD CONSTRAINT access_role_code_key UNIQUE (code);
ALTER TABLE ONLY public.access_role
    ADD CONSTRAINT access_role_id_kind UNIQUE (id, kind);
ALTER TABLE ONLY public.access_role
    ADD CONSTRAINT access_role_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_one_duty EXCLUDE USING gist (user_id WITH =, kind WITH <>, daterange(valid_from, valid_to, '[)'::text) WITH &&);
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_rolepermission
    ADD CONSTRAINT access_rolepermission_once UNIQUE (role_id, permission);
ALTER TABLE ONLY public.access_rolepermission
    ADD CONSTRAINT access_rolepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_signinguard
    ADD CONSTRAINT access_signinguard_once UNIQUE (kind, digest);
ALTER TABLE ONLY public.access_signinguard
    ADD CONSTRAINT access_signinguard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_staff_id_key UNIQUE (staff_id);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.holdings_account_party
    ADD CONSTRAINT account_party_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.holdings_account
    ADD CONSTRAINT account_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.customers_address
    ADD CONSTRAINT address_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.advice_answer
    ADD CONSTRAINT advice_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_customer
    ADD CONSTRAINT advice_customer_once UNIQUE (customer_id, run_id);
ALTER TABLE ONLY public.advice_customer
    ADD CONSTRAINT advice_customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_exposure
    ADD CONSTRAINT advice_exposure_once UNIQUE (customer_id, period, product_id);
ALTER TABLE ONLY public.advice_exposure
    ADD CONSTRAINT advice_exposure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_learnt
    ADD CONSTRAINT advice_learnt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_lever
    ADD CONSTRAINT advice_lever_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_line
    ADD CONSTRAINT advice_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_run
    ADD CONSTRAINT advice_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.advice_tally
    ADD CONSTRAINT advice_tally_once UNIQUE (period, product_id, org_id, is_held_out);
ALTER TABLE ONLY public.advice_tally
    ADD CONSTRAINT advice_tally_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_announcement_read
    ADD CONSTRAINT announcement_read_once UNIQUE (announcement_id, staff_id);
ALTER TABLE ONLY public.workflow_approval_step
    ADD CONSTRAINT approval_step_once UNIQUE (approval_id, level);
ALTER TABLE ONLY public.customers_assignment
    ADD CONSTRAINT assignment_one_main EXCLUDE USING gist (customer_id WITH =, daterange(valid_from, valid_to, '[)'::text) WITH &&) WHERE (((ended_on IS NULL) AND ((role)::text = 'MAIN'::text)));
ALTER TABLE ONLY public.customers_assignment
    ADD CONSTRAINT assignment_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (occurred_on, id);
ALTER TABLE ONLY public.audit_entry_default
    ADD CONSTRAINT audit_entry_default_pkey PRIMARY KEY (occurred_on, id);
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_brief_read
    ADD CONSTRAINT brief_read_once UNIQUE (staff_id, day);
ALTER TABLE ONLY public.holdings_card
    ADD CONSTRAINT card_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.screening_case
    ADD CONSTRAINT case_once UNIQUE (customer_id, watch_list_id, entry_key, tie, ours);
ALTER TABLE ONLY public.diligence_checklist_item
    ADD CONSTRAINT checklist_item_code UNIQUE (checklist_id, code);
ALTER TABLE ONLY public.compliance_assessment_sitting
    ADD CONSTRAINT compliance_assessment_sitting_assessment_id_key UNIQUE (assessment_id);
ALTER TABLE ONLY public.compliance_assessment_sitting
    ADD CONSTRAINT compliance_assessment_sitting_key_key UNIQUE (key);
ALTER TABLE ONLY public.compliance_assessment_sitting
    ADD CONSTRAINT compliance_assessment_sitting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_buyer_mark
    ADD CONSTRAINT compliance_buyer_mark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_consent
    ADD CONSTRAINT compliance_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_consent_text
    ADD CONSTRAINT compliance_consent_text_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_consent_withdrawal
    ADD CONSTRAINT compliance_consent_withdrawal_consent_id_key UNIQUE (consent_id);
ALTER TABLE ONLY public.compliance_consent_withdrawal
    ADD CONSTRAINT compliance_consent_withdrawal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_contact_hold
    ADD CONSTRAINT compliance_contact_hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_contact_slot
    ADD CONSTRAINT compliance_contact_slot_key_key UNIQUE (key);
ALTER TABLE ONLY public.compliance_contact_slot
    ADD CONSTRAINT compliance_contact_slot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_due_diligence
    ADD CONSTRAINT compliance_due_diligence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_evidence
    ADD CONSTRAINT compliance_evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_history
    ADD CONSTRAINT compliance_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_person_request
    ADD CONSTRAINT compliance_person_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_questionnaire
    ADD CONSTRAINT compliance_questionnaire_code_key UNIQUE (code);
ALTER TABLE ONLY public.compliance_questionnaire
    ADD CONSTRAINT compliance_questionnaire_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_risk_alert
    ADD CONSTRAINT compliance_risk_alert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_risk_assessment
    ADD CONSTRAINT compliance_risk_assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_sales_licence
    ADD CONSTRAINT compliance_sales_licence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_consent
    ADD CONSTRAINT consent_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.compliance_consent_text
    ADD CONSTRAINT consent_text_version UNIQUE (purpose, version);
ALTER TABLE ONLY public.interactions_contact_record
    ADD CONSTRAINT contact_record_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.customers_contact_point
    ADD CONSTRAINT contact_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.crypto_key_check
    ADD CONSTRAINT crypto_key_check_number_key UNIQUE (number);
ALTER TABLE ONLY public.crypto_key_check
    ADD CONSTRAINT crypto_key_check_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_customer
    ADD CONSTRAINT customer_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.insights_customer_tag
    ADD CONSTRAINT customer_tag_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.customers_address
    ADD CONSTRAINT customers_address_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_assignment
    ADD CONSTRAINT customers_assignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_automation_refusal
    ADD CONSTRAINT customers_automation_refusal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_company
    ADD CONSTRAINT customers_company_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.customers_contact_point
    ADD CONSTRAINT customers_contact_point_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_correction_request
    ADD CONSTRAINT customers_correction_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_customer
    ADD CONSTRAINT customers_customer_customer_no_key UNIQUE (customer_no);
ALTER TABLE ONLY public.customers_customer
    ADD CONSTRAINT customers_customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_dependant
    ADD CONSTRAINT customers_dependant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_employment
    ADD CONSTRAINT customers_employment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_export
    ADD CONSTRAINT customers_export_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_external_item
    ADD CONSTRAINT customers_external_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_field_answer
    ADD CONSTRAINT customers_field_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_field_grant
    ADD CONSTRAINT customers_field_grant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_figures
    ADD CONSTRAINT customers_figures_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.customers_finance_figure
    ADD CONSTRAINT customers_finance_figure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_history
    ADD CONSTRAINT customers_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_identification
    ADD CONSTRAINT customers_identification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_life_event
    ADD CONSTRAINT customers_life_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_linkage_evaluation
    ADD CONSTRAINT customers_linkage_evaluation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_merge
    ADD CONSTRAINT customers_merge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_merge_row
    ADD CONSTRAINT customers_merge_row_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_merged
    ADD CONSTRAINT customers_merged_member_no_key UNIQUE (member_no);
ALTER TABLE ONLY public.customers_merged
    ADD CONSTRAINT customers_merged_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.customers_number_fault
    ADD CONSTRAINT customers_number_fault_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_outsider
    ADD CONSTRAINT customers_outsider_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_overview
    ADD CONSTRAINT customers_overview_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.customers_party_role
    ADD CONSTRAINT customers_party_role_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_quality_measure
    ADD CONSTRAINT customers_quality_measure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_registry_event
    ADD CONSTRAINT customers_registry_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_relation
    ADD CONSTRAINT customers_relation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_restriction
    ADD CONSTRAINT customers_restriction_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.customers_reveal
    ADD CONSTRAINT customers_reveal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_suggestion
    ADD CONSTRAINT customers_suggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_daily_report
    ADD CONSTRAINT daily_report_once UNIQUE (staff_id, day);
ALTER TABLE ONLY public.customers_dependant
    ADD CONSTRAINT dependant_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.diligence_checklist_draft
    ADD CONSTRAINT diligence_checklist_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_checklist_item
    ADD CONSTRAINT diligence_checklist_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_checklist
    ADD CONSTRAINT diligence_checklist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_checklist
    ADD CONSTRAINT diligence_checklist_version_key UNIQUE (version);
ALTER TABLE ONLY public.diligence_file
    ADD CONSTRAINT diligence_file_customer_id_key UNIQUE (customer_id);
ALTER TABLE ONLY public.diligence_file_item
    ADD CONSTRAINT diligence_file_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_file
    ADD CONSTRAINT diligence_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_grading_call
    ADD CONSTRAINT diligence_grading_call_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_grading
    ADD CONSTRAINT diligence_grading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_owner_difference
    ADD CONSTRAINT diligence_owner_difference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_registered_owner
    ADD CONSTRAINT diligence_registered_owner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.diligence_reminder
    ADD CONSTRAINT diligence_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.compliance_due_diligence
    ADD CONSTRAINT due_diligence_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.customers_employment
    ADD CONSTRAINT employment_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.events_outbox
    ADD CONSTRAINT events_outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_external_item
    ADD CONSTRAINT external_item_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.holdings_fee
    ADD CONSTRAINT fee_delivered_once UNIQUE (fee_no, source);
ALTER TABLE ONLY public.customers_field_answer
    ADD CONSTRAINT field_answer_newest UNIQUE (customer_id, rule);
ALTER TABLE ONLY public.diligence_file_item
    ADD CONSTRAINT file_item_once UNIQUE (file_id, item_id);
ALTER TABLE ONLY public.customers_finance_figure
    ADD CONSTRAINT finance_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.insights_trigger_firing
    ADD CONSTRAINT firing_once UNIQUE (run_id, code, customer_id, object_key);
ALTER TABLE ONLY public.products_ftp_rate
    ADD CONSTRAINT ftp_rate_delivered_once UNIQUE (curve, currency, term_days, effective_on, source);
ALTER TABLE ONLY public.interactions_greeting
    ADD CONSTRAINT greeting_once UNIQUE (customer_id, occasion, year);
ALTER TABLE ONLY public.privacy_held_customer
    ADD CONSTRAINT held_customer_once UNIQUE (hold_id, customer_id);
ALTER TABLE ONLY public.holdings_account_party
    ADD CONSTRAINT holdings_account_party_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_account
    ADD CONSTRAINT holdings_account_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_card
    ADD CONSTRAINT holdings_card_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_fee
    ADD CONSTRAINT holdings_fee_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_history
    ADD CONSTRAINT holdings_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_loan
    ADD CONSTRAINT holdings_loan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_login
    ADD CONSTRAINT holdings_login_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_overdue_spell
    ADD CONSTRAINT holdings_overdue_spell_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_payroll_month
    ADD CONSTRAINT holdings_payroll_month_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_payroll
    ADD CONSTRAINT holdings_payroll_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_standing_order
    ADD CONSTRAINT holdings_standing_order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holdings_wealth_position
    ADD CONSTRAINT holdings_wealth_position_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_identification
    ADD CONSTRAINT identification_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.imports_codemap
    ADD CONSTRAINT imports_code_one_meaning EXCLUDE USING gist (source WITH =, map_name WITH =, source_value WITH =, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE ONLY public.imports_codemap
    ADD CONSTRAINT imports_codemap_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports_importfile
    ADD CONSTRAINT imports_file_once UNIQUE (batch_id, table_name, "position");
ALTER TABLE ONLY public.imports_importbatch
    ADD CONSTRAINT imports_importbatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports_importfile
    ADD CONSTRAINT imports_importfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports_importschedule
    ADD CONSTRAINT imports_importschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports_importtask
    ADD CONSTRAINT imports_importtask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports_quarantinerow
    ADD CONSTRAINT imports_quarantinerow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports_importschedule
    ADD CONSTRAINT imports_schedule_once UNIQUE (profile, table_name);
ALTER TABLE ONLY public.imports_unmappedcode
    ADD CONSTRAINT imports_unmapped_once UNIQUE (source, map_name, source_value);
ALTER TABLE ONLY public.imports_unmappedcode
    ADD CONSTRAINT imports_unmappedcode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_customer_facts
    ADD CONSTRAINT insights_customer_facts_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.insights_customer_tag
    ADD CONSTRAINT insights_customer_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_fact
    ADD CONSTRAINT insights_fact_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.insights_history
    ADD CONSTRAINT insights_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_standing_change
    ADD CONSTRAINT insights_standing_change_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_standing
    ADD CONSTRAINT insights_standing_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.insights_tag
    ADD CONSTRAINT insights_tag_code_key UNIQUE (code);
ALTER TABLE ONLY public.insights_tag_draft
    ADD CONSTRAINT insights_tag_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_tag
    ADD CONSTRAINT insights_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_tier_keep
    ADD CONSTRAINT insights_tier_keep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_trigger_draft
    ADD CONSTRAINT insights_trigger_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_trigger_draft_row
    ADD CONSTRAINT insights_trigger_draft_row_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_trigger_firing
    ADD CONSTRAINT insights_trigger_firing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_trigger
    ADD CONSTRAINT insights_trigger_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_trigger_run
    ADD CONSTRAINT insights_trigger_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_local_message
    ADD CONSTRAINT integrations_local_message_key_key UNIQUE (key);
ALTER TABLE ONLY public.integrations_local_message
    ADD CONSTRAINT integrations_local_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_reconciliation_signature
    ADD CONSTRAINT integrations_reconciliation_signature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_amendment
    ADD CONSTRAINT interactions_amendment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_contact_record
    ADD CONSTRAINT interactions_contact_record_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_document
    ADD CONSTRAINT interactions_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_greeting
    ADD CONSTRAINT interactions_greeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_history
    ADD CONSTRAINT interactions_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_mention
    ADD CONSTRAINT interactions_mention_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_note
    ADD CONSTRAINT interactions_note_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_sent_out
    ADD CONSTRAINT interactions_sent_out_key_key UNIQUE (key);
ALTER TABLE ONLY public.interactions_sent_out
    ADD CONSTRAINT interactions_sent_out_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interactions_task
    ADD CONSTRAINT interactions_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs_deadletter
    ADD CONSTRAINT jobs_deadletter_job_id_key UNIQUE (job_id);
ALTER TABLE ONLY public.jobs_deadletter
    ADD CONSTRAINT jobs_deadletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs_effect
    ADD CONSTRAINT jobs_effect_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.jobs_schedulemark
    ADD CONSTRAINT jobs_schedulemark_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.jobs_workerheartbeat
    ADD CONSTRAINT jobs_worker_once UNIQUE (host, pid);
ALTER TABLE ONLY public.jobs_workerheartbeat
    ADD CONSTRAINT jobs_workerheartbeat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_lake_erasure
    ADD CONSTRAINT lake_erasure_once UNIQUE (dataset, customer_id);
ALTER TABLE ONLY public.leads_lead
    ADD CONSTRAINT lead_source UNIQUE (source, source_key);
ALTER TABLE ONLY public.leads_lead
    ADD CONSTRAINT leads_lead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leads_pool_view
    ADD CONSTRAINT leads_pool_view_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leads_step
    ADD CONSTRAINT leads_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_life_event
    ADD CONSTRAINT life_event_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.screening_list_version
    ADD CONSTRAINT list_version_number UNIQUE (watch_list_id, number);
ALTER TABLE ONLY public.holdings_loan
    ADD CONSTRAINT loan_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.holdings_login
    ADD CONSTRAINT login_delivered_once UNIQUE (login_no, source);
ALTER TABLE ONLY public.viewing_look_day
    ADD CONSTRAINT look_day_once UNIQUE (staff_id, "on");
ALTER TABLE ONLY public.interactions_mention
    ADD CONSTRAINT mention_once UNIQUE (note_id, staff_id);
ALTER TABLE ONLY public.customers_merge_row
    ADD CONSTRAINT merge_row_once UNIQUE (merge_id, table_name, row_id);
ALTER TABLE ONLY public.products_nav
    ADD CONSTRAINT nav_delivered_once UNIQUE (product_id, nav_on, source);
ALTER TABLE ONLY public.interactions_note
    ADD CONSTRAINT note_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.organization_businessline
    ADD CONSTRAINT organization_businessline_code_key UNIQUE (code);
ALTER TABLE ONLY public.organization_businessline
    ADD CONSTRAINT organization_businessline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_calendarday
    ADD CONSTRAINT organization_calendarday_pkey PRIMARY KEY (date);
ALTER TABLE ONLY public.organization_org
    ADD CONSTRAINT organization_org_code_key UNIQUE (code);
ALTER TABLE ONLY public.organization_org
    ADD CONSTRAINT organization_org_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_organizationhistory
    ADD CONSTRAINT organization_organizationhistory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_orgmerger
    ADD CONSTRAINT organization_orgmerger_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_orgversion
    ADD CONSTRAINT organization_orgversion_no_overlap EXCLUDE USING gist (org_id WITH =, daterange(valid_from, valid_to, '[)'::text) WITH &&);
ALTER TABLE ONLY public.organization_orgversion
    ADD CONSTRAINT organization_orgversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_post
    ADD CONSTRAINT organization_post_no_repeat EXCLUDE USING gist (staff_id WITH =, org_id WITH =, kind WITH =, daterange(valid_from, valid_to, '[)'::text) WITH &&);
ALTER TABLE ONLY public.organization_post
    ADD CONSTRAINT organization_post_one_main EXCLUDE USING gist (staff_id WITH =, daterange(valid_from, valid_to, '[)'::text) WITH &&) WHERE (is_main);
ALTER TABLE ONLY public.organization_post
    ADD CONSTRAINT organization_post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_staff
    ADD CONSTRAINT organization_staff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organization_staff
    ADD CONSTRAINT organization_staff_staff_no_key UNIQUE (staff_no);
ALTER TABLE ONLY public.organization_treestamp
    ADD CONSTRAINT organization_treestamp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_outsider
    ADD CONSTRAINT outsider_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.oversight_verification
    ADD CONSTRAINT oversight_verification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parameters_value
    ADD CONSTRAINT parameter_once_a_moment UNIQUE (key, effective_from, set_at);
ALTER TABLE ONLY public.parameters_value
    ADD CONSTRAINT parameters_value_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_party_role
    ADD CONSTRAINT party_role_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.holdings_payroll
    ADD CONSTRAINT payroll_delivered_once UNIQUE (payer_id, customer_id, paid_on, source);
ALTER TABLE ONLY public.holdings_payroll_month
    ADD CONSTRAINT payroll_month_once UNIQUE (customer_id, pay_month);
ALTER TABLE ONLY public.leads_pool_view
    ADD CONSTRAINT pool_view_once UNIQUE (staff_id, "on", lead_id);
ALTER TABLE ONLY public.privacy_decision_review
    ADD CONSTRAINT privacy_decision_review_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_decision_review
    ADD CONSTRAINT privacy_decision_review_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.privacy_file_erasure
    ADD CONSTRAINT privacy_file_erasure_path_key UNIQUE (path);
ALTER TABLE ONLY public.privacy_file_erasure
    ADD CONSTRAINT privacy_file_erasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_held_customer
    ADD CONSTRAINT privacy_held_customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_impact_assessment
    ADD CONSTRAINT privacy_impact_assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_lake_erasure
    ADD CONSTRAINT privacy_lake_erasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_legal_hold
    ADD CONSTRAINT privacy_legal_hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_request_erasure
    ADD CONSTRAINT privacy_request_erasure_pkey PRIMARY KEY (request_id);
ALTER TABLE ONLY public.privacy_retention_line
    ADD CONSTRAINT privacy_retention_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_retention_run
    ADD CONSTRAINT privacy_retention_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.products_product
    ADD CONSTRAINT product_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.products_ftp_rate
    ADD CONSTRAINT products_ftp_rate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.products_nav
    ADD CONSTRAINT products_nav_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.products_product
    ADD CONSTRAINT products_product_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.products_product
    ADD CONSTRAINT products_product_product_code_key UNIQUE (product_code);
ALTER TABLE ONLY public.products_risk_parameter
    ADD CONSTRAINT products_risk_parameter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers_quality_measure
    ADD CONSTRAINT quality_measure_once UNIQUE (measured_on, rule, org_id, source);
ALTER TABLE ONLY public.customers_registry_event
    ADD CONSTRAINT registry_event_delivered_once UNIQUE (event_no, source);
ALTER TABLE ONLY public.customers_relation
    ADD CONSTRAINT relation_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.diligence_reminder
    ADD CONSTRAINT reminder_once UNIQUE (file_id, subject, item_id, due_on, stage);
ALTER TABLE ONLY public.rest_idempotency_record
    ADD CONSTRAINT rest_idempotency_once UNIQUE (user_id, key);
ALTER TABLE ONLY public.rest_idempotency_record
    ADD CONSTRAINT rest_idempotency_record_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rest_rate_window
    ADD CONSTRAINT rest_rate_window_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.privacy_retention_line
    ADD CONSTRAINT retention_line_once UNIQUE (run_id, table_name);
ALTER TABLE ONLY public.compliance_risk_assessment
    ADD CONSTRAINT risk_assessment_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.products_risk_parameter
    ADD CONSTRAINT risk_parameter_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.sales_rule_result
    ADD CONSTRAINT rule_result_once UNIQUE (days, org_id, kind);
ALTER TABLE ONLY public.sales_brief_read
    ADD CONSTRAINT sales_brief_read_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_daily_report
    ADD CONSTRAINT sales_daily_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_evidence
    ADD CONSTRAINT sales_evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_sales_licence
    ADD CONSTRAINT sales_licence_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.sales_opportunity
    ADD CONSTRAINT sales_opportunity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_outcome
    ADD CONSTRAINT sales_outcome_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.sales_pipeline
    ADD CONSTRAINT sales_pipeline_code_key UNIQUE (code);
ALTER TABLE ONLY public.sales_pipeline
    ADD CONSTRAINT sales_pipeline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_rule_result
    ADD CONSTRAINT sales_rule_result_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_stage
    ADD CONSTRAINT sales_stage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_step
    ADD CONSTRAINT sales_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_taken_run
    ADD CONSTRAINT sales_taken_run_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY public.sales_target
    ADD CONSTRAINT sales_target_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_case_file
    ADD CONSTRAINT screening_case_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_case
    ADD CONSTRAINT screening_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_case_step
    ADD CONSTRAINT screening_case_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_list_entry
    ADD CONSTRAINT screening_list_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_list_version
    ADD CONSTRAINT screening_list_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_run
    ADD CONSTRAINT screening_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.screening_screened
    ADD CONSTRAINT screening_screened_pkey PRIMARY KEY (customer_id);
ALTER TABLE ONLY public.screening_watchlist
    ADD CONSTRAINT screening_watchlist_code_key UNIQUE (code);
ALTER TABLE ONLY public.screening_watchlist
    ADD CONSTRAINT screening_watchlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scripts_use
    ADD CONSTRAINT script_use_once_a_day UNIQUE (opportunity_id, version_id, staff_id, "on");
ALTER TABLE ONLY public.scripts_version
    ADD CONSTRAINT script_version_once UNIQUE (script_id, number);
ALTER TABLE ONLY public.scripts_script
    ADD CONSTRAINT scripts_script_code_key UNIQUE (code);
ALTER TABLE ONLY public.scripts_script
    ADD CONSTRAINT scripts_script_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scripts_use
    ADD CONSTRAINT scripts_use_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scripts_version
    ADD CONSTRAINT scripts_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_stage
    ADD CONSTRAINT stage_code_once UNIQUE (pipeline_id, code);
ALTER TABLE ONLY public.sales_stage
    ADD CONSTRAINT stage_position_once UNIQUE (pipeline_id, "position");
ALTER TABLE ONLY public.insights_standing_change
    ADD CONSTRAINT standing_change_once UNIQUE (customer_id, kind, changed_on);
ALTER TABLE ONLY public.holdings_standing_order
    ADD CONSTRAINT standing_order_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.sales_step
    ADD CONSTRAINT step_once_a_contact UNIQUE (opportunity_id, contact_record_id);
ALTER TABLE ONLY public.customers_suggestion
    ADD CONSTRAINT suggestion_pair UNIQUE (first_id, second_id);
ALTER TABLE ONLY public.insights_tag
    ADD CONSTRAINT tag_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.sales_target
    ADD CONSTRAINT target_once UNIQUE (staff_id, kpi, month);
ALTER TABLE ONLY public.interactions_task
    ADD CONSTRAINT task_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.insights_trigger
    ADD CONSTRAINT trigger_version UNIQUE (code, effective_from);
ALTER TABLE ONLY public.ui_notice_choice
    ADD CONSTRAINT ui_notice_choice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ui_notice_choice
    ADD CONSTRAINT ui_notice_choice_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.ui_problem_report
    ADD CONSTRAINT ui_problem_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ui_saved_view
    ADD CONSTRAINT ui_saved_view_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ui_user_preference
    ADD CONSTRAINT ui_user_preference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ui_user_preference
    ADD CONSTRAINT ui_user_preference_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.ui_workbench_layout
    ADD CONSTRAINT ui_workbench_layout_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ui_workbench_layout
    ADD CONSTRAINT ui_workbench_layout_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.viewing_alert
    ADD CONSTRAINT viewing_alert_once UNIQUE NULLS NOT DISTINCT (kind, "on", staff_id, customer_id);
ALTER TABLE ONLY public.viewing_alert
    ADD CONSTRAINT viewing_alert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_draw
    ADD CONSTRAINT viewing_draw_on_key UNIQUE ("on");
ALTER TABLE ONLY public.viewing_draw
    ADD CONSTRAINT viewing_draw_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_emergency
    ADD CONSTRAINT viewing_emergency_grant_id_key UNIQUE (grant_id);
ALTER TABLE ONLY public.viewing_emergency
    ADD CONSTRAINT viewing_emergency_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_exemption
    ADD CONSTRAINT viewing_exemption_approval_id_key UNIQUE (approval_id);
ALTER TABLE ONLY public.viewing_exemption
    ADD CONSTRAINT viewing_exemption_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_look_day
    ADD CONSTRAINT viewing_look_day_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_marked_customer
    ADD CONSTRAINT viewing_marked_customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_reveal_check
    ADD CONSTRAINT viewing_reveal_check_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.viewing_reveal_check
    ADD CONSTRAINT viewing_reveal_check_reveal_id_key UNIQUE (reveal_id);
ALTER TABLE ONLY public.viewing_watched_day
    ADD CONSTRAINT viewing_watched_day_pkey PRIMARY KEY ("on");
ALTER TABLE ONLY public.holdings_wealth_position
    ADD CONSTRAINT wealth_position_source_key UNIQUE (source, source_key);
ALTER TABLE ONLY public.workflow_announcement
    ADD CONSTRAINT workflow_announcement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_announcement_read
    ADD CONSTRAINT workflow_announcement_read_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_approval
    ADD CONSTRAINT workflow_approval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_approval_step
    ADD CONSTRAINT workflow_approval_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_deputy
    ADD CONSTRAINT workflow_deputy_pkey PRIMARY KEY (id);
CREATE INDEX access_accessgrant_approver_id_6e7b6a58 ON public.access_accessgrant USING btree (approver_id);
CREATE INDEX access_accessgrant_customer_id_73447aa3 ON public.access_accessgrant USING btree (customer_id);
CREATE INDEX access_accessgrant_staff ON public.access_accessgrant USING btree (staff_id, until);
CREATE INDEX access_accessgrant_staff_id_a7bf16e5 ON public.access_accessgrant USING btree (staff_id);
CREATE INDEX access_apitoken_digest_0fad3de1_like ON public.access_apitoken USING btree (digest varchar_pattern_ops);
CREATE INDEX access_apitoken_user_id_9f3b952b ON public.access_apitoken USING btree (user_id);
CREATE INDEX access_dualact_granted_by_id_dd8bc839 ON public.access_dualact USING btree (granted_by_id);
CREATE INDEX access_dualact_maker ON public.access_dualact USING btree (maker_id, made_at DESC);
CREATE INDEX access_dualact_maker_id_16cc42eb ON public.access_dualact USING btree (maker_id);
CREATE INDEX access_dualact_role_id_c82811de ON public.access_dualact USING btree (role_id);
CREATE INDEX access_dualact_user_id_087c2fd3 ON public.access_dualact USING btree (user_id);
CREATE UNIQUE INDEX access_loginsession_one_open ON public.access_loginsession USING btree (user_id) WHERE (ended_at IS NULL);
CREATE INDEX access_loginsession_user ON public.access_loginsession USING btree (user_id, started_at DESC);
CREATE INDEX access_loginsession_user_id_5b717954 ON public.access_loginsession USING btree (user_id);
CREATE INDEX access_passwordhistory_user_id_0c79ef44 ON public.access_passwordhistory USING btree (user_id);
CREATE INDEX access_postrole_role_id_50892ff9 ON public.access_postrole USING btree (role_id);
CREATE INDEX access_recertification_item_user_id_613254a3 ON public.access_recertification_item USING btree (user_id);
CREATE INDEX access_role_code_85843d26_like ON public.access_role USING btree (code varchar_pattern_ops);
CREATE INDEX access_roleassignment_granted_by_id_5626b554 ON public.access_roleassignment USING btree (granted_by_id);
CREATE INDEX access_roleassignment_line_id_e361fbda ON public.access_roleassignment USING btree (line_id);
CREATE INDEX access_roleassignment_org_id_18def629 ON public.access_roleassignment USING btree (org_id);
CREATE INDEX access_roleassignment_role_id_e6a30b72 ON public.access_roleassignment USING btree (role_id);
CREATE INDEX access_roleassignment_user_id_cfe8c2d4 ON public.access_roleassignment USING btree (user_id);
CREATE INDEX access_rolepermission_role_id_ce4a1fbb ON public.access_rolepermission USING btree (role_id);
CREATE INDEX access_user_username_09372906_like ON public.access_user USING btree (username varchar_pattern_ops);
CREATE INDEX account_customer ON public.holdings_account USING btree (customer_id);
CREATE INDEX account_number ON public.holdings_account USING btree (number_index);
CREATE INDEX advice_answer_customer ON public.advice_answer USING btree (customer_id, at DESC);
CREATE INDEX advice_answer_opportunity ON public.advice_answer USING btree (opportunity_id) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX advice_answer_resting ON public.advice_answer USING btree (rests_until) WHERE (((reply)::text = 'REFUSED'::text) AND (undone_at IS NULL));
CREATE INDEX advice_exposure_green ON public.advice_exposure USING btree (first_on) WHERE (NOT is_ripe);
CREATE INDEX advice_exposure_period ON public.advice_exposure USING btree (period, product_id);
CREATE UNIQUE INDEX advice_learnt_current ON public.advice_learnt USING btree (product_class) WHERE is_current;
CREATE INDEX advice_lever_in_force ON public.advice_lever USING btree (state, valid_to);
CREATE INDEX advice_line_customer ON public.advice_line USING btree (customer_id, run_id);
CREATE INDEX advice_line_desk ON public.advice_line USING btree (run_id, rm_id, score DESC) WHERE ((NOT is_held_out) AND ((result)::text = 'SHOWN'::text));
CREATE INDEX advice_line_run ON public.advice_line USING btree (run_id);
CREATE INDEX amendment_contact ON public.interactions_amendment USING btree (contact_record_id, at);
CREATE INDEX announcement_org ON public.workflow_announcement USING btree (org_id, from_on DESC);
CREATE INDEX approval_checker ON public.workflow_approval USING btree (checker_id, decided_at DESC) WHERE (checker_id IS NOT NULL);
CREATE INDEX approval_maker ON public.workflow_approval USING btree (maker_id, made_at DESC);
CREATE INDEX approval_object ON public.workflow_approval USING btree (object_type, object_id);
CREATE INDEX approval_step_checker ON public.workflow_approval_step USING btree (checker_id, decided_at DESC);
CREATE INDEX approval_waiting ON public.workflow_approval USING btree (state, permission, made_at);
CREATE INDEX assessment_activity ON public.privacy_impact_assessment USING btree (activity, valid_to DESC);
CREATE INDEX assignment_staff ON public.customers_assignment USING btree (staff_id, role);
CREATE INDEX audit_entry_customer ON ONLY public.audit_entry USING btree (customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX audit_entry_default_customer_id_occurred_at_idx ON public.audit_entry_default USING btree (customer_id, occurred_at DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX audit_entry_shown ON ONLY public.audit_entry USING gin (((detail -> 'customers'::text)) jsonb_path_ops) WHERE (detail ? 'customers'::text);
CREATE INDEX audit_entry_default_expr_idx ON public.audit_entry_default USING gin (((detail -> 'customers'::text)) jsonb_path_ops) WHERE (detail ? 'customers'::text);
CREATE INDEX audit_entry_time ON ONLY public.audit_entry USING btree (occurred_at DESC, id DESC);
CREATE INDEX audit_entry_default_occurred_at_id_idx ON public.audit_entry_default USING btree (occurred_at DESC, id DESC);
CREATE INDEX audit_entry_sensitive ON ONLY public.audit_entry USING btree (occurred_at DESC, id DESC) WHERE (verb = ANY (ARRAY['access.access-granted'::text, 'access.emergency-taken'::text, 'customers.contact-revealed'::text, 'customers.correction-revealed'::text, 'customers.export-downloaded'::text, 'customers.fields-granted'::text, 'customers.number-revealed'::text]));
CREATE INDEX audit_entry_default_occurred_at_id_idx1 ON public.audit_entry_default USING btree (occurred_at DESC, id DESC) WHERE (verb = ANY (ARRAY['access.access-granted'::text, 'access.emergency-taken'::text, 'customers.contact-revealed'::text, 'customers.correction-revealed'::text, 'customers.export-downloaded'::text, 'customers.fields-granted'::text, 'customers.number-revealed'::text]));
CREATE INDEX audit_entry_staff ON ONLY public.audit_entry USING btree (staff_id, occurred_at DESC) WHERE (staff_id IS NOT NULL);
CREATE INDEX audit_entry_default_staff_id_occurred_at_idx ON public.audit_entry_default USING btree (staff_id, occurred_at DESC) WHERE (staff_id IS NOT NULL);
CREATE INDEX audit_entry_order ON ONLY public.audit_entry USING btree (txid, id);
CREATE INDEX audit_entry_default_txid_id_idx ON public.audit_entry_default USING btree (txid, id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE UNIQUE INDEX automation_refusal_once ON public.customers_automation_refusal USING btree (customer_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX buyer_mark_once ON public.compliance_buyer_mark USING btree (customer_id, kind) WHERE (ended_at IS NULL);
CREATE INDEX card_customer ON public.holdings_card USING btree (customer_id);
CREATE INDEX card_number ON public.holdings_card USING btree (number_index);
CREATE INDEX case_queue ON public.screening_case USING btree (state, score DESC, id);
CREATE INDEX case_step_case ON public.screening_case_step USING btree (case_id, id);
CREATE INDEX compliance_assessment_sitting_key_ad583217_like ON public.compliance_assessment_sitting USING btree (key varchar_pattern_ops);
CREATE INDEX compliance_assessment_sitting_questionnaire_id_5ed83db6 ON public.compliance_assessment_sitting USING btree (questionnaire_id);
CREATE INDEX compliance_contact_slot_key_b40fca6a_like ON public.compliance_contact_slot USING btree (key varchar_pattern_ops);
CREATE INDEX compliance_history_batch ON public.compliance_history USING btree (batch_id);
CREATE INDEX compliance_history_customer ON public.compliance_history USING btree (customer_id, known_to DESC);
CREATE INDEX compliance_questionnaire_code_c2eacd77_like ON public.compliance_questionnaire USING btree (code varchar_pattern_ops);
CREATE INDEX compliance_risk_alert_customer_id_dd07769f ON public.compliance_risk_alert USING btree (customer_id);
CREATE INDEX consent_customer ON public.compliance_consent USING btree (customer_id, purpose, channel);
CREATE INDEX consent_withdrawal_feed ON public.compliance_consent_withdrawal USING btree (xact, id);
CREATE UNIQUE INDEX contact_hold_once ON public.compliance_contact_hold USING btree (customer_id, kind, campaign, source, source_key) WHERE (lifted_at IS NULL);
CREATE INDEX contact_record_customer ON public.interactions_contact_record USING btree (customer_id, happened_at DESC, id DESC);
CREATE INDEX contact_record_staff ON public.interactions_contact_record USING btree (staff_id, happened_at DESC);
CREATE INDEX contact_slot_customer ON public.compliance_contact_slot USING btree (customer_id, day DESC);
CREATE INDEX contact_value ON public.customers_contact_point USING btree (value_index);
CREATE UNIQUE INDEX correction_one_open ON public.customers_correction_request USING btree (customer_id, field, row_id) NULLS NOT DISTINCT WHERE ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'SENT'::character varying, 'CONFIRMED'::character varying])::text[]));
CREATE INDEX correction_waiting ON public.customers_correction_request USING btree (state, requested_at DESC);
CREATE INDEX customer_main_rm ON public.customers_customer USING btree (main_rm_id, id);
CREATE INDEX customer_org ON public.customers_customer USING btree (org_id, id);
CREATE INDEX customer_tag_borne ON public.insights_customer_tag USING btree (tag_id, customer_id) WHERE (ended_on IS NULL);
CREATE INDEX customer_tag_customer ON public.insights_customer_tag USING btree (customer_id, since DESC);
CREATE INDEX customers_address_customer_id_f042422e ON public.customers_address USING btree (customer_id);
CREATE INDEX customers_assignment_customer_id_3780e76b ON public.customers_assignment USING btree (customer_id);
CREATE INDEX customers_company_uscc_5248fda8 ON public.customers_company USING btree (uscc);
CREATE INDEX customers_company_uscc_5248fda8_like ON public.customers_company USING btree (uscc varchar_pattern_ops);
CREATE INDEX customers_contact_point_customer_id_82b1fd74 ON public.customers_contact_point USING btree (customer_id);
CREATE INDEX customers_correction_request_customer_id_8f613003 ON public.customers_correction_request USING btree (customer_id);
CREATE INDEX customers_dependant_customer_id_47933d2f ON public.customers_dependant USING btree (customer_id);
CREATE INDEX customers_employment_customer_id_0aaae4bf ON public.customers_employment USING btree (customer_id);
CREATE INDEX customers_external_item_customer_id_7b72e4d2 ON public.customers_external_item USING btree (customer_id);
CREATE INDEX customers_field_grant_approval_id_e6dba0e1 ON public.customers_field_grant USING btree (approval_id);
CREATE INDEX customers_finance_figure_customer_id_e2af2366 ON public.customers_finance_figure USING btree (customer_id);
CREATE INDEX customers_identification_customer_id_c083bece ON public.customers_identification USING btree (customer_id);
CREATE INDEX customers_life_event_customer_id_581fcb41 ON public.customers_life_event USING btree (customer_id);
CREATE INDEX customers_merge_survivor_id_4584b5fe ON public.customers_merge USING btree (survivor_id);
CREATE INDEX customers_merged_member_no_bb544612_like ON public.customers_merged USING btree (member_no varchar_pattern_ops);
CREATE INDEX customers_merged_survivor_id_d8c5dafb ON public.customers_merged USING btree (survivor_id);
CREATE INDEX customers_outsider_customer_id_547e4dba ON public.customers_outsider USING btree (customer_id);
CREATE INDEX customers_party_role_customer_id_d43250e8 ON public.customers_party_role USING btree (customer_id);
CREATE INDEX customers_relation_customer_id_a45ba18a ON public.customers_relation USING btree (customer_id);
CREATE INDEX customers_relation_other_id_6bfed7c0 ON public.customers_relation USING btree (other_id);
CREATE INDEX customers_reveal_customer_id_e1e77220 ON public.customers_reveal USING btree (customer_id);
CREATE INDEX decision_review_customer ON public.privacy_decision_review USING btree (customer_id);
CREATE INDEX dependant_customer ON public.customers_dependant USING btree (customer_id, kind);
CREATE INDEX deputy_giver ON public.workflow_deputy USING btree (giver_id, made_at DESC);
CREATE INDEX deputy_taker ON public.workflow_deputy USING btree (taker_id, to_on);
CREATE INDEX diligence_checklist_item_checklist_id_c8c545de ON public.diligence_checklist_item USING btree (checklist_id);
CREATE INDEX diligence_checklist_version_1bafb02f_like ON public.diligence_checklist USING btree (version varchar_pattern_ops);
CREATE INDEX diligence_file_item_file_id_b88669b3 ON public.diligence_file_item USING btree (file_id);
CREATE INDEX diligence_file_queue ON public.diligence_file USING btree (state, state_since, id);
CREATE INDEX diligence_file_review ON public.diligence_file USING btree (next_review_on, id);
CREATE INDEX diligence_file_ungraded ON public.diligence_file USING btree (grade_due_on, id) WHERE (graded_on IS NULL);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX document_customer ON public.interactions_document USING btree (customer_id, made_at DESC);
CREATE INDEX due_diligence_customer ON public.compliance_due_diligence USING btree (customer_id);
CREATE INDEX emergency_staff ON public.viewing_emergency USING btree (staff_id, taken_at DESC);
CREATE INDEX emergency_waiting ON public.viewing_emergency USING btree (due_on, id) WHERE (reviewed_at IS NULL);
CREATE INDEX events_outbox_kind_af2070c5 ON public.events_outbox USING btree (kind);
CREATE INDEX events_outbox_kind_af2070c5_like ON public.events_outbox USING btree (kind varchar_pattern_ops);
CREATE INDEX evidence_customer ON public.compliance_evidence USING btree (customer_id, kept_at DESC);
CREATE INDEX evidence_opportunity ON public.sales_evidence USING btree (opportunity_id, at DESC);
CREATE INDEX exemption_until ON public.viewing_exemption USING btree (until_on, id);
CREATE INDEX export_requested ON public.customers_export USING btree (requested_by, requested_at DESC);
CREATE INDEX external_item_customer ON public.customers_external_item USING btree (customer_id, published_on DESC);
CREATE INDEX fee_customer ON public.holdings_fee USING btree (customer_id, charged_on DESC);
CREATE INDEX field_grant_held ON public.customers_field_grant USING btree (staff_id, customer_id, field, until);
CREATE INDEX file_item_expiry ON public.diligence_file_item USING btree (expires_on, id) WHERE (expires_on IS NOT NULL);
CREATE INDEX firing_customer ON public.insights_trigger_firing USING btree (customer_id);
CREATE INDEX grading_call_last ON public.diligence_grading_call USING btree (customer_id, cause, id DESC);
CREATE UNIQUE INDEX grading_call_open ON public.diligence_grading_call USING btree (customer_id, cause) WHERE (answered_at IS NULL);
CREATE INDEX grading_file ON public.diligence_grading USING btree (file_id, id DESC);
CREATE INDEX greeting_list ON public.interactions_greeting USING btree (state, planned_at DESC, id DESC);
CREATE INDEX greeting_queue ON public.interactions_greeting USING btree (day, state, id);
CREATE INDEX held_customer ON public.privacy_held_customer USING btree (customer_id);
CREATE INDEX history_batch ON public.customers_history USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX history_customer ON public.customers_history USING btree (customer_id, known_to DESC);
CREATE INDEX history_row ON public.customers_history USING btree (table_name, row_id, known_to DESC);
CREATE INDEX holdings_account_party_account_id_7a5012f1 ON public.holdings_account_party USING btree (account_id);
CREATE INDEX holdings_account_party_customer_id_acbda0a1 ON public.holdings_account_party USING btree (customer_id);
CREATE INDEX holdings_card_account_id_b197a390 ON public.holdings_card USING btree (account_id);
CREATE INDEX holdings_history_batch ON public.holdings_history USING btree (batch_id);
CREATE INDEX holdings_history_customer ON public.holdings_history USING btree (customer_id, known_to DESC);
CREATE INDEX holdings_loan_account_id_19212ec5 ON public.holdings_loan USING btree (account_id);
CREATE INDEX holdings_standing_order_account_id_54799f7d ON public.holdings_standing_order USING btree (account_id);
CREATE INDEX holdings_standing_order_customer_id_db8c877e ON public.holdings_standing_order USING btree (customer_id);
CREATE INDEX holdings_wealth_position_account_id_333aeaa2 ON public.holdings_wealth_position USING btree (account_id);
CREATE INDEX identification_number ON public.customers_identification USING btree (number_index);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX imports_batch_profile ON public.imports_importbatch USING btree (profile, batch_on DESC, id DESC);
CREATE INDEX imports_batch_source ON public.imports_importbatch USING btree (source, id DESC);
CREATE INDEX imports_importbatch_supersedes_id_b149e253 ON public.imports_importbatch USING btree (supersedes_id);
CREATE INDEX imports_importfile_batch_id_44e356a0 ON public.imports_importfile USING btree (batch_id);
CREATE INDEX imports_importtask_batch_id_8675dfde ON public.imports_importtask USING btree (batch_id);
CREATE INDEX imports_quarantine_code ON public.imports_quarantinerow USING btree (batch_id, level, code);
CREATE INDEX imports_quarantine_line ON public.imports_quarantinerow USING btree (file_id, line);
CREATE INDEX imports_quarantine_open ON public.imports_quarantinerow USING btree (state, id DESC) WHERE ((state)::text = 'open'::text);
CREATE INDEX imports_quarantinerow_batch_id_704022a9 ON public.imports_quarantinerow USING btree (batch_id);
CREATE INDEX imports_quarantinerow_file_id_08aa8d62 ON public.imports_quarantinerow USING btree (file_id);
CREATE INDEX imports_seen_row_batch ON public.imports_seen_row USING btree (batch_id, table_name, row_id);
CREATE INDEX imports_task_state ON public.imports_importtask USING btree (state, id DESC);
CREATE INDEX imports_unmappedcode_first_batch_id_8966cb77 ON public.imports_unmappedcode USING btree (first_batch_id);
CREATE INDEX imports_unmappedcode_last_batch_id_24e3ff00 ON public.imports_unmappedcode USING btree (last_batch_id);
CREATE INDEX insights_customer_tag_customer_id_f82e4a8d ON public.insights_customer_tag USING btree (customer_id);
CREATE INDEX insights_customer_tag_tag_id_1625e9bd ON public.insights_customer_tag USING btree (tag_id);
CREATE INDEX insights_fact_key_e06b99be_like ON public.insights_fact USING btree (key varchar_pattern_ops);
CREATE INDEX insights_history_batch ON public.insights_history USING btree (batch_id);
CREATE INDEX insights_history_customer ON public.insights_history USING btree (customer_id, known_to DESC);
CREATE INDEX insights_tag_code_633a1dc4_like ON public.insights_tag USING btree (code varchar_pattern_ops);
CREATE INDEX insights_trigger_draft_row_draft_id_18fb13c6 ON public.insights_trigger_draft_row USING btree (draft_id);
CREATE INDEX insights_trigger_firing_run_id_9b6a93be ON public.insights_trigger_firing USING btree (run_id);
CREATE INDEX integrations_local_message_key_98fd4a66_like ON public.integrations_local_message USING btree (key varchar_pattern_ops);
CREATE INDEX integrations_reconciliation_signature_batch_id_27a85832 ON public.integrations_reconciliation_signature USING btree (batch_id);
CREATE INDEX integrations_reconciliation_signature_staff_id_3f9de579 ON public.integrations_reconciliation_signature USING btree (staff_id);
CREATE INDEX interactions_contact_record_customer_id_e8132c92 ON public.interactions_contact_record USING btree (customer_id);
CREATE INDEX interactions_contact_record_staff_id_fa223d7c ON public.interactions_contact_record USING btree (staff_id);
CREATE INDEX interactions_history_batch ON public.interactions_history USING btree (batch_id);
CREATE INDEX interactions_history_customer ON public.interactions_history USING btree (customer_id, known_to DESC);
CREATE INDEX interactions_mention_customer_id_5ee15595 ON public.interactions_mention USING btree (customer_id);
CREATE INDEX interactions_mention_note_id_c24c34da ON public.interactions_mention USING btree (note_id);
CREATE INDEX interactions_mention_staff_id_29af4580 ON public.interactions_mention USING btree (staff_id);
CREATE INDEX interactions_note_author_id_d08ecd4d ON public.interactions_note USING btree (author_id);
CREATE INDEX interactions_note_customer_id_952bdf82 ON public.interactions_note USING btree (customer_id);
CREATE INDEX interactions_sent_out_key_7f708c92_like ON public.interactions_sent_out USING btree (key varchar_pattern_ops);
CREATE INDEX interactions_task_assignee_id_9ff26c54 ON public.interactions_task USING btree (assignee_id);
CREATE INDEX interactions_task_customer_id_a6be27ad ON public.interactions_task USING btree (customer_id);
CREATE INDEX jobs_deadletter_died_at_452c73e2 ON public.jobs_deadletter USING btree (died_at);
CREATE INDEX jobs_deadletter_name_cd3d2700 ON public.jobs_deadletter USING btree (name);
CREATE INDEX jobs_deadletter_name_cd3d2700_like ON public.jobs_deadletter USING btree (name varchar_pattern_ops);
CREATE INDEX jobs_effect_done_at_223124cf ON public.jobs_effect USING btree (done_at);
CREATE INDEX jobs_effect_key_6da773ee_like ON public.jobs_effect USING btree (key varchar_pattern_ops);
CREATE INDEX jobs_schedulemark_name_2299629e_like ON public.jobs_schedulemark USING btree (name varchar_pattern_ops);
CREATE INDEX jobs_workerheartbeat_seen_at_af3eca92 ON public.jobs_workerheartbeat USING btree (seen_at);
CREATE INDEX lead_clock ON public.leads_lead USING btree (state, touched_at) WHERE (closed_at IS NULL);
CREATE INDEX lead_closed ON public.leads_lead USING btree (closed_at DESC);
CREATE INDEX lead_mobile ON public.leads_lead USING btree (mobile_index);
CREATE INDEX lead_org ON public.leads_lead USING btree (org_id, score DESC, id) WHERE (closed_at IS NULL);
CREATE INDEX lead_owner ON public.leads_lead USING btree (owner_id, score DESC, id) WHERE (closed_at IS NULL);
CREATE INDEX lead_step_lead ON public.leads_step USING btree (lead_id, at DESC);
CREATE INDEX lead_step_staff ON public.leads_step USING btree (staff_id, act, at DESC);
CREATE INDEX lead_uscc ON public.leads_lead USING btree (uscc) WHERE (NOT ((uscc)::text = ''::text));
CREATE INDEX legal_hold_review ON public.privacy_legal_hold USING btree (review_on, id) WHERE (ended_at IS NULL);
CREATE INDEX life_event_customer ON public.customers_life_event USING btree (customer_id, happened_on DESC);
CREATE UNIQUE INDEX list_entry_once ON public.screening_list_entry USING btree (watch_list_id, key) WHERE (until IS NULL);
CREATE INDEX list_entry_since ON public.screening_list_entry USING btree (watch_list_id, since);
CREATE INDEX list_entry_until ON public.screening_list_entry USING btree (watch_list_id, until);
CREATE INDEX loan_customer ON public.holdings_loan USING btree (customer_id);
CREATE INDEX local_message_at ON public.integrations_local_message USING btree (at DESC, id DESC);
CREATE INDEX login_customer ON public.holdings_login USING btree (customer_id, logged_in_at DESC);
CREATE INDEX look_day_on ON public.viewing_look_day USING btree ("on");
CREATE UNIQUE INDEX marked_customer_once ON public.viewing_marked_customer USING btree (customer_id) WHERE (ended_at IS NULL);
CREATE INDEX mention_staff ON public.interactions_mention USING btree (staff_id, called_at DESC);
CREATE UNIQUE INDEX merge_of_a_member_once ON public.customers_merge USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['WAITING'::character varying, 'DONE'::character varying])::text[]));
CREATE INDEX merge_state ON public.customers_merge USING btree (state, asked_at DESC);
CREATE INDEX note_customer ON public.interactions_note USING btree (customer_id, written_at DESC);
CREATE INDEX number_fault_customer ON public.customers_number_fault USING btree (customer_id, reported_at DESC);
CREATE UNIQUE INDEX number_fault_once ON public.customers_number_fault USING btree (contact_point_id) WHERE (settled_at IS NULL);
CREATE INDEX opportunity_customer ON public.sales_opportunity USING btree (customer_id, kind, object_key, closed_at DESC);
CREATE INDEX opportunity_escalated ON public.sales_opportunity USING btree (escalated_to_id, escalated_at DESC) WHERE (escalated_at IS NOT NULL);
CREATE UNIQUE INDEX opportunity_one_open ON public.sales_opportunity USING btree (customer_id, kind, object_key) WHERE (closed_at IS NULL);
CREATE INDEX opportunity_org ON public.sales_opportunity USING btree (org_id, urgency, id) WHERE (closed_at IS NULL);
CREATE INDEX opportunity_org_stage ON public.sales_opportunity USING btree (org_id, stage_id, expected_on) INCLUDE (amount, probability) WHERE (closed_at IS NULL);
CREATE INDEX opportunity_org_won ON public.sales_opportunity USING btree (org_id, closed_at) WHERE ((state)::text = 'WON'::text);
CREATE INDEX opportunity_owner ON public.sales_opportunity USING btree (owner_id, urgency, id) WHERE (closed_at IS NULL);
CREATE INDEX opportunity_owner_stage ON public.sales_opportunity USING btree (owner_id, stage_id, expected_on) INCLUDE (amount, probability) WHERE (closed_at IS NULL);
CREATE INDEX opportunity_owner_touched ON public.sales_opportunity USING btree (owner_id, touched_at DESC);
CREATE INDEX opportunity_untouched ON public.sales_opportunity USING btree (touched_at) WHERE ((closed_at IS NULL) AND (escalated_at IS NULL));
CREATE INDEX organization_businessline_code_831b91e2_like ON public.organization_businessline USING btree (code varchar_pattern_ops);
CREATE INDEX organization_history_batch ON public.organization_organizationhistory USING btree (batch_id, table_name);
CREATE INDEX organization_org_code_1a11e7fd_like ON public.organization_org USING btree (code varchar_pattern_ops);
CREATE INDEX organization_org_merged_into_id_1ba17603 ON public.organization_org USING btree (merged_into_id);
CREATE UNIQUE INDEX organization_org_one_head_office ON public.organization_org USING btree (kind) WHERE ((kind)::text = 'HEAD_OFFICE'::text);
CREATE INDEX organization_org_parent_id_3d11ab76 ON public.organization_org USING btree (parent_id);
CREATE INDEX organization_org_path ON public.organization_org USING gin (path);
CREATE INDEX organization_org_pinyin ON public.organization_org USING btree (pinyin);
CREATE INDEX organization_orgmerger_into_id_ee9fa6ad ON public.organization_orgmerger USING btree (into_id);
CREATE INDEX organization_orgmerger_org_id_ea957ef0 ON public.organization_orgmerger USING btree (org_id);
CREATE INDEX organization_orgversion_org_id_01ff5778 ON public.organization_orgversion USING btree (org_id);
CREATE INDEX organization_orgversion_parent_id_c8375815 ON public.organization_orgversion USING btree (parent_id);
CREATE INDEX organization_post_line_id_fb1d2ee5 ON public.organization_post USING btree (line_id);
CREATE INDEX organization_post_org_id_bf2eeab6 ON public.organization_post USING btree (org_id);
CREATE INDEX organization_post_org_kind ON public.organization_post USING btree (org_id, kind);
CREATE INDEX organization_post_staff_id_b5731d9a ON public.organization_post USING btree (staff_id);
CREATE INDEX organization_staff_name ON public.organization_staff USING btree (name);
CREATE INDEX organization_staff_org_id_72292be5 ON public.organization_staff USING btree (org_id);
CREATE INDEX organization_staff_pinyin ON public.organization_staff USING btree (pinyin, id);
CREATE INDEX organization_staff_staff_no_f6ce839d_like ON public.organization_staff USING btree (staff_no varchar_pattern_ops);
CREATE INDEX organization_staff_supervisor_id_53c90543 ON public.organization_staff USING btree (supervisor_id);
CREATE UNIQUE INDEX orgmerger_of_a_unit_once ON public.organization_orgmerger USING btree (org_id) WHERE ((state)::text = ANY ((ARRAY['PLANNED'::character varying, 'RUNNING'::character varying])::text[]));
CREATE INDEX outsider_number ON public.customers_outsider USING btree (number_index);
CREATE INDEX overdue_spell_customer ON public.holdings_overdue_spell USING btree (customer_id, started_on DESC);
CREATE UNIQUE INDEX overdue_spell_open ON public.holdings_overdue_spell USING btree (loan_id) WHERE (ended_on IS NULL);
CREATE INDEX overview_aum ON public.customers_overview USING btree (aum DESC, customer_id);
CREATE INDEX overview_grams ON public.customers_overview USING gin (name_grams);
CREATE INDEX overview_initials ON public.customers_overview USING btree (initials text_pattern_ops);
CREATE INDEX overview_name ON public.customers_overview USING btree (name text_pattern_ops);
CREATE UNIQUE INDEX overview_no ON public.customers_overview USING btree (customer_no);
CREATE INDEX overview_org_aum ON public.customers_overview USING btree (org_id, aum DESC, customer_id);
CREATE INDEX overview_pinyin ON public.customers_overview USING btree (pinyin text_pattern_ops);
CREATE INDEX overview_rm_aum ON public.customers_overview USING btree (main_rm_id, aum DESC, customer_id);
CREATE INDEX overview_sort ON public.customers_overview USING btree (sort_key, customer_id);
CREATE INDEX overview_tier_aum ON public.customers_overview USING btree (tier, aum DESC, customer_id);
CREATE UNIQUE INDEX owner_difference_once ON public.diligence_owner_difference USING btree (customer_id, owner_id) WHERE (settled_at IS NULL);
CREATE INDEX owner_difference_open ON public.diligence_owner_difference USING btree (due_on, id) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX owner_difference_outsider_once ON public.diligence_owner_difference USING btree (customer_id, outsider_id) WHERE (settled_at IS NULL);
CREATE INDEX parameter_in_force ON public.parameters_value USING btree (key, effective_from DESC, set_at DESC);
CREATE INDEX party_role_customer ON public.customers_party_role USING btree (customer_id, kind);
CREATE INDEX payroll_customer ON public.holdings_payroll USING btree (customer_id, paid_on DESC);
CREATE INDEX person_request_customer ON public.compliance_person_request USING btree (customer_id);
CREATE INDEX person_request_open ON public.compliance_person_request USING btree (due_on, id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX pipeline_one_default ON public.sales_pipeline USING btree (is_company) WHERE is_default;
CREATE INDEX privacy_file_erasure_path_a40f66c1_like ON public.privacy_file_erasure USING btree (path varchar_pattern_ops);
CREATE INDEX problem_open ON public.ui_problem_report USING btree (made_at) WHERE (answered_at IS NULL);
CREATE INDEX problem_user ON public.ui_problem_report USING btree (user_id, made_at DESC);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX products_nav_product_id_990da898 ON public.products_nav USING btree (product_id);
CREATE INDEX products_product_product_code_9b97c0ac_like ON public.products_product USING btree (product_code varchar_pattern_ops);
CREATE UNIQUE INDEX questionnaire_one_a_day ON public.compliance_questionnaire USING btree (audience, effective_from) WHERE ((state)::text = 'PUBLISHED'::text);
CREATE INDEX recertification_progress ON public.access_recertification_item USING btree (recertification_id, answer, id);
CREATE INDEX recertification_waiting ON public.access_recertification_item USING btree (head_id, id) WHERE ((answer)::text = 'WAITING'::text);
CREATE UNIQUE INDEX registered_owner_once ON public.diligence_registered_owner USING btree (customer_id, owner_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX registered_owner_outsider_once ON public.diligence_registered_owner USING btree (customer_id, outsider_id) WHERE (ended_at IS NULL);
CREATE INDEX registry_event_customer ON public.customers_registry_event USING btree (customer_id, happened_on DESC);
CREATE INDEX relation_outsider ON public.customers_relation USING btree (outsider_id) WHERE (outsider_id IS NOT NULL);
CREATE INDEX request_erasure_customer ON public.privacy_request_erasure USING btree (customer_id);
CREATE INDEX rest_idempotency_record_created_at_7bf2da23 ON public.rest_idempotency_record USING btree (created_at);
CREATE INDEX rest_rate_window_key_d2bc8ef6_like ON public.rest_rate_window USING btree (key varchar_pattern_ops);
CREATE UNIQUE INDEX retention_run_one_open ON public.privacy_retention_run USING btree ((1)) WHERE ((state)::text = ANY ((ARRAY['COUNTING'::character varying, 'COUNTED'::character varying, 'WAITING'::character varying, 'APPROVED'::character varying])::text[]));
CREATE INDEX reveal_check_list ON public.viewing_reveal_check USING btree (revealed_at DESC, id);
CREATE INDEX reveal_check_waiting ON public.viewing_reveal_check USING btree (head_id, due_on) WHERE (answered_at IS NULL);
CREATE INDEX reveal_quota ON public.customers_reveal USING btree (staff_id, revealed_on);
CREATE UNIQUE INDEX risk_alert_open ON public.compliance_risk_alert USING btree (customer_id, kind) WHERE ((state)::text = 'OPEN'::text);
CREATE INDEX risk_alert_queue ON public.compliance_risk_alert USING btree (state, raised_at DESC, id DESC);
CREATE INDEX risk_assessment_customer ON public.compliance_risk_assessment USING btree (customer_id, assessed_on DESC);
CREATE INDEX sales_brief_read_staff_id_7cb9d9e7 ON public.sales_brief_read USING btree (staff_id);
CREATE INDEX sales_daily_report_org_id_1078b1ba ON public.sales_daily_report USING btree (org_id);
CREATE INDEX sales_daily_report_staff_id_a8a07e12 ON public.sales_daily_report USING btree (staff_id);
CREATE INDEX sales_licence_ends ON public.compliance_sales_licence USING btree (valid_to, id);
CREATE INDEX sales_licence_staff ON public.compliance_sales_licence USING btree (staff_id, kind);
CREATE INDEX sales_outcome_kind_1c7d647a_like ON public.sales_outcome USING btree (kind varchar_pattern_ops);
CREATE INDEX sales_pipeline_code_1fa1c206_like ON public.sales_pipeline USING btree (code varchar_pattern_ops);
CREATE INDEX sales_stage_pipeline_id_c82fa50a ON public.sales_stage USING btree (pipeline_id);
CREATE INDEX sales_target_staff_id_1c525a2c ON public.sales_target USING btree (staff_id);
CREATE INDEX screened_state ON public.screening_screened USING btree (state) WHERE (NOT ((state)::text = 'CLEAR'::text));
CREATE INDEX screening_case_entry_id_b2a89e67 ON public.screening_case USING btree (entry_id);
CREATE INDEX screening_case_file_case_id_a323c226 ON public.screening_case_file USING btree (case_id);
CREATE INDEX screening_case_step_case_id_88df304f ON public.screening_case_step USING btree (case_id);
CREATE INDEX screening_list_version_watch_list_id_f31f9882 ON public.screening_list_version USING btree (watch_list_id);
CREATE INDEX screening_run_started ON public.screening_run USING btree (started_at DESC);
CREATE INDEX screening_watchlist_code_0384c50c_like ON public.screening_watchlist USING btree (code varchar_pattern_ops);
CREATE UNIQUE INDEX script_one_waits ON public.scripts_version USING btree (script_id) WHERE ((state)::text = 'WAITING'::text);
CREATE INDEX script_use_customer ON public.scripts_use USING btree (customer_id);
CREATE INDEX script_use_version ON public.scripts_use USING btree (version_id);
CREATE INDEX script_version_in_force ON public.scripts_version USING btree (state, expires_on);
CREATE INDEX scripts_script_code_3a12950f_like ON public.scripts_script USING btree (code varchar_pattern_ops);
CREATE INDEX scripts_version_script_id_8c4a07a0 ON public.scripts_version USING btree (script_id);
CREATE UNIQUE INDEX signature_once ON public.integrations_reconciliation_signature USING btree (batch_id, "position") WHERE (voided_at IS NULL);
CREATE UNIQUE INDEX signature_two_people ON public.integrations_reconciliation_signature USING btree (batch_id, staff_id) WHERE (voided_at IS NULL);
CREATE INDEX sitting_customer ON public.compliance_assessment_sitting USING btree (customer_id, started_at DESC);
CREATE UNIQUE INDEX sitting_one_at_a_time ON public.compliance_assessment_sitting USING btree (customer_id) WHERE ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'ANSWERED'::character varying])::text[]));
CREATE INDEX step_left_stage ON public.sales_step USING btree (left_stage_id, at DESC) WHERE (left_stage_id IS NOT NULL);
CREATE INDEX step_opportunity ON public.sales_step USING btree (opportunity_id, at DESC);
CREATE INDEX step_staff ON public.sales_step USING btree (staff_id, at DESC);
CREATE INDEX suggestion_doubt ON public.customers_suggestion USING btree (state, doubt DESC, id);
CREATE INDEX suggestion_score ON public.customers_suggestion USING btree (state, score DESC, id);
CREATE INDEX suggestion_second ON public.customers_suggestion USING btree (second_id);
CREATE INDEX suggestion_value ON public.customers_suggestion USING btree (state, value DESC, id);
CREATE INDEX task_assignee ON public.interactions_task USING btree (assignee_id, state, due_on);
CREATE INDEX task_customer ON public.interactions_task USING btree (customer_id, state, due_on);
CREATE UNIQUE INDEX task_one_number_check ON public.interactions_task USING btree (customer_id) WHERE (((kind)::text = 'CHECK_NUMBER'::text) AND ((state)::text = 'OPEN'::text));
CREATE INDEX tier_keep_customer ON public.insights_tier_keep USING btree (customer_id, id DESC);
CREATE UNIQUE INDEX trigger_run_stands ON public.insights_trigger_run USING btree (data_on) WHERE ((finished_at IS NOT NULL) AND (replaced_at IS NULL));
CREATE UNIQUE INDEX ui_saved_view_one_default ON public.ui_saved_view USING btree (owner_id, page) WHERE (is_default AND (removed_at IS NULL));
CREATE UNIQUE INDEX ui_saved_view_one_name ON public.ui_saved_view USING btree (owner_id, page, name) WHERE (removed_at IS NULL);
CREATE INDEX viewing_alert_queue ON public.viewing_alert USING btree (state, "on" DESC, id);
CREATE INDEX viewing_marked_customer_customer_id_c07375c3 ON public.viewing_marked_customer USING btree (customer_id);
CREATE INDEX viewing_reveal_check_customer_id_80aa517b ON public.viewing_reveal_check USING btree (customer_id);
CREATE INDEX viewing_reveal_check_draw_id_76e66e33 ON public.viewing_reveal_check USING btree (draw_id);
CREATE INDEX wealth_position_customer ON public.holdings_wealth_position USING btree (customer_id);
CREATE INDEX workflow_announcement_org_id_58c9a21c ON public.workflow_announcement USING btree (org_id);
CREATE INDEX workflow_approval_step_approval_id_d12cbe04 ON public.workflow_approval_step USING btree (approval_id);
ALTER INDEX public.audit_entry_customer ATTACH PARTITION public.audit_entry_default_customer_id_occurred_at_idx;
ALTER INDEX public.audit_entry_shown ATTACH PARTITION public.audit_entry_default_expr_idx;
ALTER INDEX public.audit_entry_time ATTACH PARTITION public.audit_entry_default_occurred_at_id_idx;
ALTER INDEX public.audit_entry_sensitive ATTACH PARTITION public.audit_entry_default_occurred_at_id_idx1;
ALTER INDEX public.audit_entry_pkey ATTACH PARTITION public.audit_entry_default_pkey;
ALTER INDEX public.audit_entry_staff ATTACH PARTITION public.audit_entry_default_staff_id_occurred_at_idx;
ALTER INDEX public.audit_entry_order ATTACH PARTITION public.audit_entry_default_txid_id_idx;
CREATE TRIGGER access_roleassignment_duty_over_post BEFORE INSERT OR UPDATE ON public.access_roleassignment FOR EACH ROW EXECUTE FUNCTION public.access_refuse_duty_over_post();
CREATE TRIGGER compliance_evidence_fixed BEFORE DELETE OR UPDATE ON public.compliance_evidence FOR EACH ROW EXECUTE FUNCTION public.compliance_refuse_change();
CREATE TRIGGER compliance_questionnaire_fixed BEFORE DELETE OR UPDATE ON public.compliance_questionnaire FOR EACH ROW EXECUTE FUNCTION public.compliance_refuse_change();
CREATE TRIGGER compliance_sitting_fixed BEFORE DELETE OR UPDATE ON public.compliance_assessment_sitting FOR EACH ROW EXECUTE FUNCTION public.compliance_refuse_change();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
ALTER TABLE ONLY public.access_accessgrant
    ADD CONSTRAINT access_accessgrant_approver_id_6e7b6a58_fk_organizat FOREIGN KEY (approver_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_accessgrant
    ADD CONSTRAINT access_accessgrant_staff_id_a7bf16e5_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_apitoken
    ADD CONSTRAINT access_apitoken_user_id_9f3b952b_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_dualact
    ADD CONSTRAINT access_dualact_granted_by_id_dd8bc839_fk_access_user_id FOREIGN KEY (granted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_dualact
    ADD CONSTRAINT access_dualact_maker_id_16cc42eb_fk_access_user_id FOREIGN KEY (maker_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_dualact
    ADD CONSTRAINT access_dualact_role_id_c82811de_fk_access_role_id FOREIGN KEY (role_id) REFERENCES public.access_role(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_dualact
    ADD CONSTRAINT access_dualact_user_id_087c2fd3_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_loginsession
    ADD CONSTRAINT access_loginsession_user_id_5b717954_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_passwordhistory
    ADD CONSTRAINT access_passwordhistory_user_id_0c79ef44_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_postrole
    ADD CONSTRAINT access_postrole_duty_of_role FOREIGN KEY (role_id, kind) REFERENCES public.access_role(id, kind);
ALTER TABLE ONLY public.access_postrole
    ADD CONSTRAINT access_postrole_role_id_50892ff9_fk_access_role_id FOREIGN KEY (role_id) REFERENCES public.access_role(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_recertification_item
    ADD CONSTRAINT access_recertificati_assignment_id_479662b6_fk_access_ro FOREIGN KEY (assignment_id) REFERENCES public.access_roleassignment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_recertification_item
    ADD CONSTRAINT access_recertificati_recertification_id_39042815_fk_access_re FOREIGN KEY (recertification_id) REFERENCES public.access_recertification(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_recertification_item
    ADD CONSTRAINT access_recertification_item_role_id_814e5c39_fk_access_role_id FOREIGN KEY (role_id) REFERENCES public.access_role(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_recertification_item
    ADD CONSTRAINT access_recertification_item_user_id_613254a3_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignmen_line_id_e361fbda_fk_organizat FOREIGN KEY (line_id) REFERENCES public.organization_businessline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_duty_of_role FOREIGN KEY (role_id, kind) REFERENCES public.access_role(id, kind);
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_granted_by_id_5626b554_fk_access_user_id FOREIGN KEY (granted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_org_id_18def629_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_role_id_e6a30b72_fk_access_role_id FOREIGN KEY (role_id) REFERENCES public.access_role(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_roleassignment
    ADD CONSTRAINT access_roleassignment_user_id_cfe8c2d4_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_rolepermission
    ADD CONSTRAINT access_rolepermission_role_id_ce4a1fbb_fk_access_role_id FOREIGN KEY (role_id) REFERENCES public.access_role(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_staff_id_aa0a6c25_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.advice_customer
    ADD CONSTRAINT advice_customer_run_id_178e72ed_fk_advice_run_id FOREIGN KEY (run_id) REFERENCES public.advice_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.advice_line
    ADD CONSTRAINT advice_line_run_id_818e1b4a_fk_advice_run_id FOREIGN KEY (run_id) REFERENCES public.advice_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_assessment_sitting
    ADD CONSTRAINT compliance_assessmen_assessment_id_ab1726b6_fk_complianc FOREIGN KEY (assessment_id) REFERENCES public.compliance_risk_assessment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_assessment_sitting
    ADD CONSTRAINT compliance_assessmen_customer_id_9b4eabf3_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_assessment_sitting
    ADD CONSTRAINT compliance_assessmen_questionnaire_id_5ed83db6_fk_complianc FOREIGN KEY (questionnaire_id) REFERENCES public.compliance_questionnaire(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_buyer_mark
    ADD CONSTRAINT compliance_buyer_mar_customer_id_b71f1773_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_consent
    ADD CONSTRAINT compliance_consent_customer_id_3492e132_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_consent_withdrawal
    ADD CONSTRAINT compliance_consent_w_consent_id_e3245f6a_fk_complianc FOREIGN KEY (consent_id) REFERENCES public.compliance_consent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_consent_withdrawal
    ADD CONSTRAINT compliance_consent_w_customer_id_ba6a7877_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_contact_hold
    ADD CONSTRAINT compliance_contact_h_customer_id_638b25a2_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_contact_slot
    ADD CONSTRAINT compliance_contact_s_customer_id_0d15fbe5_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_contact_slot
    ADD CONSTRAINT compliance_contact_s_product_id_89bea8f3_fk_products_ FOREIGN KEY (product_id) REFERENCES public.products_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_due_diligence
    ADD CONSTRAINT compliance_due_dilig_customer_id_c1433a87_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_evidence
    ADD CONSTRAINT compliance_evidence_customer_id_444ddfe4_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_evidence
    ADD CONSTRAINT compliance_evidence_product_id_d64923eb_fk_products_product_id FOREIGN KEY (product_id) REFERENCES public.products_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_person_request
    ADD CONSTRAINT compliance_person_re_customer_id_77ae19ac_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_risk_alert
    ADD CONSTRAINT compliance_risk_aler_customer_id_dd07769f_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_risk_assessment
    ADD CONSTRAINT compliance_risk_asse_customer_id_3c3f9895_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_sales_licence
    ADD CONSTRAINT compliance_sales_lic_staff_id_e155d408_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_address
    ADD CONSTRAINT customers_address_customer_id_f042422e_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_assignment
    ADD CONSTRAINT customers_assignment_customer_id_3780e76b_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_assignment
    ADD CONSTRAINT customers_assignment_staff_id_00889cb0_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_automation_refusal
    ADD CONSTRAINT customers_automation_customer_id_d3e90c1c_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_company
    ADD CONSTRAINT customers_company_customer_id_9d2e5cdc_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_contact_point
    ADD CONSTRAINT customers_contact_po_customer_id_82b1fd74_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_correction_request
    ADD CONSTRAINT customers_correction_customer_id_8f613003_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_customer
    ADD CONSTRAINT customers_customer_main_rm_id_06b89c3a_fk_organization_staff_id FOREIGN KEY (main_rm_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_customer
    ADD CONSTRAINT customers_customer_org_id_854f556b_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_dependant
    ADD CONSTRAINT customers_dependant_customer_id_47933d2f_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_employment
    ADD CONSTRAINT customers_employment_customer_id_0aaae4bf_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_external_item
    ADD CONSTRAINT customers_external_i_customer_id_7b72e4d2_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_field_answer
    ADD CONSTRAINT customers_field_answ_customer_id_d042454f_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_field_grant
    ADD CONSTRAINT customers_field_gran_customer_id_94334314_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_finance_figure
    ADD CONSTRAINT customers_finance_fi_customer_id_e2af2366_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_identification
    ADD CONSTRAINT customers_identifica_customer_id_c083bece_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_life_event
    ADD CONSTRAINT customers_life_event_customer_id_581fcb41_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_merge_row
    ADD CONSTRAINT customers_merge_row_merge_id_9a46bf45_fk_customers_merge_id FOREIGN KEY (merge_id) REFERENCES public.customers_merge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_merge
    ADD CONSTRAINT customers_merge_suggestion_id_504ae6e1_fk_customers FOREIGN KEY (suggestion_id) REFERENCES public.customers_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_merged
    ADD CONSTRAINT customers_merged_merge_id_9e1786f2_fk_customers_merge_id FOREIGN KEY (merge_id) REFERENCES public.customers_merge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_number_fault
    ADD CONSTRAINT customers_number_fau_customer_id_5dea932e_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_outsider
    ADD CONSTRAINT customers_outsider_customer_id_547e4dba_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_party_role
    ADD CONSTRAINT customers_party_role_customer_id_d43250e8_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_relation
    ADD CONSTRAINT customers_relation_customer_id_a45ba18a_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_relation
    ADD CONSTRAINT customers_relation_other_id_6bfed7c0_fk_customers_customer_id FOREIGN KEY (other_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_relation
    ADD CONSTRAINT customers_relation_outsider_id_01fc8912_fk_customers FOREIGN KEY (outsider_id) REFERENCES public.customers_outsider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_restriction
    ADD CONSTRAINT customers_restrictio_customer_id_0e330c74_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customers_reveal
    ADD CONSTRAINT customers_reveal_customer_id_e1e77220_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_checklist_item
    ADD CONSTRAINT diligence_checklist__checklist_id_c8c545de_fk_diligence FOREIGN KEY (checklist_id) REFERENCES public.diligence_checklist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_file
    ADD CONSTRAINT diligence_file_checklist_id_506fb045_fk_diligence_checklist_id FOREIGN KEY (checklist_id) REFERENCES public.diligence_checklist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_file
    ADD CONSTRAINT diligence_file_customer_id_689ab4b0_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_file_item
    ADD CONSTRAINT diligence_file_item_file_id_b88669b3_fk_diligence_file_id FOREIGN KEY (file_id) REFERENCES public.diligence_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_file_item
    ADD CONSTRAINT diligence_file_item_item_id_2b8a4c38_fk_diligence FOREIGN KEY (item_id) REFERENCES public.diligence_checklist_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_grading_call
    ADD CONSTRAINT diligence_grading_ca_customer_id_8ad8e915_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_grading
    ADD CONSTRAINT diligence_grading_file_id_2220bd3b_fk_diligence_file_id FOREIGN KEY (file_id) REFERENCES public.diligence_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_owner_difference
    ADD CONSTRAINT diligence_owner_diff_customer_id_023f750e_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_owner_difference
    ADD CONSTRAINT diligence_owner_diff_outsider_id_92265fef_fk_customers FOREIGN KEY (outsider_id) REFERENCES public.customers_outsider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_owner_difference
    ADD CONSTRAINT diligence_owner_diff_owner_id_e9721b05_fk_customers FOREIGN KEY (owner_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_registered_owner
    ADD CONSTRAINT diligence_registered_customer_id_332f90a1_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_registered_owner
    ADD CONSTRAINT diligence_registered_outsider_id_c1cbfc25_fk_customers FOREIGN KEY (outsider_id) REFERENCES public.customers_outsider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_registered_owner
    ADD CONSTRAINT diligence_registered_owner_id_e6f5bbbb_fk_customers FOREIGN KEY (owner_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.diligence_reminder
    ADD CONSTRAINT diligence_reminder_file_id_396321d2_fk_diligence_file_id FOREIGN KEY (file_id) REFERENCES public.diligence_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_account
    ADD CONSTRAINT holdings_account_customer_id_09b3f33a_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_account
    ADD CONSTRAINT holdings_account_org_id_bc15db7a_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_account_party
    ADD CONSTRAINT holdings_account_par_account_id_7a5012f1_fk_holdings_ FOREIGN KEY (account_id) REFERENCES public.holdings_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_account_party
    ADD CONSTRAINT holdings_account_par_customer_id_acbda0a1_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_account
    ADD CONSTRAINT holdings_account_product_id_70495a70_fk_products_product_id FOREIGN KEY (product_id) REFERENCES public.products_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_card
    ADD CONSTRAINT holdings_card_account_id_b197a390_fk_holdings_account_id FOREIGN KEY (account_id) REFERENCES public.holdings_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_card
    ADD CONSTRAINT holdings_card_customer_id_6ea2781b_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_loan
    ADD CONSTRAINT holdings_loan_account_id_19212ec5_fk_holdings_account_id FOREIGN KEY (account_id) REFERENCES public.holdings_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_loan
    ADD CONSTRAINT holdings_loan_customer_id_41ccd9e2_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_loan
    ADD CONSTRAINT holdings_loan_product_id_6522c83d_fk_products_product_id FOREIGN KEY (product_id) REFERENCES public.products_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_standing_order
    ADD CONSTRAINT holdings_standing_or_account_id_54799f7d_fk_holdings_ FOREIGN KEY (account_id) REFERENCES public.holdings_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_standing_order
    ADD CONSTRAINT holdings_standing_or_customer_id_db8c877e_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_wealth_position
    ADD CONSTRAINT holdings_wealth_posi_account_id_333aeaa2_fk_holdings_ FOREIGN KEY (account_id) REFERENCES public.holdings_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_wealth_position
    ADD CONSTRAINT holdings_wealth_posi_customer_id_13914f6d_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.holdings_wealth_position
    ADD CONSTRAINT holdings_wealth_posi_product_id_a20e99d5_fk_products_ FOREIGN KEY (product_id) REFERENCES public.products_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_importbatch
    ADD CONSTRAINT imports_importbatch_supersedes_id_b149e253_fk_imports_i FOREIGN KEY (supersedes_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_importfile
    ADD CONSTRAINT imports_importfile_batch_id_44e356a0_fk_imports_importbatch_id FOREIGN KEY (batch_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_importtask
    ADD CONSTRAINT imports_importtask_batch_id_8675dfde_fk_imports_importbatch_id FOREIGN KEY (batch_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_quarantinerow
    ADD CONSTRAINT imports_quarantinero_batch_id_704022a9_fk_imports_i FOREIGN KEY (batch_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_quarantinerow
    ADD CONSTRAINT imports_quarantinerow_file_id_08aa8d62_fk_imports_importfile_id FOREIGN KEY (file_id) REFERENCES public.imports_importfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_unmappedcode
    ADD CONSTRAINT imports_unmappedcode_first_batch_id_8966cb77_fk_imports_i FOREIGN KEY (first_batch_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.imports_unmappedcode
    ADD CONSTRAINT imports_unmappedcode_last_batch_id_24e3ff00_fk_imports_i FOREIGN KEY (last_batch_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_customer_tag
    ADD CONSTRAINT insights_customer_ta_customer_id_f82e4a8d_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_customer_tag
    ADD CONSTRAINT insights_customer_tag_tag_id_1625e9bd_fk_insights_tag_id FOREIGN KEY (tag_id) REFERENCES public.insights_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_trigger_draft_row
    ADD CONSTRAINT insights_trigger_dra_draft_id_18fb13c6_fk_insights_ FOREIGN KEY (draft_id) REFERENCES public.insights_trigger_draft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_trigger_firing
    ADD CONSTRAINT insights_trigger_fir_run_id_9b6a93be_fk_insights_ FOREIGN KEY (run_id) REFERENCES public.insights_trigger_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_reconciliation_signature
    ADD CONSTRAINT integrations_reconci_batch_id_27a85832_fk_imports_i FOREIGN KEY (batch_id) REFERENCES public.imports_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_reconciliation_signature
    ADD CONSTRAINT integrations_reconci_staff_id_3f9de579_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_amendment
    ADD CONSTRAINT interactions_amendme_contact_record_id_9fc86046_fk_interacti FOREIGN KEY (contact_record_id) REFERENCES public.interactions_contact_record(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_contact_record
    ADD CONSTRAINT interactions_contact_customer_id_e8132c92_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_contact_record
    ADD CONSTRAINT interactions_contact_staff_id_fa223d7c_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_document
    ADD CONSTRAINT interactions_documen_customer_id_d2e333e3_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_greeting
    ADD CONSTRAINT interactions_greetin_customer_id_e7c56dc4_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_mention
    ADD CONSTRAINT interactions_mention_customer_id_5ee15595_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_mention
    ADD CONSTRAINT interactions_mention_note_id_c24c34da_fk_interactions_note_id FOREIGN KEY (note_id) REFERENCES public.interactions_note(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_mention
    ADD CONSTRAINT interactions_mention_staff_id_29af4580_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_note
    ADD CONSTRAINT interactions_note_author_id_d08ecd4d_fk_organization_staff_id FOREIGN KEY (author_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_note
    ADD CONSTRAINT interactions_note_customer_id_952bdf82_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_sent_out
    ADD CONSTRAINT interactions_sent_ou_customer_id_bb8a0a28_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_task
    ADD CONSTRAINT interactions_task_assignee_id_9ff26c54_fk_organization_staff_id FOREIGN KEY (assignee_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_task
    ADD CONSTRAINT interactions_task_customer_id_a6be27ad_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leads_lead
    ADD CONSTRAINT leads_lead_org_id_51eae6da_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leads_lead
    ADD CONSTRAINT leads_lead_owner_id_1f4568d0_fk_organization_staff_id FOREIGN KEY (owner_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leads_pool_view
    ADD CONSTRAINT leads_pool_view_lead_id_2886f68d_fk_leads_lead_id FOREIGN KEY (lead_id) REFERENCES public.leads_lead(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leads_step
    ADD CONSTRAINT leads_step_lead_id_5fda7b35_fk_leads_lead_id FOREIGN KEY (lead_id) REFERENCES public.leads_lead(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_org
    ADD CONSTRAINT organization_org_merged_into_id_1ba17603_fk_organization_org_id FOREIGN KEY (merged_into_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_org
    ADD CONSTRAINT organization_org_parent_id_3d11ab76_fk_organization_org_id FOREIGN KEY (parent_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_orgmerger
    ADD CONSTRAINT organization_orgmerger_into_id_ee9fa6ad_fk_organization_org_id FOREIGN KEY (into_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_orgmerger
    ADD CONSTRAINT organization_orgmerger_org_id_ea957ef0_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_orgversion
    ADD CONSTRAINT organization_orgvers_parent_id_c8375815_fk_organizat FOREIGN KEY (parent_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_orgversion
    ADD CONSTRAINT organization_orgversion_org_id_01ff5778_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_post
    ADD CONSTRAINT organization_post_line_id_fb1d2ee5_fk_organizat FOREIGN KEY (line_id) REFERENCES public.organization_businessline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_post
    ADD CONSTRAINT organization_post_org_id_bf2eeab6_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_post
    ADD CONSTRAINT organization_post_staff_id_b5731d9a_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_staff
    ADD CONSTRAINT organization_staff_org_id_72292be5_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organization_staff
    ADD CONSTRAINT organization_staff_supervisor_id_53c90543_fk_organizat FOREIGN KEY (supervisor_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.privacy_decision_review
    ADD CONSTRAINT privacy_decision_rev_customer_id_24accae2_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.privacy_held_customer
    ADD CONSTRAINT privacy_held_customer_hold_id_579f76ab_fk_privacy_legal_hold_id FOREIGN KEY (hold_id) REFERENCES public.privacy_legal_hold(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.privacy_retention_line
    ADD CONSTRAINT privacy_retention_li_run_id_76367a3d_fk_privacy_r FOREIGN KEY (run_id) REFERENCES public.privacy_retention_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
ALTER TABLE ONLY public.products_nav
    ADD CONSTRAINT products_nav_product_id_990da898_fk_products_product_id FOREIGN KEY (product_id) REFERENCES public.products_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_brief_read
    ADD CONSTRAINT sales_brief_read_staff_id_7cb9d9e7_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_daily_report
    ADD CONSTRAINT sales_daily_report_org_id_1078b1ba_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_daily_report
    ADD CONSTRAINT sales_daily_report_staff_id_a8a07e12_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_evidence
    ADD CONSTRAINT sales_evidence_opportunity_id_e58d841e_fk_sales_opportunity_id FOREIGN KEY (opportunity_id) REFERENCES public.sales_opportunity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_opportunity
    ADD CONSTRAINT sales_opportunity_customer_id_00e759bd_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_opportunity
    ADD CONSTRAINT sales_opportunity_escalated_to_id_c5e74186_fk_organizat FOREIGN KEY (escalated_to_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_opportunity
    ADD CONSTRAINT sales_opportunity_org_id_7d3c7eb2_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_opportunity
    ADD CONSTRAINT sales_opportunity_owner_id_e47ae089_fk_organization_staff_id FOREIGN KEY (owner_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_opportunity
    ADD CONSTRAINT sales_opportunity_stage_id_f7117c7a_fk_sales_stage_id FOREIGN KEY (stage_id) REFERENCES public.sales_stage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_rule_result
    ADD CONSTRAINT sales_rule_result_org_id_6d6ddd8d_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_stage
    ADD CONSTRAINT sales_stage_pipeline_id_c82fa50a_fk_sales_pipeline_id FOREIGN KEY (pipeline_id) REFERENCES public.sales_pipeline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_step
    ADD CONSTRAINT sales_step_opportunity_id_fbf10bd7_fk_sales_opportunity_id FOREIGN KEY (opportunity_id) REFERENCES public.sales_opportunity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_target
    ADD CONSTRAINT sales_target_staff_id_1c525a2c_fk_organization_staff_id FOREIGN KEY (staff_id) REFERENCES public.organization_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_case
    ADD CONSTRAINT screening_case_customer_id_e411f64b_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_case
    ADD CONSTRAINT screening_case_entry_id_b2a89e67_fk_screening_list_entry_id FOREIGN KEY (entry_id) REFERENCES public.screening_list_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_case_file
    ADD CONSTRAINT screening_case_file_case_id_a323c226_fk_screening_case_id FOREIGN KEY (case_id) REFERENCES public.screening_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_case_file
    ADD CONSTRAINT screening_case_file_step_id_adcae580_fk_screening_case_step_id FOREIGN KEY (step_id) REFERENCES public.screening_case_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_case_step
    ADD CONSTRAINT screening_case_step_case_id_88df304f_fk_screening_case_id FOREIGN KEY (case_id) REFERENCES public.screening_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_case
    ADD CONSTRAINT screening_case_watch_list_id_fda3b1c8_fk_screening_watchlist_id FOREIGN KEY (watch_list_id) REFERENCES public.screening_watchlist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_list_entry
    ADD CONSTRAINT screening_list_entry_watch_list_id_f73d744c_fk_screening FOREIGN KEY (watch_list_id) REFERENCES public.screening_watchlist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_list_version
    ADD CONSTRAINT screening_list_versi_watch_list_id_f31f9882_fk_screening FOREIGN KEY (watch_list_id) REFERENCES public.screening_watchlist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.screening_run
    ADD CONSTRAINT screening_run_list_version_id_8dc2e1c0_fk_screening FOREIGN KEY (list_version_id) REFERENCES public.screening_list_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scripts_use
    ADD CONSTRAINT scripts_use_version_id_f446e838_fk_scripts_version_id FOREIGN KEY (version_id) REFERENCES public.scripts_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scripts_version
    ADD CONSTRAINT scripts_version_script_id_8c4a07a0_fk_scripts_script_id FOREIGN KEY (script_id) REFERENCES public.scripts_script(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interactions_sent_out
    ADD CONSTRAINT sent_out_reserved FOREIGN KEY (key) REFERENCES public.compliance_contact_slot(key);
ALTER TABLE ONLY public.viewing_alert
    ADD CONSTRAINT viewing_alert_customer_id_86aae043_fk_customers_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.viewing_marked_customer
    ADD CONSTRAINT viewing_marked_custo_customer_id_c07375c3_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.viewing_reveal_check
    ADD CONSTRAINT viewing_reveal_check_customer_id_80aa517b_fk_customers FOREIGN KEY (customer_id) REFERENCES public.customers_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.viewing_reveal_check
    ADD CONSTRAINT viewing_reveal_check_draw_id_76e66e33_fk_viewing_draw_id FOREIGN KEY (draw_id) REFERENCES public.viewing_draw(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_announcement_read
    ADD CONSTRAINT workflow_announcemen_announcement_id_7b1317be_fk_workflow_ FOREIGN KEY (announcement_id) REFERENCES public.workflow_announcement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_announcement
    ADD CONSTRAINT workflow_announcement_org_id_58c9a21c_fk_organization_org_id FOREIGN KEY (org_id) REFERENCES public.organization_org(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_approval_step
    ADD CONSTRAINT workflow_approval_st_approval_id_d12cbe04_fk_workflow_ FOREIGN KEY (approval_id) REFERENCES public.workflow_approval(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.advice_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.advice_customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.advice_exposure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.advice_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY auditor_none ON public.advice_answer TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.advice_customer TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.advice_exposure TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.advice_line TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_assessment_sitting TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_buyer_mark TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_consent TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_consent_withdrawal TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_contact_hold TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_contact_slot TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_due_diligence TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_evidence TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_history TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_person_request TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_risk_alert TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.compliance_risk_assessment TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_address TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_assignment TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_automation_refusal TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_company TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_contact_point TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_correction_request TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_customer TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_dependant TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_employment TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_external_item TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_field_answer TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_field_grant TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_figures TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_finance_figure TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_history TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_identification TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_life_event TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_merge TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_merge_row TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_merged TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_number_fault TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_outsider TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_overview TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_party_role TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_registry_event TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_relation TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_restriction TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_reveal TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.customers_suggestion TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.diligence_file TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.diligence_file_item TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.diligence_owner_difference TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.diligence_registered_owner TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.diligence_reminder TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_account TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_account_party TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_balance TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_card TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_fee TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_history TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_loan TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_login TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_overdue_spell TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_payroll TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_payroll_month TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_standing_order TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_transaction TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.holdings_wealth_position TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_customer_facts TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_customer_tag TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_history TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_standing TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_standing_change TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_tier_keep TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_trigger_draft_row TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.insights_trigger_firing TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_amendment TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_contact_record TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_document TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_greeting TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_history TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_mention TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_note TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_sent_out TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.interactions_task TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.leads_lead TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.leads_step TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.privacy_decision_review TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.privacy_held_customer TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.privacy_lake_erasure TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.privacy_request_erasure TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.sales_evidence TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.sales_opportunity TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.sales_step TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.scripts_use TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.viewing_alert TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.viewing_marked_customer TO yq_auditor USING (false);
CREATE POLICY auditor_none ON public.viewing_reveal_check TO yq_auditor USING (false);
ALTER TABLE public.compliance_assessment_sitting ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_buyer_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_consent_withdrawal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_contact_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_contact_slot ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_due_diligence ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_person_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_risk_alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_risk_assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY customer_scope ON public.advice_answer TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_answer.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_answer.customer_id)))));
CREATE POLICY customer_scope ON public.advice_customer TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_customer.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_customer.customer_id)))));
CREATE POLICY customer_scope ON public.advice_exposure TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_exposure.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_exposure.customer_id)))));
CREATE POLICY customer_scope ON public.advice_line TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_line.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = advice_line.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_assessment_sitting TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_assessment_sitting.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_assessment_sitting.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_buyer_mark TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_buyer_mark.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_buyer_mark.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_consent TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_consent.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_consent.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_consent_withdrawal TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_consent_withdrawal.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_consent_withdrawal.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_contact_hold TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_contact_hold.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_contact_hold.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_contact_slot TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_contact_slot.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_contact_slot.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_due_diligence TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_due_diligence.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_due_diligence.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_evidence TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_evidence.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_evidence.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_history TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_history.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_history.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_person_request TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_person_request.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_person_request.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_risk_alert TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_risk_alert.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_risk_alert.customer_id)))));
CREATE POLICY customer_scope ON public.compliance_risk_assessment TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_risk_assessment.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = compliance_risk_assessment.customer_id)))));
CREATE POLICY customer_scope ON public.customers_address TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_address.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_address.customer_id)))));
CREATE POLICY customer_scope ON public.customers_assignment TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_assignment.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_assignment.customer_id)))));
CREATE POLICY customer_scope ON public.customers_automation_refusal TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_automation_refusal.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_automation_refusal.customer_id)))));
CREATE POLICY customer_scope ON public.customers_company TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_company.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_company.customer_id)))));
CREATE POLICY customer_scope ON public.customers_contact_point TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_contact_point.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_contact_point.customer_id)))));
CREATE POLICY customer_scope ON public.customers_correction_request TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_correction_request.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_correction_request.customer_id)))));
CREATE POLICY customer_scope ON public.customers_customer TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (main_rm_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[])) OR (id = ANY ((( SELECT NULLIF(current_setting('app.customers'::text, true), ''::text) AS "nullif"))::bigint[])) OR ((business_line)::text = ANY ((( SELECT NULLIF(current_setting('app.lines'::text, true), ''::text) AS "nullif"))::text[])))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (main_rm_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[])) OR (id = ANY ((( SELECT NULLIF(current_setting('app.customers'::text, true), ''::text) AS "nullif"))::bigint[])) OR ((business_line)::text = ANY ((( SELECT NULLIF(current_setting('app.lines'::text, true), ''::text) AS "nullif"))::text[]))));
CREATE POLICY customer_scope ON public.customers_dependant TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_dependant.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_dependant.customer_id)))));
CREATE POLICY customer_scope ON public.customers_employment TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_employment.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_employment.customer_id)))));
CREATE POLICY customer_scope ON public.customers_external_item TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_external_item.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_external_item.customer_id)))));
CREATE POLICY customer_scope ON public.customers_field_answer TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_field_answer.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_field_answer.customer_id)))));
CREATE POLICY customer_scope ON public.customers_field_grant TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_field_grant.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_field_grant.customer_id)))));
CREATE POLICY customer_scope ON public.customers_figures TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_figures.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_figures.customer_id)))));
CREATE POLICY customer_scope ON public.customers_finance_figure TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_finance_figure.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_finance_figure.customer_id)))));
CREATE POLICY customer_scope ON public.customers_history TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_history.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_history.customer_id)))));
CREATE POLICY customer_scope ON public.customers_identification TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_identification.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_identification.customer_id)))));
CREATE POLICY customer_scope ON public.customers_life_event TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_life_event.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_life_event.customer_id)))));
CREATE POLICY customer_scope ON public.customers_merge TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR ((EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merge.survivor_id))) AND (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merge.member_id)))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR ((EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merge.survivor_id))) AND (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merge.member_id))))));
CREATE POLICY customer_scope ON public.customers_merge_row TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merge_row.survivor_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merge_row.survivor_id)))));
CREATE POLICY customer_scope ON public.customers_merged TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merged.member_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_merged.member_id)))));
CREATE POLICY customer_scope ON public.customers_number_fault TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_number_fault.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_number_fault.customer_id)))));
CREATE POLICY customer_scope ON public.customers_outsider TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_outsider.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_outsider.customer_id)))));
CREATE POLICY customer_scope ON public.customers_overview TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (main_rm_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[])) OR (customer_id = ANY ((( SELECT NULLIF(current_setting('app.customers'::text, true), ''::text) AS "nullif"))::bigint[])) OR ((business_line)::text = ANY ((( SELECT NULLIF(current_setting('app.lines'::text, true), ''::text) AS "nullif"))::text[])))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (main_rm_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[])) OR (customer_id = ANY ((( SELECT NULLIF(current_setting('app.customers'::text, true), ''::text) AS "nullif"))::bigint[])) OR ((business_line)::text = ANY ((( SELECT NULLIF(current_setting('app.lines'::text, true), ''::text) AS "nullif"))::text[]))));
CREATE POLICY customer_scope ON public.customers_party_role TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_party_role.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_party_role.customer_id)))));
CREATE POLICY customer_scope ON public.customers_registry_event TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_registry_event.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_registry_event.customer_id)))));
CREATE POLICY customer_scope ON public.customers_relation TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_relation.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_relation.customer_id)))));
CREATE POLICY customer_scope ON public.customers_restriction TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_restriction.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_restriction.customer_id)))));
CREATE POLICY customer_scope ON public.customers_reveal TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_reveal.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_reveal.customer_id)))));
CREATE POLICY customer_scope ON public.customers_suggestion TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR ((EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_suggestion.first_id))) AND (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_suggestion.second_id)))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR ((EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_suggestion.first_id))) AND (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = customers_suggestion.second_id))))));
CREATE POLICY customer_scope ON public.diligence_file TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_file.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_file.customer_id)))));
CREATE POLICY customer_scope ON public.diligence_file_item TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.diligence_file f
  WHERE (f.id = diligence_file_item.file_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.diligence_file f
  WHERE (f.id = diligence_file_item.file_id)))));
CREATE POLICY customer_scope ON public.diligence_owner_difference TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_owner_difference.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_owner_difference.customer_id)))));
CREATE POLICY customer_scope ON public.diligence_registered_owner TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_registered_owner.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_registered_owner.customer_id)))));
CREATE POLICY customer_scope ON public.diligence_reminder TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.diligence_file f
  WHERE (f.id = diligence_reminder.file_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.diligence_file f
  WHERE (f.id = diligence_reminder.file_id)))));
CREATE POLICY customer_scope ON public.holdings_account TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_account.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_account.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_account_party TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_account_party.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_account_party.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_balance TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_balance.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_balance.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_card TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_card.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_card.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_fee TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_fee.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_fee.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_history TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_history.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_history.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_loan TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_loan.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_loan.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_login TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_login.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_login.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_overdue_spell TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_overdue_spell.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_overdue_spell.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_payroll TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_payroll.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_payroll.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_payroll_month TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_payroll_month.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_payroll_month.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_standing_order TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_standing_order.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_standing_order.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_transaction TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_transaction.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_transaction.customer_id)))));
CREATE POLICY customer_scope ON public.holdings_wealth_position TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_wealth_position.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = holdings_wealth_position.customer_id)))));
CREATE POLICY customer_scope ON public.insights_customer_facts TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_customer_facts.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_customer_facts.customer_id)))));
CREATE POLICY customer_scope ON public.insights_customer_tag TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_customer_tag.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_customer_tag.customer_id)))));
CREATE POLICY customer_scope ON public.insights_history TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_history.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_history.customer_id)))));
CREATE POLICY customer_scope ON public.insights_standing TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_standing.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_standing.customer_id)))));
CREATE POLICY customer_scope ON public.insights_standing_change TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_standing_change.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_standing_change.customer_id)))));
CREATE POLICY customer_scope ON public.insights_tier_keep TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_tier_keep.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_tier_keep.customer_id)))));
CREATE POLICY customer_scope ON public.insights_trigger_draft_row TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_trigger_draft_row.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_trigger_draft_row.customer_id)))));
CREATE POLICY customer_scope ON public.insights_trigger_firing TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_trigger_firing.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = insights_trigger_firing.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_amendment TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_amendment.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_amendment.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_contact_record TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_contact_record.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_contact_record.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_document TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_document.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_document.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_greeting TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_greeting.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_greeting.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_history TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_history.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_history.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_mention TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_mention.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_mention.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_note TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_note.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_note.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_sent_out TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_sent_out.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_sent_out.customer_id)))));
CREATE POLICY customer_scope ON public.interactions_task TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_task.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = interactions_task.customer_id)))));
CREATE POLICY customer_scope ON public.leads_lead TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (owner_id IS NULL) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (owner_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[])))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (owner_id IS NULL) OR (org_id = ANY ((( SELECT NULLIF(current_setting('app.orgs'::text, true), ''::text) AS "nullif"))::bigint[])) OR (owner_id = ANY ((( SELECT NULLIF(current_setting('app.rms'::text, true), ''::text) AS "nullif"))::bigint[]))));
CREATE POLICY customer_scope ON public.leads_step TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.leads_lead l
  WHERE (l.id = leads_step.lead_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.leads_lead l
  WHERE (l.id = leads_step.lead_id)))));
CREATE POLICY customer_scope ON public.privacy_decision_review TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_decision_review.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_decision_review.customer_id)))));
CREATE POLICY customer_scope ON public.privacy_held_customer TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_held_customer.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_held_customer.customer_id)))));
CREATE POLICY customer_scope ON public.privacy_lake_erasure TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_lake_erasure.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_lake_erasure.customer_id)))));
CREATE POLICY customer_scope ON public.privacy_request_erasure TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_request_erasure.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = privacy_request_erasure.customer_id)))));
CREATE POLICY customer_scope ON public.sales_evidence TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = sales_evidence.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = sales_evidence.customer_id)))));
CREATE POLICY customer_scope ON public.sales_opportunity TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = sales_opportunity.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = sales_opportunity.customer_id)))));
CREATE POLICY customer_scope ON public.sales_step TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = sales_step.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = sales_step.customer_id)))));
CREATE POLICY customer_scope ON public.scripts_use TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = scripts_use.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = scripts_use.customer_id)))));
CREATE POLICY customer_scope ON public.viewing_alert TO yq_app USING (((customer_id IS NULL) OR (( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = viewing_alert.customer_id))))) WITH CHECK (((customer_id IS NULL) OR (( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = viewing_alert.customer_id)))));
CREATE POLICY customer_scope ON public.viewing_marked_customer TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = viewing_marked_customer.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = viewing_marked_customer.customer_id)))));
CREATE POLICY customer_scope ON public.viewing_reveal_check TO yq_app USING (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = viewing_reveal_check.customer_id))))) WITH CHECK (((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = viewing_reveal_check.customer_id)))));
ALTER TABLE public.customers_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_automation_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_company ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_contact_point ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_correction_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_dependant ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_employment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_external_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_field_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_field_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_figures ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_finance_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_identification ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_life_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_merge_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_merged ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_number_fault ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_outsider ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_overview ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_party_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_registry_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_restriction ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_reveal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers_suggestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_file_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_grading ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_grading_call ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_owner_difference ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_registered_owner ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.diligence_reminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY diligence_wall ON public.diligence_grading TO yq_app USING (((( SELECT current_setting('app.diligence'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.diligence_file f
  WHERE (f.id = diligence_grading.file_id)))))) WITH CHECK (((( SELECT current_setting('app.diligence'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.diligence_file f
  WHERE (f.id = diligence_grading.file_id))))));
CREATE POLICY diligence_wall ON public.diligence_grading_call TO yq_app USING (((( SELECT current_setting('app.diligence'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_grading_call.customer_id)))))) WITH CHECK (((( SELECT current_setting('app.diligence'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = diligence_grading_call.customer_id))))));
ALTER TABLE public.holdings_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_account_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_balance ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_card ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_fee ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_loan ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_login ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_overdue_spell ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_payroll ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_payroll_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_standing_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_transaction ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holdings_wealth_position ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_customer_facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_customer_tag ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_standing_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_tier_keep ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_trigger_draft_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.insights_trigger_firing ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_amendment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_contact_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_greeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_mention ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_sent_out ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leads_lead ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leads_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY loader_all ON public.advice_answer TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.advice_customer TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.advice_exposure TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.advice_line TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_assessment_sitting TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_buyer_mark TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_consent TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_consent_withdrawal TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_contact_hold TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_contact_slot TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_due_diligence TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_evidence TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_history TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_person_request TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_risk_alert TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.compliance_risk_assessment TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_address TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_assignment TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_automation_refusal TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_company TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_contact_point TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_correction_request TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_customer TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_dependant TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_employment TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_external_item TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_field_answer TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_field_grant TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_figures TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_finance_figure TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_history TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_identification TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_life_event TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_merge TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_merge_row TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_merged TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_number_fault TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_outsider TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_overview TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_party_role TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_registry_event TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_relation TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_restriction TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_reveal TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.customers_suggestion TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.diligence_file TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.diligence_file_item TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.diligence_owner_difference TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.diligence_registered_owner TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.diligence_reminder TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_account TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_account_party TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_balance TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_card TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_fee TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_history TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_loan TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_login TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_overdue_spell TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_payroll TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_payroll_month TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_standing_order TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_transaction TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.holdings_wealth_position TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_customer_facts TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_customer_tag TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_history TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_standing TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_standing_change TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_tier_keep TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_trigger_draft_row TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.insights_trigger_firing TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_amendment TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_contact_record TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_document TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_greeting TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_history TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_mention TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_note TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_sent_out TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.interactions_task TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.leads_lead TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.leads_step TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.privacy_decision_review TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.privacy_file_erasure TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.privacy_held_customer TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.privacy_lake_erasure TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.privacy_request_erasure TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.sales_evidence TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.sales_opportunity TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.sales_step TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.scripts_use TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.viewing_alert TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.viewing_marked_customer TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY loader_all ON public.viewing_reveal_check TO yq_owner, yq_loader USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.diligence_grading TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.diligence_grading_call TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_case TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_case_file TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_case_step TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_list_entry TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_list_version TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_run TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_screened TO yq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON public.screening_watchlist TO yq_owner USING (true) WITH CHECK (true);
ALTER TABLE public.privacy_decision_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_file_erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_held_customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_lake_erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.privacy_request_erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sales_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sales_opportunity ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sales_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_case_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_case_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_list_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_list_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.screening_screened ENABLE ROW LEVEL SECURITY;
CREATE POLICY screening_wall ON public.screening_case TO yq_app USING (((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = screening_case.customer_id)))))) WITH CHECK (((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = screening_case.customer_id))))));
CREATE POLICY screening_wall ON public.screening_case_file TO yq_app USING ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text)) WITH CHECK ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text));
CREATE POLICY screening_wall ON public.screening_case_step TO yq_app USING ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text)) WITH CHECK ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text));
CREATE POLICY screening_wall ON public.screening_list_entry TO yq_app USING ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text)) WITH CHECK ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text));
CREATE POLICY screening_wall ON public.screening_list_version TO yq_app USING ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text)) WITH CHECK ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text));
CREATE POLICY screening_wall ON public.screening_run TO yq_app USING ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text)) WITH CHECK ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text));
CREATE POLICY screening_wall ON public.screening_screened TO yq_app USING (((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = screening_screened.customer_id)))))) WITH CHECK (((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text) AND ((( SELECT current_setting('app.all'::text, true) AS current_setting) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM public.customers_customer c
  WHERE (c.id = screening_screened.customer_id))))));
CREATE POLICY screening_wall ON public.screening_watchlist TO yq_app USING ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text)) WITH CHECK ((( SELECT current_setting('app.screening'::text, true) AS current_setting) = 'on'::text));
ALTER TABLE public.screening_watchlist ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scripts_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.viewing_alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.viewing_marked_customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.viewing_reveal_check ENABLE ROW LEVEL SECURITY;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO yq_app;
GRANT USAGE ON SCHEMA public TO yq_loader;
GRANT USAGE ON SCHEMA public TO yq_sealer;
GRANT USAGE ON SCHEMA public TO yq_auditor;
REVOKE ALL ON FUNCTION public.analyze_next_customer_facts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.analyze_next_customer_facts() TO yq_loader;
REVOKE ALL ON FUNCTION public.analyze_table(table_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.analyze_table(table_name text) TO yq_loader;
REVOKE ALL ON FUNCTION public.assisted_customers(person bigint, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.assisted_customers(person bigint, day date) TO yq_app;
GRANT ALL ON FUNCTION public.assisted_customers(person bigint, day date) TO yq_loader;
REVOKE ALL ON FUNCTION public.prepare_customer_facts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.prepare_customer_facts() TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO yq_loader;
GRANT SELECT ON TABLE public.procrastinate_jobs TO yq_auditor;
REVOKE ALL ON FUNCTION public.reconciliation_figures(object_table text, sum_column text, of_source text, known_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reconciliation_figures(object_table text, sum_column text, of_source text, known_until timestamp with time zone) TO yq_app;
REVOKE ALL ON FUNCTION public.screening_proven(asked bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.screening_proven(asked bigint) TO yq_loader;
REVOKE ALL ON FUNCTION public.screening_under_review(asked bigint[], today date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.screening_under_review(asked bigint[], today date) TO yq_app;
REVOKE ALL ON FUNCTION public.swap_customer_facts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.swap_customer_facts() TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_accessgrant TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_accessgrant TO yq_loader;
GRANT SELECT ON TABLE public.access_accessgrant TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_accessgrant_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_accessgrant_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_accessstamp TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_accessstamp TO yq_loader;
GRANT SELECT ON TABLE public.access_accessstamp TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_apitoken TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_apitoken TO yq_loader;
GRANT SELECT ON TABLE public.access_apitoken TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_apitoken_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_apitoken_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_dualact TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_dualact TO yq_loader;
GRANT SELECT ON TABLE public.access_dualact TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_dualact_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_dualact_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_loginsession TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_loginsession TO yq_loader;
GRANT SELECT ON TABLE public.access_loginsession TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_loginsession_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_loginsession_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_passwordhistory TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_passwordhistory TO yq_loader;
GRANT SELECT ON TABLE public.access_passwordhistory TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_passwordhistory_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_passwordhistory_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_postrole TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_postrole TO yq_loader;
GRANT SELECT ON TABLE public.access_postrole TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_postrole_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_postrole_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_recertification TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_recertification TO yq_loader;
GRANT SELECT ON TABLE public.access_recertification TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_recertification_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_recertification_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_recertification_item TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_recertification_item TO yq_loader;
GRANT SELECT ON TABLE public.access_recertification_item TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_recertification_item_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_recertification_item_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_role TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_role TO yq_loader;
GRANT SELECT ON TABLE public.access_role TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_role_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_role_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_roleassignment TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_roleassignment TO yq_loader;
GRANT SELECT ON TABLE public.access_roleassignment TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_roleassignment_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_roleassignment_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_rolepermission TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_rolepermission TO yq_loader;
GRANT SELECT ON TABLE public.access_rolepermission TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_rolepermission_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_rolepermission_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_signinguard TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_signinguard TO yq_loader;
GRANT SELECT ON TABLE public.access_signinguard TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_signinguard_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_signinguard_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_user TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_user TO yq_loader;
GRANT SELECT ON TABLE public.access_user TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.access_user_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.access_user_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.advice_answer TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_answer TO yq_loader;
GRANT SELECT ON TABLE public.advice_answer TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_answer_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_answer_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_customer TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_customer TO yq_loader;
GRANT SELECT ON TABLE public.advice_customer TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_customer_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_customer_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_exposure TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_exposure TO yq_loader;
GRANT SELECT ON TABLE public.advice_exposure TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_exposure_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_exposure_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_learnt TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_learnt TO yq_loader;
GRANT SELECT ON TABLE public.advice_learnt TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_learnt_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_learnt_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_lever TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_lever TO yq_loader;
GRANT SELECT ON TABLE public.advice_lever TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_lever_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_lever_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_line TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_line TO yq_loader;
GRANT SELECT ON TABLE public.advice_line TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_line_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_line_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_run TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_run TO yq_loader;
GRANT SELECT ON TABLE public.advice_run TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_run_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_run_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_tally TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advice_tally TO yq_loader;
GRANT SELECT ON TABLE public.advice_tally TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.advice_tally_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.advice_tally_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.audit_entry TO yq_app;
GRANT SELECT ON TABLE public.audit_entry TO yq_loader;
GRANT SELECT ON TABLE public.audit_entry TO yq_auditor;
GRANT SELECT ON TABLE public.audit_entry TO yq_sealer;
GRANT INSERT(occurred_at) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(occurred_at) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(occurred_on) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(occurred_on) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(actor_kind) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(actor_kind) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(staff_id) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(staff_id) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(staff_no) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(staff_no) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(actor_name) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(actor_name) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(roles) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(roles) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(org_id) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(org_id) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(ip) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(ip) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(session_digest) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(session_digest) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(request_id) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(request_id) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(verb) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(verb) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(result) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(result) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(object_type) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(object_type) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(object_id) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(object_id) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(customer_id) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(customer_id) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(old) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(old) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(new) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(new) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(reason) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(reason) ON TABLE public.audit_entry TO yq_loader;
GRANT INSERT(detail) ON TABLE public.audit_entry TO yq_app;
GRANT INSERT(detail) ON TABLE public.audit_entry TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.audit_entry_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.audit_entry_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.audit_seal TO yq_app;
GRANT SELECT ON TABLE public.audit_seal TO yq_auditor;
GRANT SELECT,INSERT ON TABLE public.audit_seal TO yq_sealer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO yq_loader;
GRANT SELECT ON TABLE public.auth_group TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO yq_loader;
GRANT SELECT ON TABLE public.auth_group_permissions TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO yq_loader;
GRANT SELECT ON TABLE public.auth_permission TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_assessment_sitting TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_assessment_sitting TO yq_loader;
GRANT SELECT ON TABLE public.compliance_assessment_sitting TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_assessment_sitting_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_assessment_sitting_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_buyer_mark TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_buyer_mark TO yq_loader;
GRANT SELECT ON TABLE public.compliance_buyer_mark TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_buyer_mark_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_buyer_mark_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_consent TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_consent TO yq_loader;
GRANT SELECT ON TABLE public.compliance_consent TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_consent_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_consent_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_consent_text TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_consent_text TO yq_loader;
GRANT SELECT ON TABLE public.compliance_consent_text TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_consent_text_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_consent_text_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.compliance_consent_withdrawal TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_consent_withdrawal TO yq_loader;
GRANT SELECT ON TABLE public.compliance_consent_withdrawal TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_consent_withdrawal_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_consent_withdrawal_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_contact_hold TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_contact_hold TO yq_loader;
GRANT SELECT ON TABLE public.compliance_contact_hold TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_contact_hold_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_contact_hold_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_contact_slot TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_contact_slot TO yq_loader;
GRANT SELECT ON TABLE public.compliance_contact_slot TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_contact_slot_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_contact_slot_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_due_diligence TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_due_diligence TO yq_loader;
GRANT SELECT ON TABLE public.compliance_due_diligence TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_due_diligence_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_due_diligence_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.compliance_evidence TO yq_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.compliance_evidence TO yq_loader;
GRANT SELECT ON TABLE public.compliance_evidence TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_evidence_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_evidence_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_history TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_history TO yq_loader;
GRANT SELECT ON TABLE public.compliance_history TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_history_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_history_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_person_request TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_person_request TO yq_loader;
GRANT SELECT ON TABLE public.compliance_person_request TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_person_request_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_person_request_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_questionnaire TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_questionnaire TO yq_loader;
GRANT SELECT ON TABLE public.compliance_questionnaire TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_questionnaire_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_questionnaire_id_seq TO yq_loader;
GRANT SELECT,UPDATE ON TABLE public.compliance_risk_alert TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_risk_alert TO yq_loader;
GRANT SELECT ON TABLE public.compliance_risk_alert TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_risk_alert_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_risk_alert_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_risk_assessment TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_risk_assessment TO yq_loader;
GRANT SELECT ON TABLE public.compliance_risk_assessment TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_risk_assessment_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_risk_assessment_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.compliance_sales_licence TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_sales_licence TO yq_loader;
GRANT SELECT ON TABLE public.compliance_sales_licence TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_sales_licence_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.compliance_sales_licence_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.crypto_key_check TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.crypto_key_check TO yq_loader;
GRANT SELECT ON TABLE public.crypto_key_check TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.crypto_key_check_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.crypto_key_check_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_address TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_address TO yq_loader;
GRANT SELECT ON TABLE public.customers_address TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_address_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_address_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_assignment TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_assignment TO yq_loader;
GRANT SELECT ON TABLE public.customers_assignment TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_assignment_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_assignment_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.customers_automation_refusal TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_automation_refusal TO yq_loader;
GRANT SELECT ON TABLE public.customers_automation_refusal TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_automation_refusal_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_automation_refusal_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_company TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_company TO yq_loader;
GRANT SELECT ON TABLE public.customers_company TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_contact_point TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_contact_point TO yq_loader;
GRANT SELECT ON TABLE public.customers_contact_point TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_contact_point_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_contact_point_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_correction_request TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_correction_request TO yq_loader;
GRANT SELECT ON TABLE public.customers_correction_request TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_correction_request_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_correction_request_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_customer TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_customer TO yq_loader;
GRANT SELECT ON TABLE public.customers_customer TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_customer_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_customer_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_dependant TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_dependant TO yq_loader;
GRANT SELECT ON TABLE public.customers_dependant TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_dependant_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_dependant_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_employment TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_employment TO yq_loader;
GRANT SELECT ON TABLE public.customers_employment TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_employment_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_employment_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_export TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_export TO yq_loader;
GRANT SELECT ON TABLE public.customers_export TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_export_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_export_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_external_item TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_external_item TO yq_loader;
GRANT SELECT ON TABLE public.customers_external_item TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_external_item_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_external_item_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_field_answer TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_field_answer TO yq_loader;
GRANT SELECT ON TABLE public.customers_field_answer TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_field_answer_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_field_answer_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.customers_field_grant TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_field_grant TO yq_loader;
GRANT SELECT ON TABLE public.customers_field_grant TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_field_grant_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_field_grant_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_figures TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_figures TO yq_loader;
GRANT SELECT ON TABLE public.customers_figures TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_finance_figure TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_finance_figure TO yq_loader;
GRANT SELECT ON TABLE public.customers_finance_figure TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_finance_figure_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_finance_figure_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.customers_history TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_history TO yq_loader;
GRANT SELECT ON TABLE public.customers_history TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_history_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_history_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_identification TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_identification TO yq_loader;
GRANT SELECT ON TABLE public.customers_identification TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_identification_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_identification_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_life_event TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_life_event TO yq_loader;
GRANT SELECT ON TABLE public.customers_life_event TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_life_event_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_life_event_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.customers_linkage_evaluation TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_linkage_evaluation TO yq_loader;
GRANT SELECT ON TABLE public.customers_linkage_evaluation TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_linkage_evaluation_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_linkage_evaluation_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.customers_merge TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_merge TO yq_loader;
GRANT SELECT ON TABLE public.customers_merge TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_merge_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_merge_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.customers_merge_row TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_merge_row TO yq_loader;
GRANT SELECT ON TABLE public.customers_merge_row TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_merge_row_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_merge_row_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_merged TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_merged TO yq_loader;
GRANT SELECT ON TABLE public.customers_merged TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_number_fault TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_number_fault TO yq_loader;
GRANT SELECT ON TABLE public.customers_number_fault TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_number_fault_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_number_fault_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_outsider TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_outsider TO yq_loader;
GRANT SELECT ON TABLE public.customers_outsider TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_outsider_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_outsider_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_overview TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_overview TO yq_loader;
GRANT SELECT ON TABLE public.customers_overview TO yq_auditor;
GRANT SELECT ON TABLE public.customers_overview_in_scope TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_party_role TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_party_role TO yq_loader;
GRANT SELECT ON TABLE public.customers_party_role TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_party_role_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_party_role_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_quality_measure TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_quality_measure TO yq_loader;
GRANT SELECT ON TABLE public.customers_quality_measure TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_quality_measure_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_quality_measure_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_registry_event TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_registry_event TO yq_loader;
GRANT SELECT ON TABLE public.customers_registry_event TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_registry_event_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_registry_event_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_relation TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_relation TO yq_loader;
GRANT SELECT ON TABLE public.customers_relation TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_relation_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_relation_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_restriction TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_restriction TO yq_loader;
GRANT SELECT ON TABLE public.customers_restriction TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_reveal TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_reveal TO yq_loader;
GRANT SELECT ON TABLE public.customers_reveal TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_reveal_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_reveal_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.customers_suggestion TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers_suggestion TO yq_loader;
GRANT SELECT ON TABLE public.customers_suggestion TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.customers_suggestion_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.customers_suggestion_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.diligence_checklist TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_checklist TO yq_loader;
GRANT SELECT ON TABLE public.diligence_checklist TO yq_auditor;
GRANT SELECT,INSERT ON TABLE public.diligence_checklist_draft TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_checklist_draft TO yq_loader;
GRANT SELECT ON TABLE public.diligence_checklist_draft TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_checklist_draft_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_checklist_draft_id_seq TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_checklist_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_checklist_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.diligence_checklist_item TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_checklist_item TO yq_loader;
GRANT SELECT ON TABLE public.diligence_checklist_item TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_checklist_item_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_checklist_item_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.diligence_file TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_file TO yq_loader;
GRANT SELECT ON TABLE public.diligence_file TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_file_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_file_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.diligence_file_item TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_file_item TO yq_loader;
GRANT SELECT ON TABLE public.diligence_file_item TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_file_item_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_file_item_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.diligence_grading TO yq_app;
GRANT DELETE ON TABLE public.diligence_grading TO yq_loader;
GRANT SELECT(id) ON TABLE public.diligence_grading TO yq_loader;
GRANT SELECT(file_id) ON TABLE public.diligence_grading TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.diligence_grading_call TO yq_app;
GRANT DELETE ON TABLE public.diligence_grading_call TO yq_loader;
GRANT SELECT(id) ON TABLE public.diligence_grading_call TO yq_loader;
GRANT SELECT(customer_id) ON TABLE public.diligence_grading_call TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_grading_call_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_grading_call_id_seq TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_grading_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_grading_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.diligence_owner_difference TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_owner_difference TO yq_loader;
GRANT SELECT ON TABLE public.diligence_owner_difference TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_owner_difference_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_owner_difference_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.diligence_registered_owner TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_registered_owner TO yq_loader;
GRANT SELECT ON TABLE public.diligence_registered_owner TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_registered_owner_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_registered_owner_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.diligence_reminder TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.diligence_reminder TO yq_loader;
GRANT SELECT ON TABLE public.diligence_reminder TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_reminder_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.diligence_reminder_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO yq_loader;
GRANT SELECT ON TABLE public.django_content_type TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.django_migrations TO yq_app;
GRANT SELECT ON TABLE public.django_migrations TO yq_loader;
GRANT SELECT ON TABLE public.django_migrations TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO yq_loader;
GRANT SELECT ON TABLE public.django_session TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events_outbox TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events_outbox TO yq_loader;
GRANT SELECT ON TABLE public.events_outbox TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.events_outbox_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.events_outbox_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_account TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_account TO yq_loader;
GRANT SELECT ON TABLE public.holdings_account TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_account_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_account_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_account_party TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_account_party TO yq_loader;
GRANT SELECT ON TABLE public.holdings_account_party TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_account_party_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_account_party_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_balance TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_balance TO yq_loader;
GRANT SELECT ON TABLE public.holdings_balance TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_balance_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_balance_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_card TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_card TO yq_loader;
GRANT SELECT ON TABLE public.holdings_card TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_card_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_card_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_fee TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_fee TO yq_loader;
GRANT SELECT ON TABLE public.holdings_fee TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_fee_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_fee_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.holdings_history TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_history TO yq_loader;
GRANT SELECT ON TABLE public.holdings_history TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_history_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_history_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_loan TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_loan TO yq_loader;
GRANT SELECT ON TABLE public.holdings_loan TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_loan_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_loan_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_login TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_login TO yq_loader;
GRANT SELECT ON TABLE public.holdings_login TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_login_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_login_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_overdue_spell TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_overdue_spell TO yq_loader;
GRANT SELECT ON TABLE public.holdings_overdue_spell TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_overdue_spell_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_overdue_spell_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_payroll TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_payroll TO yq_loader;
GRANT SELECT ON TABLE public.holdings_payroll TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_payroll_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_payroll_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_payroll_month TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_payroll_month TO yq_loader;
GRANT SELECT ON TABLE public.holdings_payroll_month TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_payroll_month_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_payroll_month_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_standing_order TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_standing_order TO yq_loader;
GRANT SELECT ON TABLE public.holdings_standing_order TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_standing_order_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_standing_order_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.holdings_transaction TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_transaction TO yq_loader;
GRANT SELECT ON TABLE public.holdings_transaction TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_transaction_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_transaction_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_wealth_position TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holdings_wealth_position TO yq_loader;
GRANT SELECT ON TABLE public.holdings_wealth_position TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_wealth_position_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.holdings_wealth_position_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_codemap TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_codemap TO yq_loader;
GRANT SELECT ON TABLE public.imports_codemap TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_codemap_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_codemap_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importbatch TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importbatch TO yq_loader;
GRANT SELECT ON TABLE public.imports_importbatch TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importbatch_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importbatch_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importfile TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importfile TO yq_loader;
GRANT SELECT ON TABLE public.imports_importfile TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importfile_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importfile_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importschedule TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importschedule TO yq_loader;
GRANT SELECT ON TABLE public.imports_importschedule TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importschedule_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importschedule_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importtask TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_importtask TO yq_loader;
GRANT SELECT ON TABLE public.imports_importtask TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importtask_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_importtask_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_quarantinerow TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_quarantinerow TO yq_loader;
GRANT SELECT ON TABLE public.imports_quarantinerow TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_quarantinerow_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_quarantinerow_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_seen_row TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_unmappedcode TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports_unmappedcode TO yq_loader;
GRANT SELECT ON TABLE public.imports_unmappedcode TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.imports_unmappedcode_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.imports_unmappedcode_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.insights_customer_facts TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_customer_facts TO yq_loader;
GRANT SELECT ON TABLE public.insights_customer_facts TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_customer_tag TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_customer_tag TO yq_loader;
GRANT SELECT ON TABLE public.insights_customer_tag TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_customer_tag_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_customer_tag_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_fact TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_fact TO yq_loader;
GRANT SELECT ON TABLE public.insights_fact TO yq_auditor;
GRANT SELECT,INSERT ON TABLE public.insights_history TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_history TO yq_loader;
GRANT SELECT ON TABLE public.insights_history TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_history_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_history_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.insights_standing TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_standing TO yq_loader;
GRANT SELECT ON TABLE public.insights_standing TO yq_auditor;
GRANT SELECT ON TABLE public.insights_standing_change TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_standing_change TO yq_loader;
GRANT SELECT ON TABLE public.insights_standing_change TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_standing_change_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_standing_change_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_tag TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_tag TO yq_loader;
GRANT SELECT ON TABLE public.insights_tag TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_tag_draft TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_tag_draft TO yq_loader;
GRANT SELECT ON TABLE public.insights_tag_draft TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_tag_draft_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_tag_draft_id_seq TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.insights_tag_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_tag_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.insights_tier_keep TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_tier_keep TO yq_loader;
GRANT SELECT ON TABLE public.insights_tier_keep TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_tier_keep_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_tier_keep_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_trigger TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_trigger TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger TO yq_auditor;
GRANT SELECT,INSERT ON TABLE public.insights_trigger_draft TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_trigger_draft TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger_draft TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_draft_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_draft_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger_draft_row TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_trigger_draft_row TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger_draft_row TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_draft_row_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_draft_row_id_seq TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger_firing TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_trigger_firing TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger_firing TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_firing_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_firing_id_seq TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_id_seq TO yq_loader;
GRANT SELECT,UPDATE ON TABLE public.insights_trigger_run TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.insights_trigger_run TO yq_loader;
GRANT SELECT ON TABLE public.insights_trigger_run TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_run_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.insights_trigger_run_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.integrations_local_message TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.integrations_local_message TO yq_loader;
GRANT SELECT ON TABLE public.integrations_local_message TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.integrations_local_message_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.integrations_local_message_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.integrations_reconciliation_signature TO yq_app;
GRANT SELECT ON TABLE public.integrations_reconciliation_signature TO yq_loader;
GRANT SELECT ON TABLE public.integrations_reconciliation_signature TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.integrations_reconciliation_signature_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.integrations_reconciliation_signature_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.interactions_amendment TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_amendment TO yq_loader;
GRANT SELECT ON TABLE public.interactions_amendment TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_amendment_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_amendment_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_contact_record TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_contact_record TO yq_loader;
GRANT SELECT ON TABLE public.interactions_contact_record TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_contact_record_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_contact_record_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.interactions_document TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_document TO yq_loader;
GRANT SELECT ON TABLE public.interactions_document TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_document_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_document_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_greeting TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_greeting TO yq_loader;
GRANT SELECT ON TABLE public.interactions_greeting TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_greeting_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_greeting_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.interactions_history TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_history TO yq_loader;
GRANT SELECT ON TABLE public.interactions_history TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_history_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_history_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_mention TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_mention TO yq_loader;
GRANT SELECT ON TABLE public.interactions_mention TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_mention_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_mention_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_note TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_note TO yq_loader;
GRANT SELECT ON TABLE public.interactions_note TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_note_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_note_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.interactions_sent_out TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_sent_out TO yq_loader;
GRANT SELECT ON TABLE public.interactions_sent_out TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_sent_out_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_sent_out_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_task TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interactions_task TO yq_loader;
GRANT SELECT ON TABLE public.interactions_task TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_task_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.interactions_task_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_deadletter TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_deadletter TO yq_loader;
GRANT SELECT ON TABLE public.jobs_deadletter TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.jobs_deadletter_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.jobs_deadletter_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_effect TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_effect TO yq_loader;
GRANT SELECT ON TABLE public.jobs_effect TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_schedulemark TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_schedulemark TO yq_loader;
GRANT SELECT ON TABLE public.jobs_schedulemark TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_workerheartbeat TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs_workerheartbeat TO yq_loader;
GRANT SELECT ON TABLE public.jobs_workerheartbeat TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.jobs_workerheartbeat_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.jobs_workerheartbeat_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.leads_lead TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leads_lead TO yq_loader;
GRANT SELECT ON TABLE public.leads_lead TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.leads_lead_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.leads_lead_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leads_pool_view TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leads_pool_view TO yq_loader;
GRANT SELECT ON TABLE public.leads_pool_view TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.leads_pool_view_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.leads_pool_view_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.leads_step TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leads_step TO yq_loader;
GRANT SELECT ON TABLE public.leads_step TO yq_auditor;
GRANT UPDATE(note) ON TABLE public.leads_step TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.leads_step_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.leads_step_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_businessline TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_businessline TO yq_loader;
GRANT SELECT ON TABLE public.organization_businessline TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_businessline_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_businessline_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_calendarday TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_calendarday TO yq_loader;
GRANT SELECT ON TABLE public.organization_calendarday TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_org TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_org TO yq_loader;
GRANT SELECT ON TABLE public.organization_org TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_org_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_org_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_organizationhistory TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_organizationhistory TO yq_loader;
GRANT SELECT ON TABLE public.organization_organizationhistory TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_organizationhistory_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_organizationhistory_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_orgmerger TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_orgmerger TO yq_loader;
GRANT SELECT ON TABLE public.organization_orgmerger TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_orgmerger_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_orgmerger_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_orgversion TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_orgversion TO yq_loader;
GRANT SELECT ON TABLE public.organization_orgversion TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_orgversion_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_orgversion_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_post TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_post TO yq_loader;
GRANT SELECT ON TABLE public.organization_post TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_post_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_post_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_staff TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_staff TO yq_loader;
GRANT SELECT ON TABLE public.organization_staff TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.organization_staff_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.organization_staff_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_treestamp TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_treestamp TO yq_loader;
GRANT SELECT ON TABLE public.organization_treestamp TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oversight_verification TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oversight_verification TO yq_loader;
GRANT SELECT ON TABLE public.oversight_verification TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.oversight_verification_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.oversight_verification_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parameters_value TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parameters_value TO yq_loader;
GRANT SELECT ON TABLE public.parameters_value TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.parameters_value_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.parameters_value_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.privacy_decision_review TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_decision_review TO yq_loader;
GRANT SELECT ON TABLE public.privacy_decision_review TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_decision_review_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_decision_review_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_file_erasure TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_file_erasure_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_file_erasure_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.privacy_held_customer TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_held_customer TO yq_loader;
GRANT SELECT ON TABLE public.privacy_held_customer TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_held_customer_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_held_customer_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.privacy_impact_assessment TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_impact_assessment TO yq_loader;
GRANT SELECT ON TABLE public.privacy_impact_assessment TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_impact_assessment_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_impact_assessment_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_lake_erasure TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_lake_erasure_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_lake_erasure_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.privacy_legal_hold TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_legal_hold TO yq_loader;
GRANT SELECT ON TABLE public.privacy_legal_hold TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_legal_hold_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_legal_hold_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.privacy_request_erasure TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_request_erasure TO yq_loader;
GRANT SELECT ON TABLE public.privacy_request_erasure TO yq_auditor;
GRANT SELECT ON TABLE public.privacy_retention_line TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_retention_line TO yq_loader;
GRANT SELECT ON TABLE public.privacy_retention_line TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_retention_line_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_retention_line_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.privacy_retention_run TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_retention_run TO yq_loader;
GRANT SELECT ON TABLE public.privacy_retention_run TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_retention_run_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.privacy_retention_run_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO yq_loader;
GRANT SELECT ON TABLE public.procrastinate_events TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_events_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_events_id_seq TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO yq_loader;
GRANT SELECT ON TABLE public.procrastinate_periodic_defers TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO yq_loader;
GRANT SELECT ON TABLE public.procrastinate_workers TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_ftp_rate TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_ftp_rate TO yq_loader;
GRANT SELECT ON TABLE public.products_ftp_rate TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.products_ftp_rate_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.products_ftp_rate_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_nav TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_nav TO yq_loader;
GRANT SELECT ON TABLE public.products_nav TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.products_nav_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.products_nav_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_product TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_product TO yq_loader;
GRANT SELECT ON TABLE public.products_product TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.products_product_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.products_product_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_risk_parameter TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products_risk_parameter TO yq_loader;
GRANT SELECT ON TABLE public.products_risk_parameter TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.products_risk_parameter_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.products_risk_parameter_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rest_idempotency_record TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rest_idempotency_record TO yq_loader;
GRANT SELECT ON TABLE public.rest_idempotency_record TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.rest_idempotency_record_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.rest_idempotency_record_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rest_rate_window TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rest_rate_window TO yq_loader;
GRANT SELECT ON TABLE public.rest_rate_window TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_brief_read TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_brief_read TO yq_loader;
GRANT SELECT ON TABLE public.sales_brief_read TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_brief_read_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_brief_read_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_daily_report TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_daily_report TO yq_loader;
GRANT SELECT ON TABLE public.sales_daily_report TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_daily_report_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_daily_report_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.sales_evidence TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_evidence TO yq_loader;
GRANT SELECT ON TABLE public.sales_evidence TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_evidence_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_evidence_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.sales_opportunity TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_opportunity TO yq_loader;
GRANT SELECT ON TABLE public.sales_opportunity TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_opportunity_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_opportunity_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_outcome TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_outcome TO yq_loader;
GRANT SELECT ON TABLE public.sales_outcome TO yq_auditor;
GRANT SELECT,UPDATE ON TABLE public.sales_pipeline TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_pipeline TO yq_loader;
GRANT SELECT ON TABLE public.sales_pipeline TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_pipeline_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_pipeline_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_rule_result TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_rule_result TO yq_loader;
GRANT SELECT ON TABLE public.sales_rule_result TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_rule_result_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_rule_result_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_stage TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_stage TO yq_loader;
GRANT SELECT ON TABLE public.sales_stage TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_stage_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_stage_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.sales_step TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_step TO yq_loader;
GRANT SELECT ON TABLE public.sales_step TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_step_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_step_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.sales_taken_run TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_taken_run TO yq_loader;
GRANT SELECT ON TABLE public.sales_taken_run TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_target TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_target TO yq_loader;
GRANT SELECT ON TABLE public.sales_target TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.sales_target_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.sales_target_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.screening_case TO yq_app;
GRANT DELETE ON TABLE public.screening_case TO yq_loader;
GRANT SELECT(id) ON TABLE public.screening_case TO yq_loader;
GRANT SELECT(customer_id) ON TABLE public.screening_case TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.screening_case_file TO yq_app;
GRANT DELETE ON TABLE public.screening_case_file TO yq_loader;
GRANT SELECT(id) ON TABLE public.screening_case_file TO yq_loader;
GRANT SELECT(path) ON TABLE public.screening_case_file TO yq_loader;
GRANT SELECT(case_id) ON TABLE public.screening_case_file TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.screening_case_file_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_case_file_id_seq TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.screening_case_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_case_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.screening_case_step TO yq_app;
GRANT DELETE ON TABLE public.screening_case_step TO yq_loader;
GRANT SELECT(id) ON TABLE public.screening_case_step TO yq_loader;
GRANT SELECT(case_id) ON TABLE public.screening_case_step TO yq_loader;
GRANT SELECT,USAGE ON SEQUENCE public.screening_case_step_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_case_step_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.screening_list_entry TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_list_entry_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_list_entry_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.screening_list_version TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_list_version_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_list_version_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.screening_run TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_run_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_run_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.screening_screened TO yq_app;
GRANT DELETE ON TABLE public.screening_screened TO yq_loader;
GRANT SELECT(customer_id) ON TABLE public.screening_screened TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.screening_subject TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.screening_watchlist TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_watchlist_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.screening_watchlist_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scripts_script TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scripts_script TO yq_loader;
GRANT SELECT ON TABLE public.scripts_script TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.scripts_script_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.scripts_script_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.scripts_use TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scripts_use TO yq_loader;
GRANT SELECT ON TABLE public.scripts_use TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.scripts_use_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.scripts_use_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.scripts_version TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scripts_version TO yq_loader;
GRANT SELECT ON TABLE public.scripts_version TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.scripts_version_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.scripts_version_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_notice_choice TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_notice_choice TO yq_loader;
GRANT SELECT ON TABLE public.ui_notice_choice TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.ui_notice_choice_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.ui_notice_choice_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_problem_report TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_problem_report TO yq_loader;
GRANT SELECT ON TABLE public.ui_problem_report TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.ui_problem_report_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.ui_problem_report_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_saved_view TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_saved_view TO yq_loader;
GRANT SELECT ON TABLE public.ui_saved_view TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.ui_saved_view_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.ui_saved_view_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_user_preference TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_user_preference TO yq_loader;
GRANT SELECT ON TABLE public.ui_user_preference TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.ui_user_preference_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.ui_user_preference_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_workbench_layout TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ui_workbench_layout TO yq_loader;
GRANT SELECT ON TABLE public.ui_workbench_layout TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.ui_workbench_layout_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.ui_workbench_layout_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.viewing_alert TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_alert TO yq_loader;
GRANT SELECT ON TABLE public.viewing_alert TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_alert_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_alert_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.viewing_draw TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_draw TO yq_loader;
GRANT SELECT ON TABLE public.viewing_draw TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_draw_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_draw_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.viewing_emergency TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_emergency TO yq_loader;
GRANT SELECT ON TABLE public.viewing_emergency TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_emergency_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_emergency_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.viewing_exemption TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_exemption TO yq_loader;
GRANT SELECT ON TABLE public.viewing_exemption TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_exemption_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_exemption_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_look_day TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_look_day TO yq_loader;
GRANT SELECT ON TABLE public.viewing_look_day TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_look_day_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_look_day_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.viewing_marked_customer TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_marked_customer TO yq_loader;
GRANT SELECT ON TABLE public.viewing_marked_customer TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_marked_customer_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_marked_customer_id_seq TO yq_loader;
GRANT SELECT,INSERT,UPDATE ON TABLE public.viewing_reveal_check TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_reveal_check TO yq_loader;
GRANT SELECT ON TABLE public.viewing_reveal_check TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_reveal_check_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.viewing_reveal_check_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_watched_day TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.viewing_watched_day TO yq_loader;
GRANT SELECT ON TABLE public.viewing_watched_day TO yq_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_announcement TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_announcement TO yq_loader;
GRANT SELECT ON TABLE public.workflow_announcement TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_announcement_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_announcement_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_announcement_read TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_announcement_read TO yq_loader;
GRANT SELECT ON TABLE public.workflow_announcement_read TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_announcement_read_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_announcement_read_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_approval TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_approval TO yq_loader;
GRANT SELECT ON TABLE public.workflow_approval TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_approval_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_approval_id_seq TO yq_loader;
GRANT SELECT,INSERT ON TABLE public.workflow_approval_step TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_approval_step TO yq_loader;
GRANT SELECT ON TABLE public.workflow_approval_step TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_approval_step_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_approval_step_id_seq TO yq_loader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_deputy TO yq_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workflow_deputy TO yq_loader;
GRANT SELECT ON TABLE public.workflow_deputy TO yq_auditor;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_deputy_id_seq TO yq_app;
GRANT SELECT,USAGE ON SEQUENCE public.workflow_deputy_id_seq TO yq_loader;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES TO yq_app;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES TO yq_loader;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES TO yq_app;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES TO yq_loader;
ALTER DEFAULT PRIVILEGES FOR ROLE yq_owner IN SCHEMA public GRANT SELECT ON TABLES TO yq_auditor;
