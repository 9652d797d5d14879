/** What the map draws of the state, one function for each layer. Each gets an empty group and fills it. */
import {el} from './dom.js';
import {kindIcon, icon} from './icons.js';
import {age, now, number, subjectName, t, word} from './text.js';
import {isOpen, newestFirst, state} from './state.js';
import {labelIcon, latLng, outline} from './base-map.js';
import {besides} from './apart.js';
import {cluster} from './cluster.js';
import {SIGN, incidentLayer, name} from './incident-layer.js';

const L = window.L;
const HOUR = 3600000;
/** A position that is not better than this gets its circle, m. */
const EXACT = 60;
/** Side of a patrol's marker, pixels. */
const PATROL = 32;

/** How old at a moment, in the steps of the legend. */
function agedClass(iso, moment) {
  const hours = (moment - Date.parse(iso)) / HOUR;
  return hours < 24 ? 'fresh' : hours < 24 * 7 ? 'recent' : 'old';
}

export const LAYERS = {
  territories(group, map, {open, past}) {
    for (const one of state.territories.values()) {
      // Its state is that of now.
      const shown = past ? 'CALM' : one.state;
      const shape = L.polygon(outline(one), {className: `territory ${shown.toLowerCase()}`});
      shape.on('click', () => open.territory(one)).addTo(group);
      const called = state.territoryName(one.id);
      const text = one.openIncidents && shown !== 'CALM' ? `${called} · ${word('territory', shown)} ${number(one.openIncidents)}` : called;
      if (map.getZoom() >= 9) {
        L.marker([shape.getBounds().getNorth(), shape.getBounds().getCenter().lng], {interactive: false, keyboard: false, pane: 'names', icon: labelIcon(text, `name territory-name ${shown.toLowerCase()}`)}).addTo(group);
      }
    }
  },

  cells(group) {
    const sums = new Map();
    for (const cell of state.cells) {
      const key = `${cell.latitude} ${cell.longitude}`;
      const sum = sums.get(key) ?? {...cell, detections: 0, species: new Map()};
      sum.detections += cell.detections;
      sum.species.set(cell.species, (sum.species.get(cell.species) ?? 0) + cell.detections);
      sums.set(key, sum);
    }
    const most = Math.max(1, ...[...sums.values()].map((cell) => cell.detections));
    for (const cell of sums.values()) {
      const half = cell.size / 2;
      L.rectangle([[cell.latitude - half, cell.longitude - half], [cell.latitude + half, cell.longitude + half]],
        {className: `cell step-${Math.ceil(4 * cell.detections / most)}`})
        .bindTooltip(el('ul', {class: 'plain'}, [...cell.species].map(([species, detections]) => el('li', {}, `${subjectName(species)}: ${t('detections', {number: detections})}`)))).addTo(group);
    }
  },

  stations(group, map, {open, past}) {
    if (map.getZoom() < 10) return;
    for (const one of state.stations.values()) {
      if (!one.position || one.state === 'ENDED') continue;
      const text = past ? one.id : `${one.id}: ${word('station', one.state)}`;
      L.marker(latLng(one.position), {
        keyboard: false, title: text,
        icon: L.divIcon({className: `station ${past ? 'active' : one.state.toLowerCase()}`, iconSize: [24, 24], html: el('span', {}, icon('camera'))}),
      }).on('click', () => open.station(one)).addTo(group);
    }
  },

  sightings(group, map, view) {
    const since = new Date(view.since()).toISOString();
    const until = view.until() ? new Date(view.until()).toISOString() : null;
    const moment = view.until() ?? now();
    const shown = [...view.signs()].filter((one) => one.position && one.observedAt >= since
      && (until === null || one.observedAt <= until) && (!view.individual || one.individual === view.individual))
      .sort(newestFirst);
    const inView = map.getBounds().pad(0.3);
    const near = shown.filter((one) => inView.contains(latLng(one.position)));
    for (const part of cluster(near, (position) => map.project(latLng(position)))) {
      part.items.sort(newestFirst);
      const single = part.items.length === 1;
      const newest = part.items[0];
      if (single && newest.position.uncertaintyMeters > EXACT && map.getZoom() >= 11) {
        L.circle(latLng(newest.position), {radius: newest.position.uncertaintyMeters, className: 'uncertain', interactive: false}).addTo(group);
      }
      (single ? spot(newest, moment) : heap(part, moment)).on('click', () => view.open.sightings(part)).addTo(group);
    }
    view.counted(shown.length);
  },

  /** Each at its place, unless an incident's sign or another patrol is there: then beside it, with a line to it. */
  patrols(group, map, {open, past}) {
    if (past) return;
    const taken = [...state.incidents.values()].filter((one) => isOpen(one) && one.position).map((one) => ({...pixels(map, one.position), size: SIGN}));
    for (const one of state.patrols.values()) {
      if (one.track?.length > 1) L.polyline(one.track.map(latLng), {className: 'track', interactive: false}).addTo(group);
      if (!one.position) continue;
      const at = pixels(map, one.position);
      const free = besides(at, PATROL, taken);
      taken.push({...free, size: PATROL});
      const shown = map.unproject([free.x, free.y]);
      if (free.x !== at.x || free.y !== at.y) L.polyline([latLng(one.position), shown], {className: 'leader', interactive: false}).addTo(group);
      const text = `${one.name}, ${age(one.at)}`;
      const marker = L.marker(shown, {
        zIndexOffset: 600, icon: L.divIcon({className: 'patrol', iconSize: [PATROL, PATROL], html: el('span', {title: text}, icon('person'), el('b', {}, one.name))}),
      });
      marker.on('click', () => open.patrol(one)).on('add', () => name(marker, text, `patrol ${one.team}`, () => open.patrol(one))).addTo(group);
    }
  },

  incidents(group, map, {open, past}) {
    if (past) return;
    for (const one of state.incidents.values()) {
      if (isOpen(one)) incidentLayer(one, open.incident, map.getZoom()).addTo(group);
    }
  },
};

function pixels(map, position) {
  const {x, y} = map.project(latLng(position));
  return {x, y};
}

function spot(one, moment) {
  const kind = one.kind === 'SIGHTING' ? 'animal' : 'sign';
  return L.marker(latLng(one.position), {
    keyboard: false, title: `${subjectName(one.subject, one.vernacular)}, ${age(one.observedAt)}`,
    icon: L.divIcon({className: `spot ${kind} ${agedClass(one.observedAt, moment)}`, iconSize: [30, 30], html: el('span', {}, kindIcon(one.kind))}),
  });
}

function heap({items, latitude, longitude}, moment) {
  const people = items.filter((one) => one.kind !== 'SIGHTING').length;
  const size = items.length < 10 ? 34 : items.length < 100 ? 40 : 48;
  return L.marker([latitude, longitude], {
    keyboard: false, title: t('cluster', {number: items.length}),
    icon: L.divIcon({
      className: `heap ${agedClass(items[0].observedAt, moment)}${people ? ' people' : ''}`, iconSize: [size, size],
      html: el('span', {}, el('b', {}, number(items.length)), people ? el('i', {}, icon('person'), number(people)) : null),
    }),
  });
}
