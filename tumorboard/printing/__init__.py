"""What goes on paper: data in, PDF out; nothing here asks the database."""
