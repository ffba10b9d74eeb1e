// What to do while nobody sends.

import { element } from './dom.js';

/** @type {[string, string, string][]} whose, file, its text; HOST and PORT are filled in */
const RECIPES = [
  ['Host sFlow', '/etc/hsflowd.conf', `sflow {
  polling = 20
  sampling = 400
  collector { ip=HOST udpport=PORT }
  pcap { dev = eth0 }
}`],
  ['Arista EOS', '', `sflow sample 20000
sflow polling-interval 20
sflow destination HOST PORT
sflow run`],
  ['SONiC', '', `config sflow collector add weir HOST --port PORT
config sflow polling-interval 20
config sflow enable`],
  ['Open vSwitch', '', `ovs-vsctl -- --id=@weir create sflow agent=eth0 \\
  target="\\"HOST:PORT\\"" sampling=64 polling=20 \\
  -- set bridge br0 sflow=@weir`],
];

/** Fills the section once. @param {HTMLElement} section @param {number} port */
export function showEmpty(section, port) {
  if (section.hasChildNodes()) {
    return;
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  const host = local ? 'ADDRESS-OF-THIS-MACHINE' : location.hostname.replace(/^\[|\]$/g, '');
  const recipes = RECIPES.map(([name, file, text]) => element('figure', '',
    element('figcaption', '', name, ...(file ? [', ', element('code', '', file)] : [])),
    element('pre', '', text.replaceAll('HOST', host).replaceAll('PORT', String(port)))));
  section.append(
    element('h2', '', 'No sFlow yet'),
    element('p', '', 'No agent has sent sFlow version 5 to this engine. Point the sFlow agents of switches, routers and hosts at UDP port ',
      element('strong', '', String(port)), ' of this machine, with counters every 20 to 30 seconds.'),
    element('div', 'recipes', ...recipes),
    element('p', 'quiet', 'Nothing at hand? ', element('code', '', './weir demo'),
      ' replays a recorded network. This page notices by itself when the first datagram comes.'),
  );
}
