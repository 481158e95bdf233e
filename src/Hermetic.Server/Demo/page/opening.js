// What became of an attempt to open sealed bytes, in words.
const reasons = {
  'key-destroyed': 'It does not open: its key was destroyed.',
  'other-key': 'It does not open: it was sealed under another key or for another place.',
  altered: 'It does not open: its bytes were altered.',
  'no-envelope': 'It does not open: these bytes are no envelope.',
};
export const opened = ({ text: said, reason }) => (reason ? reasons[reason] : `It opens: “${said}”`);
