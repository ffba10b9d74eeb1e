// Elements and figures. What comes from the network is set as text, never as markup.

/** An element with a class and children; strings become text. */
export function element(name, style = '', ...children) {
  const made = document.createElement(name);
  if (style) {
    made.className = style;
  }
  made.append(...children);
  return made;
}

export const byId = (id) => document.getElementById(id);

/** A colour of the theme as it is now. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const UNITS = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

/** Packets per second, with three digits. */
export function rate(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const [factor, unit] = UNITS.find(([least]) => value >= least) ?? [1, ''];
  return `${Number((value / factor).toPrecision(3))}${unit}/s`;
}

export const percent = (share) => `${Math.round(share * 1000) / 10} %`;

/** Hours, minutes and seconds; the day as well when it is not today. */
export function clock(millis, now = Date.now()) {
  const time = new Date(millis);
  return new Date(now).toDateString() === time.toDateString() ? time.toLocaleTimeString() : time.toLocaleString();
}
