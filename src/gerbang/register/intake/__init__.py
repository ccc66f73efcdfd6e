"""Tables that exist already, brought into the register: read, planned row by row, written as one, undone as one.

A page goes: `tables.bring` (bytes → columns, guessed or remembered), `tables.check` (what would become of every row,
nothing written), `actions.keep` (the check waits), `actions.write` (all or nothing; NothingWritten says why not),
`settling.settle` or `settling.leave_out` for each row that waits, `undoing.undo`. The command goes the same way.
"""
