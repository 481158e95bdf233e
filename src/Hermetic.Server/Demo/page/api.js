// The demo's own routes. Every request shows the token of this start; no other page can read it.
import { remember } from '/demo/kept.js';

let started;

async function start() {
  started ??= fetch('/demo/api/start', { cache: 'no-store' }).then(read);
  return started;
}

async function read(response) {
  if (response.ok) return response.json();
  const { error, code } = await response.json().catch(() => ({}));
  throw Object.assign(new Error(`${error ?? `The demo answered ${response.status}.`} [${code ?? 'TOUR-0'}]`), {
    status: response.status,
  });
}

async function send(path, body) {
  const { token } = await start();
  return fetch(`/demo/api/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'X-Hermetic-Demo': token, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
    cache: 'no-store',
  });
}

// What this start of the demo is about: { id, processId, searched, booked, wishes }. The id changes with every start.
export async function beginning() {
  const { token, ...rest } = await start();
  return { id: token.slice(0, 8), ...rest };
}

export const ask = async (path, body) => read(await send(path, body));

// One JSON object a line, each handed over as it arrives.
export async function follow(path, body, tell) {
  const response = await send(path, body);
  if (!response.ok) await read(response);
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = '', part; !(part = await lines.read()).done;) {
    const whole = (rest + part.value).split('\n');
    rest = whole.pop();
    for (const line of whole.filter(Boolean).map((each) => JSON.parse(each))) {
      if (line.error) throw new Error(`${line.error} [${line.code}]`);
      tell(line);
    }
  }
}

// Row and ledger entry of a message; null when nothing is stored by this id. A checkpoint covers an entry within
// moments; until then it is asked for again, a few times.
export async function evidence(wamid) {
  for (let tries = 0; ; tries++) {
    const found = await ask(`evidence?wamid=${encodeURIComponent(wamid)}`);
    if (!found) return null;
    if (!found.recorded || found.recorded.index !== undefined || tries === 4) return remember(wamid, found);
    await new Promise((done) => { setTimeout(done, 300); });
  }
}

export const proof = (index) => ask(`evidence/proofs/${index}`);
export const counts = () => ask('evidence/counts');
export const open = ({ table, row, subject, envelope }) => ask('evidence/open', { table, row, subject, envelope });
