/** Small pictures, drawn here: by shape, so that nobody depends on colour. All on a field of 24 by 24. */
import {svg} from './dom.js';

const PAW = 'M12 11.5c-2.8 0-5 2.3-5 4.5 0 1.7 1.3 2.5 2.6 2.5 1 0 1.5-.5 2.4-.5s1.4.5 2.4.5c1.3 0 2.6-.8 2.6-2.5 0-2.2-2.2-4.5-5-4.5z'
  + 'M6 8.5a1.7 2.2 0 1 0 .01 0zM10 4.5a1.7 2.3 0 1 0 .01 0zM14 4.5a1.7 2.3 0 1 0 .01 0zM18 8.5a1.7 2.2 0 1 0 .01 0z';
const PERSON = 'M12 3a3 3 0 1 0 .01 0zM7 21v-6l-1.5-1V11q0-2 2-2h9q2 0 2 2v3L17 15v6h-3.5v-5h-3v5z';
const CAMERA = 'M4 7h4l1.5-2h5L16 7h4q1 0 1 1v10q0 1-1 1H4q-1 0-1-1V8q0-1 1-1zM12 9.5a3.5 3.5 0 1 0 .01 0z';

const SHAPES = {
  paw: PAW,
  person: PERSON,
  camera: CAMERA,
  snare: 'M12 2.5h1.8v5.1a6.8 6.8 0 1 1-1.8 0zM12.9 9.3a5 5 0 1 0 .01 0z',
  trap: 'M3 17h18v3H3zM4 16a8 8 0 0 1 16 0h-2.5l-1.5-3-1.5 3-2.5-4-2.5 4L8 13l-1.5 3z',
  shot: 'M12 2l1.8 5.6L19 5l-2.6 5.2L22 12l-5.6 1.8L19 19l-5.2-2.6L12 22l-1.8-5.6L5 19l2.6-5.2L2 12l5.6-1.8L5 5l5.2 2.6z',
  vehicle: 'M4 15v-4l2-5q.3-1 1.5-1h9q1.2 0 1.5 1l2 5v7h-3v-2H7v2H4zM7.2 7 6 10.5h12L16.8 7zM7.5 12.5a1.2 1.2 0 1 0 .01 0zM16.5 12.5a1.2 1.2 0 1 0 .01 0z',
  camp: 'M12 4 2.5 20h6.8L12 14.5 14.7 20h6.8z',
  fire: 'M12 2c1 4 6 6 6 12a6 6 0 0 1-12 0c0-3 1.5-4.5 2.5-6 .5 2 1 2.5 2 3 .5-3-.5-6 1.5-9z',
  light: 'M12 3a6 6 0 0 0-3.5 10.9V16h7v-2.1A6 6 0 0 0 12 3zM9 17.5h6V19H9zM10 20h4v1.5h-4z',
  saw: 'M2 13h9v-2.5L9.5 9H14l1.5 1.5H22v7H11V16H2zM3 12l1-1.5L5 12zM6 12l1-1.5L8 12z',
  poison: 'M12 2.5c4 5 6 8.2 6 11.5a6 6 0 0 1-12 0c0-3.3 2-6.5 6-11.5z',
  bone: 'M5 4a2.5 2.5 0 0 1 4 2.3L17.7 15A2.5 2.5 0 1 1 20 19a2.5 2.5 0 1 1-4-2.3L7.3 8A2.5 2.5 0 1 1 5 4z',
  question: 'M12 3a5 5 0 0 1 5 5c0 3-3.5 3.5-3.5 6h-3c0-4 3.5-4 3.5-6a2 2 0 0 0-4 0H7a5 5 0 0 1 5-5zM10.5 16h3v3h-3z',
  call: 'M4 3h16v13H11l-5 5v-5H4zM11 5v6h2V5zM11 12.5v2h2v-2z',
  bell: 'M12 2.5q1.3 0 1.3 1.5Q18 5 18 10.5V15l2 2.5V18.5H4V17.5L6 15v-4.5Q6 5 10.7 4 10.7 2.5 12 2.5zM10 19.5h4q-.2 2-2 2t-2-2z',
  silent: 'M3.3 2 22 20.7 20.7 22l-3.5-3.5H4V17.5L6 15v-4.5q0-1.3.3-2.3L2 3.3zM12 2.5q1.3 0 1.3 1.5Q18 5 18 10.5v3L8.3 5.3Q9.3 4.3 10.7 4q0-1.5 1.3-1.5zM10 19.5h4q-.2 2-2 2t-2-2z',
  house: 'M3 11.5 12 4l9 7.5V20h-6v-6H9v6H3z',
};

const KIND_SHAPES = {
  SOS: 'call', PATROL_CONTACT: 'person', ARREST: 'person', SNARE: 'snare', TRAP: 'trap', GUNSHOT: 'shot', CARCASS: 'bone', SKIN_OR_PART: 'bone',
  CAMP: 'camp', HUMAN_TRACKS: 'person', HUMAN_PRESENCE: 'person', VEHICLE: 'vehicle', DOG: 'paw', LIGHT: 'light', CHAINSAW: 'saw', FIRE: 'fire',
  POISON: 'poison', WEAPON: 'shot', CAMERA_TAMPERED: 'camera', CAMERA_SILENT: 'camera', LIVESTOCK_KILLED: 'house', SIGHTING: 'paw',
};

/** Kinds of signs of people, in the order in which they weigh. */
export const KINDS = Object.keys(KIND_SHAPES);

/** The frame says how bad it is: octagon, diamond, triangle, circle. */
const FRAMES = {
  CRITICAL: 'M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8z',
  SEVERE: 'M12 .8 23.2 12 12 23.2.8 12z',
  WARNING: 'M12 1.5 23.2 21.5H.8z',
  INFO: 'M12 1.5a10.5 10.5 0 1 0 .01 0z',
};
const MARKS = {
  CRITICAL: 'M10.7 5.5h2.6l-.5 8.5h-1.6zM10.7 16h2.6v2.6h-2.6z',
  SEVERE: 'M10.9 6h2.2l-.4 7.5h-1.4zM10.9 15.2h2.2v2.2h-2.2z',
  WARNING: 'M11 9h2l-.4 6h-1.2zM11 16.5h2v2h-2z',
  INFO: 'M11 10h2v7.5h-2zM11 6.5h2v2h-2z',
};

export function kindIcon(kind) { return icon(KIND_SHAPES[kind] ?? (kind.includes(' ') ? 'paw' : 'question')); }

export function icon(shape, className = 'icon') {
  return svg('svg', {viewBox: '0 0 24 24', class: className, 'aria-hidden': 'true', focusable: 'false'}, svg('path', {d: SHAPES[shape], 'fill-rule': 'evenodd'}));
}

export function severityIcon(severity) {
  return svg('svg', {viewBox: '0 0 24 24', class: `severity-icon ${severity.toLowerCase()}`, 'aria-hidden': 'true', focusable: 'false'},
    svg('path', {class: 'frame', d: FRAMES[severity]}), svg('path', {class: 'mark', d: MARKS[severity]}));
}
