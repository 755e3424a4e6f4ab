"""The ledger on screen: who did what, to what, and whether the chain is whole."""
