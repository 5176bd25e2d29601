"""Pure Python that knows no bank system: identity numbers, money, periods, workdays, pinyin, surnames, text.

Owns: rules of public standards and plain arithmetic. Does not own: anything with a database, a request or a clock.
Front door: import the module you need (`from yinqiao.lib import cn_id, money, periods`).
"""
