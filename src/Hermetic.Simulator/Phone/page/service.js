// Whether the service takes messages: a pill in the header, a notice in every phone while it does not.
const gone = 'The simulator has stopped, so nothing can be sent. What the service already took is safe with it. '
  + 'Start it again and this page carries on.';
const unreachable = (trouble) => `The service does not take messages (${trouble}). `
  + 'What you write is kept and offered again, ever more rarely, until it is taken.';

export function service(pill, phones) {
  const say = (state, word, notice, code) => {
    pill.dataset.state = state;
    pill.querySelector('.word').textContent = word;
    for (const phone of phones) phone.notice(notice, code);
  };
  return {
    service: ({ reachable, trouble }) => reachable
      ? say('ok', 'Service answers')
      : say('failing', 'Service does not answer', unreachable(trouble), 'SIM-1'),
    gone: () => say('failing', 'Simulator stopped', gone, 'SIM-2'),
  };
}
