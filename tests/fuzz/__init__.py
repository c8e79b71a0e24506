"""Files from strangers, broken in every way: nothing may crash, hang, or write to what it could not read."""
