/** What a user of the package may import. */
export type { FarPc } from './adapter/serialport/far-pc.ts';
export type { LineError, LineErrorName } from './adapter/serialport/line-error.ts';
export type { LineTime } from './adapter/serialport/line-time.ts';
export {
  type NullModem,
  type NullModemPairOptions,
  type NullModemToPc,
  type NullModemToPcOptions,
  nullModem,
  nullModemToPc,
} from './adapter/serialport/null-modem.ts';
export type { NullModemPort } from './adapter/serialport/port.ts';
export { SteppedTime, type TimeSpan } from './adapter/serialport/stepped-time.ts';
export type { Diagnostic, Span } from './ground/diagnostic.ts';
export { HarnessError, InvariantError } from './ground/errors.ts';
export type { Side } from './ground/side.ts';
export {
  CRYSTAL_HZ,
  fromSeconds,
  NEVER,
  type Ticks,
  ticks,
  toMilliseconds,
  toSeconds,
} from './ground/ticks.ts';
export type { Recorder, TraceRecord } from './ground/trace.ts';
export { parseCommand, runCommand } from './lab7/command.ts';
export { courseDelay, type Lab7Result, type TransferOptions } from './lab7/transfer.ts';
export { ByteLink } from './link/byte-link.ts';
export { Cable } from './link/cable.ts';
export { MemoryConnector } from './link/connector.ts';
export type { Link, LinkEvent, LinkTally } from './link/link.ts';
export { PROFILES, type ProfileName, TRANSPORTS, type Transport } from './link/profile.ts';
export { SocketConnector } from './link/socket-connector.ts';
export { ComPort } from './machine/com-port.ts';
export type { ForeignChip, ForeignChipMaker, Reply } from './machine/foreign-chip.ts';
export { Pc } from './machine/pc.ts';
export { ConnectingOutlet } from './peer/connecting-outlet.ts';
export { ListeningOutlet } from './peer/listening-outlet.ts';
export type { LiveEvent } from './peer/live-event.ts';
export type { LiveLedger } from './peer/live-ledger.ts';
export type { LiveEnd, LiveOutcome } from './peer/live-outcome.ts';
export { type LiveOptions, playLive } from './peer/live-pc.ts';
export type { Departure, Outlet, OutletEvents } from './peer/outlet.ts';
export { type OutletOptions, outletFor } from './peer/outlet-for.ts';
export { type PortAddress, portAddress } from './peer/port-address.ts';
export { qemuChip } from './peer/qemu/chip.ts';
export { type TapEnd, type TapOptions, type TapOutcome, tap } from './peer/tap.ts';
export type { TapEvent } from './peer/tap-event.ts';
export { BELL, GAVE_UP, inb, type Operation, outb, type Program, print, RANG } from './program/operation.ts';
export { Processor } from './program/processor.ts';
export { renderBesideOurs } from './report/beside-ours.ts';
export { type Comparison, differs, headline, type ProfilePlay } from './report/comparison.ts';
export { renderDiagnostic } from './report/diagnostics.ts';
export { jsonReport } from './report/json.ts';
export { type ComparisonOptions, renderComparison } from './report/side-by-side.ts';
export { renderScenario, renderSummary } from './report/terminal.ts';
export { type ByteId, byteOf } from './report/trace/byte-of.ts';
export type { TraceHeader } from './report/trace/header.ts';
export { traceJsonSchema } from './report/trace/json-schema.ts';
export { type ParsedLine, parsedLine } from './report/trace/parsed-line.ts';
export { type ChipComparison, playBesideOurs } from './run/beside-ours.ts';
export type { ForeignChips } from './run/board.ts';
export { goldenOf } from './run/golden.ts';
export type { Ledger } from './run/ledger.ts';
export { comparedUnder, over, type PlayOptions, play } from './run/play.ts';
export { playRecorded, type Run } from './run/recorded.ts';
export type { Failure, ScenarioResult } from './run/result.ts';
export { defineScenario, type MatrixInput, type Reference, type ScenarioInput } from './scenario/define.ts';
export { scenarioJsonSchema } from './scenario/json-schema.ts';
export { type LoadedFile, loadScenario } from './scenario/load.ts';
export type { Scenario, Step } from './scenario/model.ts';
export { type Clock, RANK } from './time/clock.ts';
export { Islands } from './time/islands.ts';
export { VirtualClock } from './time/virtual-clock.ts';
export { WallClock } from './time/wall-clock.ts';
export { Uart } from './uart/chip.ts';
export type { Inspection } from './uart/inspection.ts';
export {
  characterTicks,
  type Line,
  type LineSettings,
  lcrFor,
  lineInWords,
  lineSettingsOf,
} from './uart/line-settings.ts';
export { FCR, IER, IIR, LCR, LSR, MCR, MSR, OFFSET } from './uart/registers.ts';
export type { Snapshot } from './uart/snapshot.ts';
export { UART_TYPES, type UartType } from './uart/types.ts';
export { Waveform } from './uart/waveform.ts';
