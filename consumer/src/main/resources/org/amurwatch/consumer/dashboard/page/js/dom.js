/** Elements made of values. Text goes in as text, never as HTML. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name of the element
 * @param {Object} properties class, attributes; `on` holds listeners by event; null and false are left out
 * @param {...(Node|string|number|null|Array)} children
 */
export function el(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

/** The same for SVG. */
export function svg(name, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

function filled(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/** Replaces what is in an element; what had the focus has it afterwards, known by `data-key`. */
export function refill(element, ...children) {
  const key = element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  element.replaceChildren();
  append(element, children);
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({preventScroll: true});
}

/** Says something to who does not see the page; `urgent` interrupts. */
export function say(text, urgent = false) {
  const place = document.getElementById(urgent ? 'warned' : 'said');
  place.textContent = '';
  requestAnimationFrame(() => { place.textContent = text; });
}

/** Shows a sentence for some seconds, and says it. */
export function toast(text, bad = false) {
  const shown = el('p', {class: bad ? 'toast bad' : 'toast'}, text);
  document.getElementById('toasts').append(shown);
  say(text, bad);
  setTimeout(() => shown.remove(), bad ? 9000 : 4500);
}
