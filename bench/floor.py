"""The floor of `origin`: a bare Flask page that returns a constant, as long as a squeezed origin page is."""

from flask import Flask

app = Flask("floor")
CONSTANT = "x" * 9000


@app.get("/")
def page() -> str:
    """Answer with the constant."""
    return CONSTANT
