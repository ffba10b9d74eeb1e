// Elements. Text is only ever set as text: what agents send is never markup.

/** Characters that turn the direction of what follows them. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text as it is shown: a name that somebody sent turns nothing around. @param {string} text */
export function plain(text) {
  return text.replace(TURNS, '\ufffd');
}

/**
 * An element with a class and children; strings become text.
 * @param {string} name
 * @param {string} style class names
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function element(name, style = '', ...children) {
  const made = document.createElement(name);
  if (style) {
    made.className = style;
  }
  made.append(...children.map((child) => (typeof child === 'string' ? plain(child) : child)));
  return made;
}

/** The element with an id. @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** How much larger than usual everything is, as on a wall display. */
export function scale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
}

/** Sets a text unless it is there already. @param {Element} target @param {string} text */
export function say(target, text) {
  const shown = plain(text);
  if (target.textContent !== shown) {
    target.textContent = shown;
  }
}

/** Shows or hides. @param {HTMLElement} target @param {boolean} shown */
export function reveal(target, shown) {
  if (target.hidden === shown) {
    target.hidden = !shown;
  }
}
