import { roving } from '/phone/keys.js';

// Enter sends, Shift+Enter breaks the line. A message that could not be handed over stays in the field.
export function composer(form, send) {
  const field = form.querySelector('textarea');
  const submit = async () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    try {
      await send(text);
    } catch {
      field.value = text;
    }
    field.focus();
  };
  form.addEventListener('submit', (event) => { event.preventDefault(); submit(); });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  return field;
}

export function suggest(group, suggestions, send) {
  group.replaceChildren(...suggestions.map((text) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => send(text));
    return button;
  }));
  roving(group);
}
