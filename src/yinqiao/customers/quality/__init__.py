"""How good the data of customers is (数据质量): rules by field, measured set-wise after each batch, the few tasks that managers get of it.

Owns the measures by day, unit and source, and what managers answer. Does not own the values: those are changed by the services of this
room or corrected at the source. Front door: `quality.queries`, `quality.services`.
"""
