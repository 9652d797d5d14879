/** Pictures and sounds that are kept of an event. */
import {el} from './dom.js';
import {t} from './text.js';

/**
 * Pictures small, each a link to the large one; sounds to be played.
 *
 * @param all what the server says there is, at least one
 * @param what they are of, for those who do not see them
 */
export function media(all, what) {
  return el('div', {class: 'media'}, all.map(({hash, type}, index) => {
    const source = `/api/v1/media/${hash}`;
    const name = t('review.picture', {index: index + 1, all: all.length});
    return type?.startsWith('audio/')
      ? el('audio', {controls: true, preload: 'none', src: source, 'aria-label': name})
      : el('a', {href: source, target: '_blank', rel: 'noopener'}, el('img', {src: `${source}/thumbnail`, alt: `${name}: ${what}`}));
  }));
}
