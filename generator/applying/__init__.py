"""The only writer: plans become files, all of them or none, and can be taken back."""
