import express from 'express';
import { z } from 'zod';
import { heard } from './process.ts';

// The floor: what Express itself needs to send the same bytes. Hears them by their paths, tells its address.
const bodies = z.record(z.string(), z.string());

process.on('disconnect', () => process.exit());
const buffers = new Map(
  Object.entries(bodies.parse(await heard())).map(([path, body]) => [path, Buffer.from(body)]),
);
const app = express();
app.get(['/:viewer/home', '/:viewer/articles/:article'], (request, response) => {
  response.type('json').send(buffers.get(request.path));
});
app.get('/articles/:article', (request, response) => {
  response.type('html').send(buffers.get(request.path));
});
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
