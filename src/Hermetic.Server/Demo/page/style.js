// A module brings its own sheet, and shows nothing before it is there.
import { make } from '/phone/blocks.js';

export function style(href) {
  if (document.querySelector(`link[href="${href}"]`)) return undefined;
  return new Promise((done) => {
    document.head.append(make('link', { rel: 'stylesheet', href, onload: done, onerror: done }));
  });
}
