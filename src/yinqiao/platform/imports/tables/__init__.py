"""Declared import targets: a room names its table, keys, look-ups and sealed columns; loading is written once, here.

`MasterTable` upserts by source key with history; `AppendTable` replaces the rows of one (source, batch date).
"""

from yinqiao.platform.imports.tables.append import AppendTable
from yinqiao.platform.imports.tables.columns import Column, Lookup, Sealed
from yinqiao.platform.imports.tables.master import MasterTable

__all__ = ["AppendTable", "Column", "Lookup", "MasterTable", "Sealed"]
