"""What a document and its parts are: where they begin, what each is for, of what genre, and for which year."""
