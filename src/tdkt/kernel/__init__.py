"""What every app leans on and which leans on nothing: ledger, answers, Vietnamese text, numbers and dates."""
