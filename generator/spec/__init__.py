"""What a project is made of: frozen models of the project, its resources and their fields."""
