// Both sides' reactions on the edge of the bubble.
const words = ({ person, business }) => [
  person && `You reacted with ${person}`, business && `The business reacted with ${business}`,
].filter(Boolean).join('. ');

export function reactions(pill, message) {
  const { person, business } = message.reactions;
  const shown = message.deleted ? [] : [...new Set([person, business].filter(Boolean))];
  pill.hidden = shown.length === 0;
  pill.closest('.message').toggleAttribute('data-reacted', shown.length > 0);
  pill.querySelector('.emoji').textContent = shown.join('') + (person && person === business ? ' 2' : '');
  pill.querySelector('.unseen').textContent = words(message.reactions);
}
