-- Jobs that nobody works on any more: their worker is gone or silent, or their deadline has passed.
-- Each goes back to "todo" with the attempt counted and a wait, or is given up after its last attempt.
-- Parameters: names, deadlines, attempts, waits (one row a job definition), silence, grace (seconds).
WITH rules AS (
    SELECT *
    FROM unnest(%(names)s::text[], %(deadlines)s::float8[], %(attempts)s::int[], %(waits)s::float8[])
        AS rule (task_name, deadline, max_attempts, wait)
), lost AS (
    SELECT job.id, job.task_name, job.queue_name, job.args, job.attempts + 1 AS attempts,
           coalesce(rules.max_attempts, 5) AS max_attempts, coalesce(rules.wait, 5) AS wait,
           CASE WHEN worker.id IS NULL THEN 'worker gone'
                WHEN worker.last_heartbeat < now() - make_interval(secs => %(silence)s) THEN 'worker silent'
                ELSE 'deadline passed' END AS reason
    FROM procrastinate_jobs AS job
    LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
    LEFT JOIN rules ON rules.task_name = job.task_name
    WHERE job.status = 'doing'
      AND (worker.id IS NULL
           OR worker.last_heartbeat < now() - make_interval(secs => %(silence)s)
           OR (SELECT max(event.at) FROM procrastinate_events AS event
               WHERE event.job_id = job.id AND event.type = 'started')
              < now() - make_interval(secs => coalesce(rules.deadline, 300) + %(grace)s))
    FOR UPDATE OF job SKIP LOCKED
), returned AS (
    UPDATE procrastinate_jobs AS job
    SET status = 'todo', worker_id = NULL, abort_requested = false, attempts = lost.attempts,
        scheduled_at = now() + make_interval(secs => lost.wait * 3 ^ (lost.attempts - 1))
    FROM lost
    WHERE job.id = lost.id AND lost.attempts < lost.max_attempts
), given_up AS (
    UPDATE procrastinate_jobs AS job
    SET status = 'failed', worker_id = NULL, attempts = lost.attempts
    FROM lost
    WHERE job.id = lost.id AND lost.attempts >= lost.max_attempts
), letters AS (
    INSERT INTO jobs_deadletter (job_id, name, queue, arguments, attempts, error, died_at)
    SELECT id, task_name, queue_name, args, attempts, reason, now()
    FROM lost
    WHERE attempts >= max_attempts
    ON CONFLICT (job_id) DO NOTHING
)
SELECT id, task_name, attempts, attempts >= max_attempts AS is_given_up, reason FROM lost
