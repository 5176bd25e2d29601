"""Who sees contacts, notes and tasks, logs contacts and works on tasks. The customer scope is that of `customers.policies`."""

VIEW_TIMELINE = "interactions.view_timeline"
VIEW_TASKS = "interactions.view_task"
LOG = "interactions.log_follow_up"
WORK = "interactions.work_task"
VIEW_CHANNEL = "interactions.view_channel"
LOG_COUNTER_VISIT = "interactions.log_counter_visit"
WRITE_NOTE = "interactions.write_note"
