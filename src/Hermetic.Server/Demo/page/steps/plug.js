import { make, verdict } from '/phone/blocks.js';
import { follow } from '/demo/api.js';

const words = {
  asked: () => 'Ana asks for the opening hours',
  held: () => 'WhatsApp has the answer; the service does not know it yet',
  killed: ({ processId }) => `kill -9 of process ${processId}`,
  'asked-again': () => 'Ana asks something else; nobody is there',
  back: ({ processId }) => `The service is back as process ${processId}`,
  settled: () => 'A status settles the first answer: it is not sent again',
  answered: () => 'The second question is answered',
};
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

const line = (moment) => make('li', { 'data-step': moment.step },
  make('span', { class: 'when' }, seconds(moment.milliseconds)), make('span', {}, words[moment.step](moment)));

export const plug = {
  id: 'plug',
  title: 'Pull the plug',
  action: 'Kill the service',
  explanation: 'The service is killed while an answer is on the wire: the moment in which messages are lost or doubled. It comes back by itself, and each question has one answer.',

  async run({ page, tell }) {
    page.phones[0].show();
    const moments = [];
    await follow('plug', { person: 0 }, (moment) => {
      moments.push(moment);
      if (moment.step !== 'counted') tell(line(moment));
    });
    return { moments };
  },

  show({ moments }) {
    const { answers } = moments.at(-1);
    const once = answers.every((times) => times === 1);
    const pids = [moments[0].processId, moments.at(-1).processId];
    return make('div', {},
      make('ol', { class: 'timeline' }, ...moments.slice(0, -1).map(line)),
      verdict(once ? 'ok' : 'failing', once ? 'Two questions, one answer each' : `Answers: ${answers.join(' and ')}`),
      make('p', { class: 'quiet' }, `Process ${pids[0]} died, process ${pids[1]} went on from the rows that were committed.`));
  },
};
