"""Tables that exist already, brought into the register: read, planned row by row, written as one, undone as one."""
