"""Texts that come near to real values, for properties over all masks."""

from hypothesis import strategies as st

_SHAPES = (
    r"1[3-9][0-9]{9}",
    r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,4})?",
    r"(\+86|86|0086)? ?1[0-9]{2}[ -]?[0-9*]{4}[ -]?[0-9]{4}",
    r"[1-9][0-9]{16}[0-9Xx]",
    r"[0-9]{13,19}",
    r"[A-Z][0-9]{8}",
    r"[a-z*]{1,4}@[a-z@]{1,4}\.cn",
    r"(19|20)[0-9]{2}-?[0-9]{2}-?[0-9]{2}",
    r"[+-]?[0-9]{1,9}(\.[0-9]{1,8})?",
    r"[省市区县旗路街小社北京欧阳自治*0-9 ]{0,14}",
    r"[欧阳诸葛王小明·]{0,6}",
)
_LETTERS = "0123456789*-+ .@xX王小明欧阳·省市区县号路\u3000１２３Ｘ尾\n\t"

VALUES = st.one_of(
    *(st.from_regex(shape, fullmatch=True) for shape in _SHAPES),
    st.text(_LETTERS, max_size=24),
    st.text(max_size=12),
)
