// Writing and pressing as a person does: seen, letter by letter, never longer than a moment.
const still = matchMedia('(prefers-reduced-motion: reduce)');
const longest = 700;
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

export class Hand {
  #last = Promise.resolve();

  constructor(phone) { this.phone = phone; }

  // One after the other: a second message waits until the first has left.
  write(text, send) {
    const written = this.#last.then(() => this.#write(text, send));
    this.#last = written.catch(() => {});
    return written;
  }

  async #write(text, send) {
    const { field, element } = this.phone;
    const draft = field.value;
    // Who pressed something in this phone goes on there; a guide beside it keeps its place.
    if (element.contains(document.activeElement)) field.focus();
    if (!still.matches) {
      const letters = [...text];
      const step = Math.max(1, Math.ceil(letters.length / (longest / 16)));
      for (let end = step; end < letters.length; end += step) {
        field.value = letters.slice(0, end).join('');
        await pause(16);
      }
    }
    field.value = text;
    try {
      const { wamid } = await send(text);
      field.value = draft;
      return wamid;
    } catch (error) {
      this.phone.notice(`This was not sent: ${error.message}. It still stands in the field.`, 'SIM-5');
      throw error;
    }
  }

  // The newest message that offers this title and was not answered yet.
  async press(title) {
    const replies = this.phone.log.bubbles().reverse().map((bubble) => bubble.replies);
    const open = replies.find((each) => each.offers(title));
    if (!open) throw new Error(`No button and no row is called "${title}".`);
    return open.choose(title);
  }
}
