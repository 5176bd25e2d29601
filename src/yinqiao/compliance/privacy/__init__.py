"""Personal information over its whole life (PIPL): retention and legal holds, erasure on request, impact assessments, automated decisions.

Does not own what rooms erase (`platform.db.erasure`) nor requests themselves (`compliance`). Front door: `services`, `queries`, `choices`.
"""
