import type { Finding, Mend } from '../finding.ts';
import type { Port } from '../model.ts';
import type { PortOf } from '../pair.ts';
import type { Aspect, Both, Rule, Subject } from './rule.ts';

/** Asks one rule after the other of all that nothing has cast doubt on yet. */
export function ask(
  rules: readonly Rule[],
  subjects: readonly Subject[],
  pairs: readonly Both[],
): readonly Finding[] {
  const doubtful = new Map<Port, Set<Aspect>>();
  const canBeAsked = ({ port }: PortOf, { looksAt }: Rule): boolean =>
    !looksAt.some((aspect) => doubtful.get(port)?.has(aspect));
  const spoil = (ports: readonly PortOf[], { spoils }: Rule): void => {
    for (const { port } of ports) doubtful.set(port, new Set([...(doubtful.get(port) ?? []), ...spoils]));
  };
  return rules.flatMap((rule) => {
    const found: Finding[] = [];
    const take = (finding: Finding | undefined, about: readonly Subject[]): void => {
      if (finding === undefined) return;
      found.push(finding);
      spoil(changed(finding, about), rule);
    };
    if ('finds' in rule) {
      for (const self of subjects) if (canBeAsked(self, rule)) take(rule.finds(self), [self]);
    } else {
      for (const pair of pairs) {
        const { a, b } = pair;
        if (canBeAsked(a, rule) && canBeAsked(b, rule)) take(rule.findsInBoth(pair), [a, b]);
      }
    }
    return found;
  });
}

/** The ports that will be others once it is mended; all that it is about, where nothing says which. */
function changed({ mend, mendAlso }: Finding, about: readonly Subject[]): readonly PortOf[] {
  const isOf =
    (mend: Mend | undefined) =>
    ({ machine, port }: PortOf): boolean =>
      mend?.machine === machine && mend.port === port.number;
  const partners = about.flatMap(({ partner }) => partner ?? []);
  const mended = about.filter(isOf(mend));
  return [...(mended.length > 0 ? mended : about), ...partners.filter(isOf(mendAlso))];
}
