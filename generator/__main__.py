"""`python -m generator` is the command too."""

from generator.cli.boundary import main

if __name__ == "__main__":
    main()
