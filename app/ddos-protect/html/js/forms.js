// Forms for what the operator can change: limits of attacks, and groups of addresses.

import { byId, element } from './dom.js';

function field(kind, value, label) {
  const made = element('input');
  made.type = kind;
  made.value = value;
  made.setAttribute('aria-label', label);
  if (kind === 'number') {
    made.min = 0;
    made.step = 'any';
  }
  return made;
}

function choice(values, value, label) {
  const made = element('select', '', ...values.map((each) => element('option', '', each)));
  made.value = value;
  made.setAttribute('aria-label', label);
  return made;
}

function cell(label, child) {
  const made = element('td', '', child);
  made.dataset.label = label;
  return made;
}

export function showLimits(limits, attacks, actions) {
  byId('attacks').replaceChildren(...attacks.map(({ name, title }) => {
    const { action, threshold, timeout, include, exclude } = limits[name];
    const made = element('tr', '',
      cell('Attack', element('b', '', title)),
      cell('Action', choice(actions, action, `${title}, action`)),
      cell('Packets/s', field('number', threshold, `${title}, packets per second`)),
      cell('Minutes', field('number', timeout, `${title}, minutes`)),
      cell('Only these', field('text', include, `${title}, only these`)),
      cell('Not these', field('text', exclude, `${title}, not these`)));
    made.dataset.attack = name;
    return made;
  }));
}

export function writtenLimits() {
  const limits = {};
  for (const row of byId('attacks').children) {
    const [action, threshold, timeout, include, exclude] = [...row.querySelectorAll('select, input')].map((each) => each.value);
    limits[row.dataset.attack] = { action, threshold: Number(threshold), timeout: Number(timeout), include, exclude };
  }
  return limits;
}

export function addGroup(name = '', prefixes = []) {
  const list = element('textarea', '', prefixes.join('\n'));
  list.rows = Math.min(8, Math.max(2, prefixes.length));
  list.setAttribute('aria-label', 'Prefixes');
  const away = element('button', '', 'Remove');
  away.type = 'button';
  const made = element('div', 'group', field('text', name, 'Name of the group'), list, away);
  away.addEventListener('click', () => made.remove());
  byId('group-list').append(made);
}

export function showGroups(groups) {
  byId('group-list').replaceChildren();
  Object.entries(groups).forEach(([name, prefixes]) => addGroup(name, prefixes));
}

export function writtenGroups() {
  const groups = Object.create(null);
  for (const row of byId('group-list').children) {
    groups[row.querySelector('input').value.trim()] = row.querySelector('textarea').value.split(/[\s,]+/).filter(Boolean);
  }
  return groups;
}
