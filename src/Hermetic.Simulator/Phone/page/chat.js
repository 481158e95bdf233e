// What stands between the bubbles: days, and the dots of someone who types.
const longDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

export const clock = (at) => shortTime.format(new Date(at));

function day(at) {
  const ago = Math.round((midnight(new Date()) - midnight(new Date(at))) / 86400000);
  return ago === 0 ? 'Today' : ago === 1 ? 'Yesterday' : longDay.format(new Date(at));
}

// The line above the first message of a day; nothing otherwise.
export function separator(before, message) {
  if (before && day(before.at) === day(message.at)) return [];
  const line = document.createElement('li');
  line.className = 'day';
  line.textContent = day(message.at);
  return [line];
}

export function typingDots() {
  const dots = document.createElement('li');
  dots.className = 'typing';
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.append(...[1, 2, 3].map(() => document.createElement('i')));
  dots.append(bubble);
  dots.setAttribute('aria-label', 'typing');
  return dots;
}
