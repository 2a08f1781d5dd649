"""The language server: what editors ask while somebody types (``sla lsp``).

``serve.py`` listens and checks, ``questions.py`` says which function answers; ``bench.py`` holds the open documents and
the workspaces that they belong to.  Everything else is a function from a document and the last result of the compiler
to an answer.
"""
