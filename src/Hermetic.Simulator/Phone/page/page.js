// What a module is given: its attach(page) may use everything here, and nothing else of the page.
//
//   page.phones[i]            { index, name, owner: { name, phoneNumber, userId, username }, element }
//     .write(text)            types into the field as the person would, sends, → wamid
//     .press(title)           presses the newest unused button, or chooses the list row, of that title, → wamid
//     .message(wamid)         the bubble's element, or undefined
//     .last(from)             the newest message of 'person' or 'business': { wamid, text, kind, … }, or undefined
//     .show()                 brings the phone into view
//   page.bar                  the header: append a button or a link
//   page.side                 an empty panel beside the phones (below them on a phone); set .hidden = false to show it
//   page.on(name, handler)    'message' {person, message}, 'typing' {person}, 'service' {reachable, trouble}, 'open',
//                             'gone'; → a function that ends it. The phones listen before modules are attached:
//                             what came earlier stands in the phones and is not told again.
//   page.drawer.tab({ id, title, render(message, person) })
//                             one more tab under every message. render returns an element, a promise of one, or null
//                             for nothing to show; what it throws is shown with its message. title may be a function
//                             of the message. person is a phone of page.phones. page.drawer.refresh() renders anew.
//   page.openDrawer(wamid, tabId)
export class Page {
  #handlers = new Map();

  constructor(phones, drawer) {
    [this.phones, this.drawer] = [phones, drawer];
    this.bar = document.querySelector('.bar-modules');
    this.side = document.querySelector('.side');
  }

  on(name, handler) {
    if (!this.#handlers.has(name)) this.#handlers.set(name, new Set());
    this.#handlers.get(name).add(handler);
    return () => this.#handlers.get(name).delete(handler);
  }

  tell(name, data) {
    for (const handler of this.#handlers.get(name) ?? []) handler(data);
  }

  openDrawer(wamid, tabId) {
    const phone = this.phones.find((each) => each.message(wamid));
    if (phone) this.drawer.open(phone, wamid, tabId);
    return Boolean(phone);
  }
}
