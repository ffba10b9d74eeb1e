// Lists the agents. Everything that came over the network is set as text, never as markup.

const PERIOD = 2000;

const note = document.getElementById('note');
const table = document.getElementById('agents');
const body = table.tBodies[0];

async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer;
}

function cell(row, text, numeric = false) {
  const td = row.insertCell();
  td.textContent = text;
  td.className = numeric ? 'number' : '';
  return td;
}

function show(agents) {
  const addresses = Object.keys(agents);
  body.replaceChildren();
  for (const address of addresses) {
    const agent = agents[address];
    const row = body.insertRow();
    const link = document.createElement('a');
    link.href = `../metric/${encodeURIComponent(address)}/json`;
    link.textContent = address;
    cell(row, '').append(link);
    cell(row, agent.hostName ?? '');
    cell(row, agent.sFlowDatagramsReceived, true);
    cell(row, agent.sFlowDatagramsLost, true);
    cell(row, agent.sFlowFlowSamples, true);
    cell(row, agent.sFlowCounterSamples, true);
    cell(row, `${(agent.lastSeen / 1000).toFixed(1)} s ago`, true);
  }
  table.hidden = addresses.length === 0;
  note.textContent = addresses.length === 0 ? 'No agent has sent a datagram yet.' : '';
}

async function refresh() {
  try {
    show(await (await ask('../agents/json')).json());
  } catch (error) {
    note.textContent = `No answer from the engine: ${error.message}`;
  } finally {
    setTimeout(refresh, PERIOD);
  }
}

ask('../version')
  .then((answer) => answer.text())
  .then((text) => { document.getElementById('version').textContent = text; })
  .catch(() => { /* the list of agents says that nobody answers */ });
refresh();
