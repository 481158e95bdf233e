// A message in a few words: for quotes, for the drawer's heading, for the line above the field.
const names = {
  image: 'Picture', audio: 'Voice note', video: 'Video', document: 'Document', sticker: 'Sticker',
  location: 'Location', contacts: 'Contact', order: 'Order',
  unsupported: 'Something that WhatsApp does not pass on',
};

// What has a card of its own: its text is not written below it again.
export const hasCard = (message) => message.kind in names && !message.deleted;

export const deletedBy = (message) => (message.from === 'person' ? 'You deleted this message' : 'This message was deleted');

const kindName = (message) =>
  (message.kind === 'audio' && !message.content?.voice ? 'Audio' : names[message.kind]);

export function summary(message) {
  if (message.deleted) return deletedBy(message);
  if (!hasCard(message)) return message.text;
  const of = message.content ?? {};
  const detail = of.caption ?? of.filename ?? of.name ?? of[0]?.name?.formatted_name;
  return kindName(message) + (detail ? `: ${detail}` : '');
}
