// A conversation in the list: who it is, in whose hands, and for how long they have been waiting.
import { made } from '/demo/staff/made.js';
import { waited } from '/demo/staff/when.js';

export function stateOf(person) {
  if (person.state !== 'human') return 'assistant';
  return person.waiting ? 'waiting' : 'staff';
}

// Who has waited longest comes first.
export const byWaiting = (a, b) => new Date(a.waiting.since) - new Date(b.waiting.since);

const words = {
  waiting: 'Waiting for a person',
  staff: 'A person is in charge',
  assistant: 'The assistant answers',
};

// The words differ, and so do the shapes: a diamond, a full circle, an empty one.
export function badge(state, ...more) {
  const shape = made('span', 'shape');
  shape.setAttribute('aria-hidden', 'true');
  const badge = made('span', 'badge', shape, made('span', '', words[state], ...more));
  badge.dataset.state = state;
  return badge;
}

export const counted = ({ waiting }) => (waiting.messages === 1 ? '1 message' : `${waiting.messages} messages`);

function trouble(person) {
  const held = person.undelivered - person.parked;
  return [
    person.unanswered && `${person.unanswered} not answered`,
    person.parked && `${person.parked} with unknown outcome`,
    held > 0 && `${held} not delivered`,
  ].filter(Boolean).join(', ');
}

export function entry(person, current, open) {
  const state = stateOf(person);
  const heldUp = trouble(person);
  const button = made('button', '',
    made('span', 'person', person.name || 'Without a name'),
    person.waiting && waited(person.waiting.since),
    state === 'waiting' ? badge(state, `, ${counted(person)}`) : badge(state),
    heldUp && made('span', 'held-up', heldUp));
  button.type = 'button';
  button.dataset.id = person.id;
  if (current) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', open);
  return made('li', '', button);
}
