// A conversation in the list: who it is, in whose hands, and for how long they have been waiting.
import { made } from '/demo/staff/made.js';
import { waited } from '/demo/staff/when.js';

export function stateOf(person) {
  if (person.state !== 'human') return 'assistant';
  return person.waiting ? 'waiting' : 'staff';
}

// An emergency comes first, then who has waited longest.
export const byWaiting = (a, b) => b.reason.emergency - a.reason.emergency
  || new Date(a.waiting.since) - new Date(b.waiting.since);

const lower = (words) => words[0].toLowerCase() + words.slice(1);

// Why they need a person, as the assistant noted it.
export const why = ({ reason }) => (reason.emergency ? `Emergency: ${lower(reason.words)}` : reason.words);

const words = {
  waiting: why,
  staff: ({ reason }) => (reason.emergency ? 'A person is in charge of an emergency' : 'A person is in charge'),
  assistant: () => 'The assistant answers',
};

// The words differ, and so do the shapes: an exclamation mark in a square, a diamond, a full circle, an empty one.
export function badge(person) {
  const state = stateOf(person);
  const shape = made('span', 'shape');
  shape.setAttribute('aria-hidden', 'true');
  const badge = made('span', 'badge', shape, made('span', '', words[state](person)));
  badge.dataset.state = state === 'waiting' && person.reason.emergency ? 'emergency' : state;
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
  const heldUp = trouble(person);
  const button = made('button', '',
    made('span', 'person', person.name || 'Without a name'),
    person.waiting && waited(person.waiting.since),
    badge(person),
    person.waiting && made('span', 'count', counted(person)),
    heldUp && made('span', 'held-up', heldUp));
  button.type = 'button';
  button.dataset.id = person.id;
  if (current) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', open);
  return made('li', '', button);
}
