/** Measures along a line on the map: by clicks, or with Enter at the cross in the middle. */
import {el, refill, say} from './dom.js';
import {metres, t} from './text.js';

const L = window.L;

export function measureTool(map) {
  const line = L.polyline([], {className: 'measure', interactive: false});
  const shown = el('p', {class: 'measured', role: 'status'});
  const cross = el('div', {class: 'cross', 'aria-hidden': 'true'});
  const button = el('button', {type: 'button', class: 'tool', 'aria-pressed': 'false', on: {click: () => turn(!on)}}, t('measure'));
  let on = false;

  function turn(value) {
    on = value;
    button.setAttribute('aria-pressed', String(on));
    map.getContainer().classList.toggle('measuring', on);
    if (on) {
      line.setLatLngs([]).addTo(map);
      map.getContainer().append(cross, shown);
      map.getContainer().focus();
      map.doubleClickZoom.disable();
      tell();
    } else {
      line.remove();
      cross.remove();
      shown.remove();
      map.doubleClickZoom.enable();
    }
  }

  function add(at) {
    line.addLatLng(at);
    tell();
  }

  function tell() {
    const points = line.getLatLngs();
    const length = points.slice(1).reduce((sum, point, index) => sum + map.distance(points[index], point), 0);
    const text = points.length < 2 ? t('measure.how') : t('measure.length', {length: metres(length)});
    refill(shown, text, ' ', el('button', {type: 'button', on: {click: (event) => { event.stopPropagation(); turn(false); button.focus(); }}}, t('close')));
    if (points.length > 1) say(text);
  }

  map.on('click', ({latlng}) => { if (on) add(latlng); });
  map.getContainer().addEventListener('keydown', (event) => {
    if (!on || event.target !== map.getContainer()) return;
    if (event.key === 'Enter') {
      add(map.getCenter());
    } else if (event.key === 'Escape') {
      turn(false);
      button.focus();
    } else {
      return;
    }
    // It means nothing else meanwhile.
    event.preventDefault();
  });
  return {button, isOn: () => on, toggle: () => turn(!on)};
}
