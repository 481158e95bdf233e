// Times as a desk needs them: how long ago, and the exact one for whoever points at it.
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

function time(at, words) {
  const element = document.createElement('time');
  element.dateTime = at;
  element.title = exact.format(new Date(at));
  element.textContent = words;
  return element;
}

export function since(at, now = Date.now()) {
  const minutes = Math.max(0, Math.floor((now - new Date(at)) / 60000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

// Counts up by itself: tick() once in a while.
export function waited(at) {
  const element = time(at, since(at));
  element.dataset.since = at;
  return element;
}

export function tick() {
  for (const element of document.querySelectorAll('[data-since]')) element.textContent = since(element.dataset.since);
}

export function moment(at) {
  const [date, today] = [new Date(at), new Date()];
  const near = date.toDateString() === today.toDateString();
  return time(at, near ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`);
}
