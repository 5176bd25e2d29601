"""The run of a batch: gather, verify, load in chunks with checkpoints, finish, tell. Front door: `services`."""
