// A module brings its own sheet.
import { make } from '/phone/blocks.js';

export function style(href) {
  if (!document.querySelector(`link[href="${href}"]`)) document.head.append(make('link', { rel: 'stylesheet', href }));
}
