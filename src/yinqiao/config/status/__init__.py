"""The system administrator's page: readiness, workers, queues, jobs given up, data date, disk. No customer data."""
