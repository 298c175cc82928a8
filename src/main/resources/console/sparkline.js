// A small picture of how many came when.

import {shape} from './dom.js';

const WIDTH = 120;
const HEIGHT = 24;

/**
 * A line through numbers, the newest at the right.
 *
 * @param most how many there can be; fewer begin further to the right
 * @param label what it shows, for those who do not see it
 */
export function sparkline(numbers, most, label) {
  const top = Math.max(1, ...numbers);
  const step = WIDTH / Math.max(1, most - 1);
  const points = numbers.map((value, index) => {
    const x = WIDTH - (numbers.length - 1 - index) * step;
    const y = HEIGHT - 2 - (HEIGHT - 4) * value / top;
    return x.toFixed(1) + ',' + y.toFixed(1);
  });
  return shape('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'sparkline', role: 'img', 'aria-label': label},
    shape('line', {x1: 0, x2: WIDTH, y1: HEIGHT - 2, y2: HEIGHT - 2}),
    points.length > 1 ? shape('polyline', {points: points.join(' ')}) : null);
}
