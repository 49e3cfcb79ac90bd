"""A service that knows nothing of OpenTelemetry: how many of an item are left. One request in ten fails."""

from flask import Flask

app = Flask(__name__)


@app.get("/stock/<int:item>")
def left(item):
    if item % 10 == 0:
        return {"problem": "the shelf is locked"}, 503
    return {"item": item, "left": item % 7}
