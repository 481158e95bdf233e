// An element of a class, with children; text stays text.
export function made(name, cls, ...children) {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  element.append(...children.filter(Boolean));
  return element;
}
