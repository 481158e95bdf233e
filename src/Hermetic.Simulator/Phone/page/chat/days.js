// Times beside the bubbles, days between them.
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
  const line = document.createElement('div');
  line.className = 'day';
  line.textContent = day(message.at);
  return [line];
}
