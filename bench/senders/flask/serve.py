"""Serves checkout if it is told where the stock is, else stock, until SIGTERM; then ends as Python does by itself,
so that the SDK sends what it still has."""

import os
import signal
import sys

if "STOCK_URL" in os.environ:
    from checkout import app
else:
    from stock import app

signal.signal(signal.SIGTERM, lambda *_: sys.exit())
app.run(port=int(os.environ["PORT"]))
