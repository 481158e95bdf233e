// A sheet that rises inside one phone: the rest of that phone waits, the other phones do not.
import { make } from '/phone/blocks.js';

let made = 0;

// content: elements; focus: what is focused first. → { close }
export function sheet(phone, title, content, { focus } = {}) {
  const screen = phone.element.querySelector('.screen');
  const opener = document.activeElement;
  const rest = [...screen.children].filter((part) => !part.inert);
  const id = `sheet-${made += 1}`;
  const close = () => {
    if (!scrim.isConnected) return;
    scrim.remove();
    for (const part of rest) part.inert = false;
    (opener?.isConnected && opener !== document.body ? opener : phone.field).focus();
  };
  const dialog = make('section', { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': id, tabindex: -1 },
    make('div', { class: 'sheet-head' },
      make('h3', { id }, title),
      make('button', { type: 'button', class: 'button small', onclick: () => close() }, 'Close')),
    ...content);
  const scrim = make('div', {
    class: 'scrim',
    onclick: (event) => { if (event.target === scrim) close(); },
    onkeydown: (event) => { if (event.key === 'Escape') { event.stopPropagation(); close(); } },
  }, dialog);
  for (const part of rest) part.inert = true;
  screen.append(scrim);
  (focus?.() ?? dialog).focus();
  return { close };
}
