"""A strict stand-in for Windows PowerShell 5.1, for tests only.

It runs the generated scripts and the fakes of the products, as far as it knows what they use; whatever it does not know ends the test.
It is not PowerShell: see Docs/Decisions.
"""
