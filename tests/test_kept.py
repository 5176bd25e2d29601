"""What is kept by id: read once for all that are not known, again after a write and after its time."""

from yinqiao.platform.kept import KeptById


def test_only_what_is_not_known_is_read_and_in_one_go():
    asked = []

    def read(ids):
        asked.append(sorted(ids))
        return {pk: f"名{pk}" for pk in ids if pk != 9}

    names = KeptById(read, seconds=60, most=3)
    assert names.get([1, 2]) == {1: "名1", 2: "名2"}
    assert names.get([2, 3, 9]) == {2: "名2", 3: "名3"}
    assert names.get([]) == {}
    # One without a value is asked for again, and nothing else.
    assert names.get([1, 9]) == {1: "名1"}
    assert asked == [[1, 2], [3, 9], [9]]
    names.forget()
    assert names.get([1]) == {1: "名1"}
    assert asked[-1] == [1]


def test_there_are_never_more_than_so_many_and_an_old_value_is_read_again():
    asked = []

    def read(ids):
        asked.extend(sorted(ids))
        return dict.fromkeys(ids, "名")

    few = KeptById(read, seconds=60, most=2)
    few.get([1, 2])
    few.get([3])
    few.get([1])
    assert asked == [1, 2, 3, 1]
    old = KeptById(read, seconds=-1, most=2)
    old.get([7])
    old.get([7])
    assert asked[-2:] == [7, 7]
