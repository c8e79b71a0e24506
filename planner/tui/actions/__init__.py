"""What commands do: one short coroutine each, asking through the desk and applying one verb."""
