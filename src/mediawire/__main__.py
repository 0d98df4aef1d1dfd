"""`python -m mediawire` is the command `mediawire`."""

from mediawire.cli import main

if __name__ == "__main__":
    main()
