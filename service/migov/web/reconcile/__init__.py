"""`/reconcile`: the Reconciliation Service API 0.2 of the W3C Entity Reconciliation group."""
