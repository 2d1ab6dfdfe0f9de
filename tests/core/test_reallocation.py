"""A proposal moves what can be moved, and no other leaves less missing."""

from decimal import Decimal
from itertools import product

from hypothesis import given, strategies as st

from virage.core.reallocation import Floor, Giver, Taker, propose

small = st.integers(0, 4)
CELLS = [("wood", "01"), ("food", "03")]


@given(st.lists(small, max_size=2), st.lists(st.tuples(st.sampled_from(CELLS), small), max_size=3), small, small)
def test_no_other_move_leaves_less_missing_nor_moves_more(spares, rooms, first, second):
    givers = [Giver(project=n, spare=Decimal(spare)) for n, spare in enumerate(spares, 1)]
    takers = [Taker(project=n, cell=cell, room=Decimal(room)) for n, (cell, room) in enumerate(rooms, 10)]
    floors = {cell: Floor(least=Decimal(n), stands=Decimal(1)) for cell, n in zip(CELLS, (first, second), strict=True)}
    made = propose(givers, takers, floors)
    for one in givers:
        assert sum(move.amount for move in made.moves if move.giver == one.project) <= one.spare
    for one in takers:
        assert sum(move.amount for move in made.moves if move.taker == one.project) <= one.room
    moved = sum(move.amount for move in made.moves)
    assert moved + made.unplaced == sum(spares)
    assert moved == min(sum(spares), sum(room for _, room in rooms))
    least = min(
        sum(
            max(0, floor.short - sum(x for x, (at, _) in zip(tried, rooms, strict=True) if at == cell))
            for cell, floor in floors.items()
        )
        for tried in product(*(range(room + 1) for _, room in rooms))
        if sum(tried) <= sum(spares)
    )
    assert sum(made.short.values()) == least
