"""What a document says it is about: its date, customer, seller, product and validity, and how people put that right."""
