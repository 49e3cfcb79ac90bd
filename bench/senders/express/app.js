// Answers how many of an item are left, by itself or by asking the next; one item in ten fails.
const express = require('express');

const app = express();
const next = process.env.STOCK_URL;

app.get('/stock/:item', async (request, response) => {
  const item = Number(request.params.item);
  if (next) {
    const answer = await fetch(`${next}/stock/${item}`);
    response.status(answer.status).send(await answer.text());
  } else if (item % 10 === 0) {
    throw new Error('the shelf is locked');
  } else {
    response.json({ item, left: item % 7 });
  }
});

const server = app.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
