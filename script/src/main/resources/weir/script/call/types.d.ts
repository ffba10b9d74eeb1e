/** An address, a host or node name, ALL, TOPOLOGY, EDGE, CORE, or a list of these. */
type Agents = string | string[];
/** Names, as an array or separated by commas. */
type Names = string | string[];
/** A number, also as text. */
type Numeric = number | string;
/** Values that metrics must have, by metric; * stands for anything. */
type Filter = {[metric: string]: string | number | (string | number)[]};
type Counts = {[name: string]: number};

interface Analyzer {
  [name: string]: number | string;
}
interface Agent {
  sFlowDatagramSource: string[];
  firstSeen: number;
  lastSeen: number;
  uptime: number;
  [counter: string]: number | string[];
}
interface TopKey {
  key: string;
  value: number;
  lastUpdate: number;
  values?: number[];
  samples?: number;
  error?: number;
}
interface Metric {
  agent: string;
  dataSource: string;
  metricName: string;
  metricValue: any;
  lastUpdate: number;
  topKeys?: TopKey[];
}
interface Statistic {
  metricName: string;
  metricN?: number;
  metricValue?: any;
  agent?: string;
  dataSource?: string;
  lastUpdate?: number;
  lastUpdateMin?: number;
  lastUpdateMax?: number;
  topKeys?: TopKey[];
  quartiles?: {min: number; q1: number; med: number; q3: number; max: number};
}
interface FlowSpec {
  keys?: Names;
  value: string;
  values?: Names;
  filter?: string | null;
  n?: Numeric;
  t?: Numeric;
  fs?: string;
  log?: boolean;
  flowStart?: boolean;
  activeTimeout?: Numeric;
  dropped?: boolean;
  aggMode?: string;
  ipfixCollectors?: string[];
}
interface ActiveFlow {
  key: string;
  value: number;
  flowN: number;
  agent?: string;
  dataSource?: string;
  values?: number[];
  samples?: number;
  error?: number;
}
interface FlowValues {
  value: number;
  values: number[];
  lastUpdate: number;
}
interface FlowLocation {
  agent: string;
  dataSource: string;
  value: number;
  node?: string;
  port?: string;
  linkname?: string;
  localnode?: string;
  localport?: string;
  remotenode?: string;
  remoteport?: string;
}
interface FlowRecord {
  flowID: number;
  name: string;
  agent?: string;
  dataSource?: string;
  start: number;
  end: number;
  value: number;
  flowKeys: string;
  values?: number[];
  samples?: number;
  error?: number;
}
interface ThresholdSpec {
  metric: string;
  value: Numeric;
  byFlow?: boolean;
  timeout?: Numeric;
  filter?: Filter;
}
interface ThresholdEvent {
  eventID: number;
  timestamp: number;
  thresholdID: string;
  threshold: number;
  agent?: string;
  dataSource?: string;
  metric: string;
  value: number;
  flowKey?: string;
  values?: number[];
  samples?: number;
  error?: number;
}
interface HttpRequest {
  path?: string[];
  method: string;
  query: {[name: string]: string[]};
  format: string;
  body?: any;
  error?: string;
}
interface Topology {
  version: number;
  nodes?: {[name: string]: any};
  links?: {[name: string]: Link};
  [other: string]: any;
}
interface Link {
  node1: string;
  port1: string;
  node2: string;
  port2: string;
  tags?: {[name: string]: string};
  [other: string]: any;
}
interface LinkEnd {
  linkname: string;
  localnode: string;
  localport: string;
  remotenode: string;
  remoteport: string;
  remoteagent?: string;
  remoteifindex?: string;
}
interface HttpOptions {
  url: string;
  operation?: string;
  body?: string;
  headers?: {[name: string]: string};
  user?: string;
  password?: string;
}
interface HttpReply {
  status: number;
  body: string;
  url: string;
  headers: {[name: string]: string[]};
}
interface HttpAsyncOptions extends HttpOptions {
  success?: (reply: HttpReply) => void;
  error?: (error: Error & {status: number; url: string}) => void;
}
interface CommandResult {
  status: number;
  stdout: string[];
  stderr: string[];
}
interface CommandOptions {
  cmd: string[];
  env?: string[];
  dir?: string;
  success?: (result: CommandResult) => void;
  error?: (result: CommandResult) => void;
}
interface Hop {
  linkname: string;
  startnode: string;
  startport: string;
  endnode: string;
  endport: string;
}
interface Location {
  agent: string;
  ifindex: string;
  mac: string;
  ipaddress?: string;
  ip6address?: string;
  node?: string;
  port?: string;
  vlan?: string;
  ouiname?: string;
  agg_attachedaggid?: any;
  agg_partneropersystemid?: any;
}
interface RuleSpec {
  attack: {keys?: Names; value?: 'frames' | 'bytes'; filter?: string; fs?: string; flowKey?: string};
  rule: {match: {[component: string]: Numeric}} | {prefix: string};
  seconds?: Numeric;
  datagrams?: Numeric;
  until?: Numeric;
  since?: Numeric;
  agents?: Agents;
}
/** Shares from 0 to 1 with bounds for a probability of 95 %; without samples 0, 0 and 1. */
interface RuleShare {
  samples: number;
  matched: number;
  share: number;
  lower: number;
  upper: number;
  frames: number;
  bytes: number;
  matchedFrames: number;
  matchedBytes: number;
}
interface RuleAnswer {
  since: number;
  until: number;
  seconds: number;
  complete: boolean;
  counted: {by: 'edge' | 'agent' | 'agents'; agents: string[]};
}
interface RuleTrial extends RuleAnswer {
  match: {[component: string]: string};
  samples: number;
  matched: number;
  attack: RuleShare;
  other: RuleShare;
  distinctSources: number;
  sources: {address: string; share: number}[];
  ports: {protocol: number; port: number; share: number}[];
  narrower: {match: {[component: string]: string}; attack: RuleShare; other: RuleShare}[];
}
interface RuleRate {
  samples: number;
  value: number;
  lower: number;
  upper: number;
}
interface RuleChange {
  before: RuleRate;
  after: RuleRate;
  left: number;
  lower: number;
  upper?: number;
}
interface RuleEffect extends RuleAnswer {
  changed: number;
  attack: RuleChange;
  other: RuleChange;
}
