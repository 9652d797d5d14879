/** A map, of the example region with what never changes there: coast, border, rivers, towns, drawn by hand, or tiles where an operator has some. */
import {el} from './dom.js';
import {get} from './api.js';
import {spoken, t} from './text.js';
import {state} from './state.js';

const L = window.L;
let drawn = null;

export async function regionMap(element, options = {}) {
  const map = L.map(element, {
    zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 16, zoomSnap: 0.5, ...options,
  });
  map.createPane('base').style.zIndex = 200;
  map.createPane('names').style.zIndex = 450;
  map.getPane('names').style.pointerEvents = 'none';
  const resized = new ResizeObserver(() => map.invalidateSize({pan: false}));
  resized.observe(element);
  map.on('unload', () => resized.disconnect());
  map.on('zoomend viewreset', () => {
    element.classList.toggle('near', map.getZoom() >= 10);
    element.classList.toggle('far', map.getZoom() < 8);
  });
  L.control.scale({imperial: false, position: 'bottomleft'}).addTo(map);
  L.control.zoom({position: 'bottomright', zoomInTitle: t('map.zoom-in'), zoomOutTitle: t('map.zoom-out')}).addTo(map);
  const {tilesUrl} = state.me;
  if (tilesUrl) L.tileLayer(tilesUrl, {maxZoom: 18, pane: 'base'}).addTo(map);
  drawn ??= fetch('/base-map.geojson').then((answer) => answer.json());
  const [schematic, own] = await Promise.all([drawn, ownPlaces()]);
  if (!tilesUrl) draw(map, schematic.features.filter((feature) => !own.some((place) => stands(place, feature))));
  drawOwn(map, own);
  map.getContainer().append(el('p', {class: 'map-note'}, t(tilesUrl ? 'map.tiles' : 'map.schematic')));
  return map;
}

function draw(map, features) {
  const shapes = features.filter((feature) => feature.geometry.type !== 'Point');
  L.geoJSON(shapes, {
    pane: 'base', interactive: false, renderer: L.svg({pane: 'base', padding: 1}),
    style: (feature) => ({className: `base ${feature.properties.kind.toLowerCase().replace('_', '-')}`}),
  }).addTo(map);
  features.filter((feature) => feature.geometry.type === 'Point').forEach((feature) => {
    const [longitude, latitude] = feature.geometry.coordinates;
    label(map, [latitude, longitude], feature.properties.names[spoken()], `${feature.properties.kind.toLowerCase().replace('_', '-')} rank-${feature.properties.rank ?? 0}`);
  });
  features.filter((feature) => feature.properties.kind === 'RIVER').forEach((feature) => {
    const [longitude, latitude] = feature.geometry.coordinates[Math.floor(feature.geometry.coordinates.length / 2)];
    label(map, [latitude, longitude], feature.properties.names[spoken()], 'river-name');
  });
}

/** What the operator has loaded as places; nothing for those who may not see it, and where it can't be had. */
function ownPlaces() {
  if (!state.me.rights.exactPositions) return Promise.resolve([]);
  return get('places').then((places) => places.features, () => []);
}

function drawOwn(map, features) {
  L.geoJSON(features.filter((feature) => feature.geometry.type !== 'Point'), {
    pane: 'base', interactive: false, renderer: L.svg({pane: 'base', padding: 1}),
    style: (feature) => ({className: `own ${kindClass(feature)}`}),
  }).addTo(map);
  for (const feature of features) {
    const at = middle(feature.geometry);
    if (at && feature.properties.kind !== 'BORDER') label(map, at, feature.properties.names[spoken()] ?? feature.properties.name, `own-name ${kindClass(feature)}`);
  }
}

/** Whether a place of the operator stands for something that is drawn by hand: a line for all of its kind, a point for its namesake. */
function stands({geometry, properties}, drawnByHand) {
  return geometry.type === 'Point' ? properties.name === drawnByHand.properties.names?.en
    : properties.kind === drawnByHand.properties.kind && drawnByHand.geometry.type !== 'Point';
}

function kindClass(feature) { return feature.properties.kind.toLowerCase().replace('_', '-'); }

/** Where the name of a place stands: at a point, or half way along its first line or ring. */
function middle({type, coordinates}) {
  const line = type === 'Point' ? [coordinates] : type === 'MultiPolygon' ? coordinates[0][0] : coordinates[0];
  const at = line[Math.floor(line.length / 2)];
  return at && [at[1], at[0]];
}

function label(map, at, text, kind) {
  L.marker(at, {pane: 'names', interactive: false, keyboard: false, icon: labelIcon(text, `name ${kind}`)}).addTo(map);
}

/** A name on the map; its middle, or for towns its dot, is at the place. */
export function labelIcon(text, className) {
  return L.divIcon({html: el('span', {}, text), className, iconSize: [0, 0]});
}

export function latLng(position) { return [position.latitude, position.longitude]; }

/** A territory as Leaflet wants it; GeoJSON has longitude first. */
export function outline(territory) {
  return territory.polygons.map((rings) => rings.map((ring) => ring.map(([longitude, latitude]) => [latitude, longitude])));
}

/** All that has a position. */
export function bounds(positions) {
  return L.latLngBounds(positions.filter(Boolean).map(latLng));
}
