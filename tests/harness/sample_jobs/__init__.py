"""An app that exists in tests only: jobs that fail, hang and leave traces."""
