const drops = new Set<() => void>();

const dropAll = (): void => {
  for (const drop of drops) drop();
};

/**
 * Has something dropped when this process ends at once, and gives what calls that off. One listener for all: Node takes
 * the eleventh for a leak.
 */
export function atProcessEnd(drop: () => void): () => void {
  if (drops.size === 0) process.once('exit', dropAll);
  drops.add(drop);
  return () => {
    drops.delete(drop);
    if (drops.size === 0) process.off('exit', dropAll);
  };
}
