// Tabs as the ARIA practices have them: one tab stop, arrow keys choose.
import { make } from '/phone/blocks.js';
import { roving } from '/phone/keys.js';

export function tablist(list, select) {
  let shown = '';
  const button = ({ id, title }) => make('button', {
    type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'drawer-panel', 'data-id': id,
    onclick: () => select(id), onfocus: () => { if (list.dataset.selected !== id) select(id); },
  }, title);
  roving(list);

  return {
    show(tabs, selected) {
      list.dataset.selected = selected;
      const now = JSON.stringify(tabs);
      if (now !== shown) list.replaceChildren(...tabs.map(button));
      shown = now;
      for (const each of list.children) {
        each.setAttribute('aria-selected', String(each.dataset.id === selected));
        each.tabIndex = each.dataset.id === selected ? 0 : -1;
      }
    },
    focus() { list.querySelector('[aria-selected="true"]')?.focus({ preventScroll: true }); },
  };
}
