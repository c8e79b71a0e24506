"""What people read: pages of plain text in columns, one module each. Values come from the outlook, ready made."""
