// The script API of the simulator: docs/simulator.md.
async function call(path, body) {
  const response = await fetch(`/simulator/${path}`, body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).error ?? `HTTP ${response.status}`);
  return response.json();
}

export const people = () => call('people');
export const conversation = (person) => call(`conversations/${person}`);
export const record = (wamid) => call(`messages/${encodeURIComponent(wamid)}`);
export const post = (person, message) => call(`people/${person}/messages`, message);
export const press = (person, choice, context) =>
  call(`people/${person}/buttons`, { id: choice.id, title: choice.title, context });

const about = (wamid) => (wamid ? { context: { id: wamid } } : {});
export const write = (person, text, quoted) => post(person, { text, ...about(quoted) });
export const react = (person, wamid, emoji) =>
  post(person, { type: 'reaction', reaction: { message_id: wamid, ...(emoji && { emoji }) } });
export const edit = (person, wamid, body) => post(person, {
  type: 'edit', edit: { original_message_id: wamid, message: { type: 'text', text: { body } } },
});
export const revoke = (person, wamid) => post(person, { type: 'revoke', revoke: { original_message_id: wamid } });

// Calls back with (name, data) for message, typing and service, and with 'gone' while the simulator is away.
export function listen(tell) {
  const events = new EventSource('/simulator/events');
  for (const name of ['message', 'typing', 'service'])
    events.addEventListener(name, (event) => tell(name, JSON.parse(event.data)));
  events.addEventListener('open', () => tell('open'));
  events.addEventListener('error', () => tell('gone'));
}
