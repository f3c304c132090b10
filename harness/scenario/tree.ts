import type { Range } from '../ground/source.ts';
import type { Path } from './fault.ts';

export type Scalar = string | number | boolean | null;

/** The file's data, each part with the place where it stands. */
export type Tree = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  readonly at: Range;
  /** It could not be read: what is wrong with it has been said. */
  readonly isUnread?: true;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly at: Range;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, { readonly key: Range; readonly value: Tree }>;
  readonly at: Range;
}

/** The part of the tree that a path leads to, and the key that it stands behind. */
export interface Place {
  readonly node: Tree;
  readonly key: Range | undefined;
}

export function placeOf(root: Tree, path: Path): Place | undefined {
  let place: Place = { node: root, key: undefined };
  for (const step of path) {
    const next = childOf(place.node, step);
    if (next === undefined) return undefined;
    place = next;
  }
  return place;
}

/** As above, or the nearest place on the way there. */
export function nearestPlace(root: Tree, path: Path): Place {
  let place: Place = { node: root, key: undefined };
  for (const step of path) place = childOf(place.node, step) ?? place;
  return place;
}

function childOf(node: Tree, step: string | number): Place | undefined {
  if (node.kind === 'map') {
    const entry = node.entries.get(String(step));
    return entry && { node: entry.value, key: entry.key };
  }
  const item = node.kind === 'list' ? node.items[Number(step)] : undefined;
  return item && { node: item, key: undefined };
}

/** Every scalar below a node, with its path. */
export function* scalarsOf(
  node: Tree,
  path: Path = [],
): Generator<{ readonly scalar: ScalarNode; readonly path: Path }> {
  if (node.kind === 'scalar') yield { scalar: node, path };
  else if (node.kind === 'list')
    for (const [index, item] of node.items.entries()) yield* scalarsOf(item, [...path, index]);
  else for (const [key, { value }] of node.entries) yield* scalarsOf(value, [...path, key]);
}

/** The plain data of a tree, each scalar as `scalarValue` has it. */
export function plain(node: Tree, scalarValue: (scalar: ScalarNode) => Scalar): unknown {
  if (node.kind === 'scalar') return scalarValue(node);
  if (node.kind === 'list') return node.items.map((item) => plain(item, scalarValue));
  // Without a prototype a key named `constructor` is a key like any other.
  const data: Record<string, unknown> = Object.create(null);
  for (const [key, { value }] of node.entries) data[key] = plain(value, scalarValue);
  return data;
}

export function sizeOf(node: Tree): number {
  if (node.kind === 'scalar') return 1;
  const parts = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
  return parts.reduce((size, part) => size + sizeOf(part), 1);
}

export const withoutKey = (node: Tree, key: string): Tree =>
  node.kind === 'map'
    ? { ...node, entries: new Map([...node.entries].filter(([name]) => name !== key)) }
    : node;
