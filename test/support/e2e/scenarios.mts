/** The scenario of each provider, `test/simulator/<provider>.scenario.mts`. */
import { exportsOfProviders } from '../providers.mts';
import type { Scenario } from './scenario.mts';

export const scenarios: readonly Scenario[] = exportsOfProviders(
	(name) => `test/simulator/${name}.scenario.mts`,
	() => 'scenario',
);
