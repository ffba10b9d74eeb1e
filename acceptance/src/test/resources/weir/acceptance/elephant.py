"""Defines a flow and a threshold, then prints each event as it comes: flow, agent, data source.

Arguments: address of the engine, content type of the definitions (json or form), number of events to wait for.
"""

import json
import sys
from urllib.request import Request, urlopen

engine, form, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
headers = {'Content-Type': 'application/json'} if form == 'json' else {}


def put(path, definition):
    # Without a type the client says application/x-www-form-urlencoded.
    body = json.dumps(definition).encode()
    assert urlopen(Request(engine + path, body, headers, method='PUT')).status == 204


put('/flow/elephant/json', {'keys': 'ipsource,ipdestination', 'value': 'bytes'})
put('/threshold/elephant_threshold/json',
    {'metric': 'elephant', 'value': 10000000 / 8, 'byFlow': True, 'timeout': 1})
print('defined', flush=True)

query = '/events/json?thresholdID=elephant_threshold&maxEvents=10&timeout=60&eventID='
event_id = -1
seen = 0
while seen < wanted:
    answer = urlopen(engine + query + str(event_id))
    assert answer.status == 200
    events = json.load(answer)
    if not events:
        continue
    event_id = events[0]['eventID']
    for event in reversed(events):
        print(event['flowKey'], event['agent'], event['dataSource'], flush=True)
        seen += 1
