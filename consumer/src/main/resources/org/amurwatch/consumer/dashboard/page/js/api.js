/** Calls of the server. */

import {sawServerTime} from './text.js';

/** What the server said, or that it said nothing (status 0). */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title || `HTTP ${status}`);
    this.status = status;
    this.title = title;
  }
}

let csrfToken = null;

export function useToken(token) { csrfToken = token; }

/** Keeps the slashes of an id, which are part of it, and escapes all else. */
export function path(id) {
  return id.split('/').map(encodeURIComponent).join('/');
}

export function get(address) {
  return call(`/api/v1/${address}`, {headers: {Accept: 'application/json'}});
}

/** Uses a one-time link up: its address is what is posted to. */
export function useLink(link) {
  return call(link, {method: 'POST'});
}

export function logIn(name, password) {
  return call('/login', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name, password})});
}

/** Other ways to log in than a link, or name and password. */
export function loginWays() {
  return call('/login/ways', {headers: {Accept: 'application/json'}});
}

/** Answers where the provider lets people log in. */
export function beginAtProvider() {
  return call('/login/oidc', {method: 'POST'});
}

export function finishAtProvider(state, code) {
  return call('/login/oidc/callback', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({state, code})});
}

export function post(address, body) {
  return call(`/api/v1/${address}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken ?? ''},
    body: JSON.stringify(body),
  });
}

export function remove(address) {
  return call(`/api/v1/${address}`, {method: 'DELETE', headers: {'X-CSRF-Token': csrfToken ?? ''}});
}

async function call(address, options) {
  let answer;
  try {
    answer = await fetch(address, {...options, credentials: 'same-origin', signal: AbortSignal.timeout(20000)});
  } catch (failure) {
    throw new Problem(0, null, failure.message);
  }
  sawServerTime(answer.headers.get('date'));
  const text = await answer.text();
  let body = null;
  try { body = text ? JSON.parse(text) : null; } catch { /* a proxy's page in HTML */ }
  if (!answer.ok) {
    if (answer.status === 401) window.dispatchEvent(new Event('signed-out'));
    throw new Problem(answer.status, body?.title, body?.detail);
  }
  return body;
}
