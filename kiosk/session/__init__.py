"""The session as (State, Action) → State: pure, without Qt, without a clock of its own.

`state.begin(rules, now)` returns the first state, `reducer.reduce(state, action, rules)` every later one;
`idle_clock.next_deadline` returns when a `Tick` is due and `idle_clock.remaining` the value of the countdown.
"""
