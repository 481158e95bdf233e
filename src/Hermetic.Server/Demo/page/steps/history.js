import { make, verdict } from '/phone/blocks.js';
import { ask } from '/demo/api.js';

const number = (value) => value.toLocaleString('en-GB');

export const history = {
  id: 'history',
  title: 'Rewrite history',
  action: 'Change one byte of the past',
  explanation: 'The ledger is exported and verified. Then one entry is moved to another hour, one byte only, and the export is verified again.',

  run: () => ask('history', {}),

  show({ size, good, changed, file, offset, was, became, failed, sentence }) {
    return make('div', {},
      verdict(good ? 'ok' : 'failing', good ? `Verified: all ${number(size)} entries are as they were signed` : 'The export does not verify'),
      make('p', {}, `Then byte ${number(offset)} of ${file}:`),
      make('p', { class: 'change' }, make('del', {}, was), make('ins', {}, became)),
      verdict(failed === changed ? 'ok' : 'failing', failed === changed ? `Caught, at entry ${number(changed)}` : 'Not caught where it was changed'),
      make('blockquote', {}, sentence ?? 'Nothing was noticed.'),
      make('p', { class: 'quiet' }, 'The verifier is that of ./hermetic ledger verify. Only the export was changed, and it is deleted.'));
  },
};
