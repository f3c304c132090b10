import { baseOf, comOf, type End, irqOf, type Machine, type Port, type Said } from '../config/model.ts';
import type { PortOf } from '../config/pair.ts';
import { titleOf } from '../config/title.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import { type Answer, type Roles, rolesIn } from './answer.ts';

/** The answer as one JSON document; its keys always stand in this order. */
export function answerAsJson(answer: Answer, version: string): string {
  const { verdict, machines, pairs, boot, diagnostics } = answer;
  const [roles] = pairs.map(rolesIn).filter((each) => each !== undefined);
  return JSON.stringify({
    nullmodem: 1,
    version,
    verdict,
    machines: machines.map(machineAsJson),
    pair: roles === undefined ? null : rolesAsJson(roles, machines),
    boot,
    diagnostics: diagnostics.map(diagnosticAsJson),
  });
}

/** A machine by its place in the list too: two may bear one name. */
function rolesAsJson({ listener, connector }: Roles, machines: readonly Machine[]) {
  const end = ({ machine, port }: PortOf) => ({
    machine: machines.indexOf(machine),
    name: titleOf(machine),
    port: port.number,
  });
  return { listener: end(listener), connector: end(connector), startFirst: titleOf(listener.machine) };
}

const machineAsJson = ({ product, format, name, at, settings, host, ports }: Machine) => ({
  product,
  format,
  name,
  file: at.source.file,
  host: plain(host),
  settings: plain(settings),
  ports: ports.map(portAsJson),
});

const portAsJson = (port: Port) => ({
  number: port.number,
  enabled: plain(port.enabled),
  com: comOf(port),
  base: baseOf(port),
  irq: irqOf(port),
  uart: plain(port.uart) ?? '16550A',
  end: endAsJson(port.end),
});

function endAsJson(end: End) {
  switch (end.kind) {
    case 'tcp':
      return {
        kind: end.kind,
        role: plain(end.role),
        address: plain(end.address),
        host: plain(end.host),
        port: plain(end.port),
        framing: plain(end.framing),
        waits: plain(end.waits),
        reconnects: plain(end.reconnects),
      };
    case 'pipe':
      return { kind: end.kind, role: plain(end.role), path: plain(end.path), form: end.form };
    case 'file':
    case 'device':
    case 'disconnected':
    case 'other':
      return { kind: end.kind, what: plain(end.what) };
  }
}

/** What shows only when a script runs is said as the script has it. */
const plain = <T>(said: Said<T> | undefined): T | { readonly later: string } | undefined =>
  said === undefined ? undefined : said.later === undefined ? said.value : { later: said.later };

const diagnosticAsJson = ({ code, severity, what, why, fix, command, next, spans, edits }: Diagnostic) => ({
  code,
  severity,
  what,
  why,
  fix,
  command,
  next,
  spans,
  edits,
});
