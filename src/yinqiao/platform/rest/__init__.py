"""The REST interface's frame: who may call what, idempotent writes, versions, pages by key, limits, errors, OpenAPI.

Rooms declare operations in their `api.py` on a `routers.ApiRouter`; `config.api` puts the routers together.
Tokens are read by `access.middleware`, which also opens the transaction and scope of the request.
Does not own any data of rooms: operations call the rooms' queries and services, where masking happens.
"""
