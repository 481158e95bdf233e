// The control API of the simulator: docs/simulator.md.
async function call(path, body) {
  const response = await fetch(`/simulator/${path}`, body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

export const people = () => call('people');
export const conversation = (person) => call(`conversations/${person}`);
export const write = (person, text) => call(`people/${person}/messages`, { text });
export const press = (person, button, context) =>
  call(`people/${person}/buttons`, { id: button.id, title: button.title, context });

// Calls back with (name, data) for message, typing and service, and with 'gone' while the simulator is away.
export function listen(tell) {
  const events = new EventSource('/simulator/events');
  for (const name of ['message', 'typing', 'service'])
    events.addEventListener(name, (event) => tell(name, JSON.parse(event.data)));
  events.addEventListener('open', () => tell('open'));
  events.addEventListener('error', () => tell('gone'));
}
