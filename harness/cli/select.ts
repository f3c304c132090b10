import type { Transport } from '../link/profile.ts';
import type { Scenario } from '../scenario/model.ts';

/**
 * The scenarios over one transport. Those of a matrix over transports become the same: of these the one that had the
 * transport already stays, or else the first.
 */
export function selectOver(
  scenarios: readonly Scenario[],
  transport: Transport,
  over: (scenario: Scenario, transport: Transport) => Scenario,
): readonly Scenario[] {
  const kept = new Map<string, { readonly scenario: Scenario; readonly native: boolean }>();
  for (const each of scenarios) {
    const scenario = over(each, transport);
    const native = each.link.transport === transport;
    const { profile, listen } = scenario.link;
    const key = JSON.stringify({ ...scenario, name: '', entry: {}, link: { profile, listen } });
    const earlier = kept.get(key);
    if (earlier === undefined || (native && !earlier.native)) kept.set(key, { scenario, native });
  }
  return [...kept.values()].map(({ scenario }) => scenario);
}

/** Those of a matrix over profiles are the same scenario where each is played under several: the first stays. */
export function selectWhateverProfile(scenarios: readonly Scenario[]): readonly Scenario[] {
  const seen = new Map<string, string | undefined>();
  return scenarios.filter((scenario) => {
    const { profile, ...link } = scenario.link;
    const key = JSON.stringify({ ...scenario, name: '', entry: {}, link });
    const isFirst = !seen.has(key);
    if (isFirst) seen.set(key, profile);
    return isFirst || seen.get(key) === profile;
  });
}
