"""The public PKDD'99 "Berka" data of a Czech bank, 1993-98, read by the same pipeline as a bank's own files.

`profile.yaml` describes its files; `values` decodes what no file type covers; `balances` reconciles every account's running
balance and gives the balances at the end of each day.
"""
