/** Puts what lies close together on the screen into one. */

/** Side of a cell, pixels: two fingers' breadth. */
const CELL = 58;

/**
 * @param items what has a position
 * @param {function(object): {x: number, y: number}} project to pixels of this zoom, which don't move with the map
 * @return {Array<{items: Array, latitude: number, longitude: number}>} the middle of each, in the order of the items
 */
export function cluster(items, project) {
  const cells = new Map();
  for (const item of items) {
    const {x, y} = project(item.position);
    const key = `${Math.floor(x / CELL)}:${Math.floor(y / CELL)}`;
    const cell = cells.get(key);
    if (cell) cell.push(item);
    else cells.set(key, [item]);
  }
  const parts = [];
  for (const members of [...cells.values()].sort((one, other) => other.length - one.length)) {
    const part = middle(members);
    const at = project(part);
    const near = parts.find((other) => Math.hypot(other.at.x - at.x, other.at.y - at.y) < CELL * 0.7);
    if (near) Object.assign(near, middle([...near.items, ...members]));
    else parts.push({...part, at});
  }
  return parts;
}

function middle(items) {
  return {items, latitude: mean(items, 'latitude'), longitude: mean(items, 'longitude')};
}

function mean(items, field) {
  return items.reduce((sum, item) => sum + item.position[field], 0) / items.length;
}
