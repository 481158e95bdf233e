// WhatsApp's marks: *bold*, _italic_, ~struck~, ```mono```. Only text nodes and known elements are made,
// so a message cannot become markup.
const marks = { '*': 'strong', '_': 'em', '~': 's' };
const pattern = /```([^`]+)```|(?<![\w*_~])([*_~])(?!\s)([^\n]+?)(?<!\s)\2(?![\w*_~])|https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

function element(name, children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(address) {
  const made = element('a', [address]);
  made.href = address;
  made.target = '_blank';
  made.rel = 'noreferrer';
  return made;
}

export function formatted(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(text.slice(end, match.index));
    const [whole, mono, mark, inner] = match;
    nodes.push(mono ? element('code', [mono]) : mark ? element(marks[mark], formatted(inner)) : link(whole));
    end = match.index + whole.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== '');
}
