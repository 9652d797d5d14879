/** Finds room for a marker beside those that stand already: what can be pressed must not lie under another (WCAG 2.5.8). */

const STEP = 8;
/** Farther away nobody would see that it belongs there, pixels. */
const FARTHEST = 72;
/** Beside before above: names stand there. */
const WAYS = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, 1], [1, -1], [-1, -1]];

/**
 * @param {{x: number, y: number}} at where it belongs, pixels
 * @param {number} size of its square, pixels
 * @param {Array<{x: number, y: number, size: number}>} taken by others
 * @return {{x: number, y: number}} the nearest free place; where it belongs, if there is none
 */
export function besides(at, size, taken) {
  const free = ({x, y}) => taken.every((other) => Math.max(Math.abs(other.x - x), Math.abs(other.y - y)) >= (other.size + size) / 2);
  for (let far = 0; far <= FARTHEST; far += STEP) {
    const found = WAYS.map(([right, down]) => ({x: at.x + right * far, y: at.y + down * far})).find(free);
    if (found) return found;
  }
  return at;
}
