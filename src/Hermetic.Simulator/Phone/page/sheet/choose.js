// A list as WhatsApp draws it: sections of rows, one choice, Send.
import { make } from '/phone/blocks.js';
import { sheet } from '/phone/sheet/sheet.js';

const row = ({ id, title, description }) => make('label', { class: 'row' },
  make('span', { class: 'row-words' }, make('span', { class: 'row-title' }, title),
    description ? make('span', { class: 'quiet' }, description) : ''),
  make('input', { type: 'radio', name: 'row', value: id }));

const section = ({ title, rows }, at, all) => make('fieldset', { class: 'rows' },
  make('legend', { class: title ? 'quiet' : 'unseen' }, title ?? (all.length > 1 ? `Part ${at + 1}` : 'Choices')),
  ...rows.map(row));

export function choose(phone, message, send) {
  const { button, sections } = message.content.action;
  const submit = make('button', { type: 'submit', class: 'button primary', 'aria-disabled': 'true' }, 'Send');
  const words = make('p', { class: 'quiet', role: 'status' }, 'Choose one, then send it.');
  const chosen = () => form.elements.row?.value || [...form.querySelectorAll('input')].find((each) => each.checked)?.value;
  const form = make('form', {
    class: 'choices',
    onchange: () => submit.setAttribute('aria-disabled', 'false'),
    onsubmit: async (event) => {
      event.preventDefault();
      if (!chosen()) return;
      try {
        await send(message.buttons.find((each) => each.id === chosen()));
        opened.close();
      } catch (error) {
        words.textContent = `This was not sent: ${error.message}. [SIM-5]`;
      }
    },
  }, make('div', { class: 'sections' }, ...sections.map(section)), make('div', { class: 'sheet-foot' }, words, submit));
  const opened = sheet(phone, button, [form], { focus: () => form.querySelector('input') });
}
