import { make, verdict } from '/phone/blocks.js';
import { ask } from '/demo/api.js';
import { lastWords, say } from '/demo/chat.js';

const least = 8;
const number = (value) => value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 });
const amount = (bytes) => (bytes < 1e6 ? `${number(bytes / 1e3)} kB` : `${number(bytes / 1e6)} MB`);

export const thief = {
  id: 'thief',
  title: 'Be the thief',
  action: 'Search the disk',
  explanation: 'Suppose that somebody copied the disk: database, journal, keys and log. They search every byte of it for the last words that were written here.',

  async run({ page, start }) {
    let words = lastWords(page, least)?.message.text;
    if (!words) {
      words = 'Nobody knows yet, but I am getting married. When are you open on Saturday?';
      await say(page, page.phones[0], words);
    }
    return { words, where: start.searched, ...(await ask('thief', { words })) };
  },

  show({ words, where, real, planted }) {
    const { files, bytes, milliseconds, spellings, found } = real;
    const caught = planted.found.find(({ file }) => file === 'decoy.json');
    return make('div', {},
      make('blockquote', {}, words),
      found.length === 0
        ? verdict('ok', 'Found: nothing')
        : verdict('failing', `Found in ${found.map(({ file, offset, spelling }) => `${file} at byte ${offset} (${spelling})`).join(', ')}`),
      make('p', {}, `${number(files)} files, ${amount(bytes)}, ${spellings} spellings (UTF-8, UTF-16, base64, hex…), ${number(milliseconds)} ms.`),
      caught
        ? verdict('ok', `Planted and found: ${caught.file} at byte ${caught.offset}`)
        : verdict('failing', 'The planted words were not found: this search proves nothing'),
      make('p', {}, 'Then the same words were put beside the database in the open, to see that the search works. The decoy is deleted again.'),
      make('details', {}, make('summary', {}, 'What this does not show'),
        make('p', {}, 'Searching is not opening. Whoever takes the database and the key files together, and runs our program, can open the messages: keep the keys on another disk or in a key service, as docs/configuration.md says.'),
        make('ul', { class: 'paths' }, ...where.map((path) => make('li', {}, make('code', {}, path))))));
  },
};
