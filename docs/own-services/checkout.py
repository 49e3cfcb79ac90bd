"""A service that knows nothing of OpenTelemetry: takes an order if the service stock has the item."""

import os

import requests
from flask import Flask

STOCK = os.environ["STOCK_URL"]
app = Flask(__name__)


@app.get("/orders/<int:item>")
def order(item):
    answer = requests.get(f"{STOCK}/stock/{item}", timeout=5)
    if not answer.ok:
        return {"problem": "no stock today"}, 502
    return {"item": item, "ordered": answer.json()["left"] > 0}
