"""The session as (State, Action) → State: pure, without Qt, without a clock of its own.

`state.begin(rules, now)` makes the first state, `reduce.reduce(state, action, rules)` every later one;
`idle.next_deadline` says when a `Tick` is due and `idle.remaining` what the countdown shows.
"""
