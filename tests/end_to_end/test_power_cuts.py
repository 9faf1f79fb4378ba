"""Ten power cuts while votes are written; faults/votes.py runs a hundred."""

from __future__ import annotations

import shutil

import pytest

from faults.votes import can_mount, cut_power, refuse_to_sync


@pytest.mark.skipif(not can_mount(), reason="needs the right to mount a disk in a file")
def test_no_vote_that_was_thanked_for_is_lost() -> None:
    tally = cut_power(10)
    assert tally.acknowledged > 10
    assert (tally.lost, tally.corrupt) == (0, 0)


@pytest.mark.skipif(not can_mount(), reason="needs the right to mount a disk in a file")
def test_the_cuts_would_find_votes_that_are_not_on_the_disk() -> None:
    assert cut_power(2, synchronous="OFF").lost > 0


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_where_the_disk_cannot_keep_it_a_vote_is_not_thanked_for() -> None:
    tried, thanked, refused = refuse_to_sync(3)
    assert (thanked, refused) == (0, tried)
