// A thread beside the page that draws its curves.

import { draw } from './curves.js';

/** @type {Map<number, {context: OffscreenCanvasRenderingContext2D, high: number}>} by number of the chart; high: the end of its axis */
const surfaces = new Map();

/** Canvases that are new, pictures of those that are drawn anew, numbers of those that are gone. */
addEventListener('message', ({ data: { canvas, pictures = [], gone } }) => {
  if (canvas) {
    surfaces.set(canvas.number, { context: canvas.surface.getContext('2d'), high: 0 });
  }
  surfaces.delete(gone);
  for (const { number, picture } of pictures) {
    const surface = surfaces.get(number);
    if (surface) {
      surface.high = draw(surface.context, picture, surface.high);
    }
  }
});
