// The table of controls: what was seen, what is done, why, and what the operator can do.

import { byId, clock, element, percent, rate } from './dom.js';

function cell(label, ...children) {
  const made = element('td', '', ...children);
  made.dataset.label = label;
  return made;
}

const line = (text) => element('small', '', text);

function shares(predicted) {
  if (!predicted) {
    return [element('span', 'quiet', '–')];
  }
  const { attack, other } = predicted;
  const found = attack.samples > 0
    ? [element('span', '', `${percent(attack.share)} of the attack`),
      line(`${percent(attack.lower)} to ${percent(attack.upper)}, ${attack.samples} samples`)]
    : [line('the attack was not sampled then')];
  if (other.samples > 0) {
    found.push(element('span', '', `${percent(other.share)} of other traffic to it`),
      line(`${percent(other.lower)} to ${percent(other.upper)}, ${other.samples} samples`));
  } else {
    found.push(line('no other traffic to it was sampled'));
  }
  return found;
}

function effect(control) {
  const seen = control.effect;
  if (!seen || seen.before === 0 || control.status !== 'blocked') {
    return [element('span', 'quiet', '–')];
  }
  const now = seen.now ?? seen.before;
  const word = seen.fell === null ? 'looking' : seen.fell ? 'the traffic fell' : 'the traffic has not fallen';
  const found = [element('span', '', word), line(`${rate(seen.before)}, then ${rate(now)}`)];
  if (seen.measured) {
    found.push(line(`forwarded: ${rate(seen.measured.value)} (${rate(seen.measured.lower)} to ${rate(seen.measured.upper)})`));
  }
  return found;
}

/** What routers are told, where the attack is seen, how long it took. */
function evidence(control) {
  const made = element('details', '', element('summary', '', 'Evidence'));
  const parts = [`Seen at ${control.places.map((place) => `${place.agent} ${place.dataSource}`).join(', ')}`];
  if (control.latency) {
    parts.push(`Detected ${control.latency.detected} ms, announced ${control.latency.announced} ms after the sample`);
  }
  if (control.routers.length) {
    parts.push(`Told to ${control.routers.join(', ')}`);
  }
  for (const [title, list] of [['Sources', control.predicted?.topSources], ['Ports', control.predicted?.topPorts]]) {
    if (list?.length) {
      parts.push(`${title}: ${list.map((each) => `${each.address ?? each.port} ${percent(each.share)}`).join(', ')}`);
    }
  }
  made.append(...parts.map(line));
  if (control.eventID !== null) {
    const event = `../../../events/${encodeURIComponent(control.eventID)}`;
    made.append(element('small', '', link('Headers of packets (pcap)', `${event}/pcap`), ' · ',
      link('Samples', `${event}/evidence/json`)));
  }
  if (control.announces) {
    made.append(element('pre', '', JSON.stringify(control.announces, null, 1)));
  }
  return made;
}

function link(text, address) {
  const made = element('a', '', text);
  made.href = address;
  return made;
}

function button(text, act) {
  const made = element('button', '', text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** What tells which buttons a control has. */
const does = (control) => `${control.status} ${control.action === 'ignore'}`;

function row(control, units, act) {
  const buttons = [];
  if (['pending', 'refused', 'allowed'].includes(control.status) && control.action !== 'ignore') {
    buttons.push(button('Block', () => act('block', control.id)));
  }
  if (['pending', 'refused', 'blocked', 'waiting'].includes(control.status)) {
    buttons.push(button('Allow', () => act('allow', control.id)));
  }
  const status = [element('span', `tag ${control.status}`, control.status)];
  if (control.reason) {
    status.push(line(control.reason));
  }
  const sources = control.sources === null ? '' : `, ${Math.round(control.sources)} sources`;
  return element('tr', '',
    cell('Target', element('b', '', control.target), line(control.group)),
    cell('Attack', element('span', '', control.attack), line(`${units.get(control.attack)?.toLowerCase()} ${control.protocol}`)),
    cell('Seen', element('span', '', `${rate(control.value)}${control.active ? '' : ', over'}`),
      line(`${clock(control.time)} to ${clock(control.expires)}${sources}`), evidence(control)),
    cell('Action', element('span', '', control.action)),
    cell('Status', ...status),
    cell('Would hit', ...shares(control.predicted)),
    cell('Effect', ...effect(control)),
    cell('', ...buttons));
}

/** Puts what is new into a row; its buttons stay where they are, under the pointer, while they do the same. */
function renew(old, made, sameButtons) {
  const cells = [...made.children];
  old.querySelector('details').replaceChildren(...made.querySelector('details').children);
  [...old.children].forEach((cell, i) => {
    const details = cell.querySelector('details');
    if (details) {
      [...cell.children].filter((child) => child !== details).forEach((child) => child.remove());
      cell.prepend(...[...cells[i].children].filter((child) => child.localName !== 'details'));
    } else if (i < cells.length - 1 || !sameButtons) {
      cell.replaceWith(cells[i]);
    }
  });
}

/** Rows stay, so that what is open stays open and a click finds its button. */
export class ControlTable {
  #units;
  #act;
  #rows = new Map();

  constructor(attacks, act) {
    this.#units = new Map(attacks.map((attack) => [attack.name, attack.unit]));
    this.#act = act;
  }

  draw({ controls, leftOut }) {
    const kept = new Map();
    for (const control of controls) {
      const text = JSON.stringify(control);
      const old = this.#rows.get(control.id);
      const made = old ?? { element: row(control, this.#units, this.#act) };
      if (old && old.text !== text) {
        renew(old.element, row(control, this.#units, this.#act), old.does === does(control));
      }
      made.text = text;
      made.does = does(control);
      kept.set(control.id, made);
    }
    this.#rows = kept;
    const wanted = [...kept.values()].map((each) => each.element);
    const body = byId('rows');
    if (wanted.length !== body.children.length || wanted.some((each, i) => body.children[i] !== each)) {
      body.replaceChildren(...wanted);
    }
    byId('no-controls').hidden = controls.length > 0;
    document.querySelector('#controls table').hidden = controls.length === 0;
    byId('left-out').hidden = leftOut === 0;
    byId('left-out').textContent = `${leftOut} further attacks were left out: the table was full.`;
  }
}
