"""The command as a module: python -m handouts --help"""

from handouts.cli.app import main

if __name__ == "__main__":
    main()
