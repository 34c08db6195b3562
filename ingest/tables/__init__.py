"""Tables and CRM exports: which column says what, and what a row is about."""
