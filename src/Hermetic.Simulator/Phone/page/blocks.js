// Building blocks for the page and its modules. Nothing here takes markup: text stays text.
// make('p', { class: 'quiet', onclick: f, hidden: true }, 'text', element, …)
export function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== ''));
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

// One drawing of /phone/icons.svg, or of another sprite file. Decorative: a word must stand beside it.
export function icon(name, sprite = '/phone/icons.svg') {
  const made = document.createElementNS(svg, 'svg');
  made.setAttribute('aria-hidden', 'true');
  made.setAttribute('class', 'icon');
  made.append(document.createElementNS(svg, 'use'));
  made.firstChild.setAttribute('href', `${sprite}#${name}`);
  return made;
}

// Copies a string, or what a function returns when it is pressed; says so in place.
export function copyButton(text, label = 'Copy') {
  const word = make('span', {}, label);
  const button = make('button', { type: 'button', class: 'button small' }, icon('copy'), word);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
      word.textContent = 'Copied';
    } catch {
      word.textContent = 'Not allowed';
    }
    setTimeout(() => { word.textContent = label; }, 1600);
  });
  return button;
}

// Hexadecimal or base64 in groups of four; a prefix such as "sha256=" or "wamid." stays whole. The gaps are drawn: a
// selection copies the value without them.
export function hashView(value, { copy = true } = {}) {
  const prefix = /^(?:[a-z0-9-]+=(?=[^=])|[a-z]+\.)/u.exec(value)?.[0] ?? '';
  const groups = value.slice(prefix.length).match(/.{1,4}/gsu) ?? [];
  const code = make('code', { class: 'hash' }, prefix && make('span', { class: 'quiet' }, prefix),
    ...groups.map((group) => make('span', {}, group)));
  return make('div', { class: 'hash-line' }, code, copy ? copyButton(value) : '');
}

// A state with a shape and a word: 'ok', 'failing', 'stale', 'waiting'.
export const verdict = (state, ...words) =>
  make('p', { class: 'verdict', 'data-state': state }, make('span', { class: 'shape', 'aria-hidden': 'true' }), make('span', {}, ...words));

// [['Key id', element or text], …] as a list of facts; pairs without a value are left out.
export const facts = (pairs) => make('dl', { class: 'facts' }, ...pairs
  .filter(([, value]) => value !== undefined && value !== null && value !== '')
  .flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
