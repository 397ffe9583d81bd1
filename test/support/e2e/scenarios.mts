/** The scenario of each provider, `test/simulator/scenarios/<provider>.mts`. */
import { exportsOfProviders } from '../providers.mts';
import type { Scenario } from './scenario.mts';

export const scenarios: readonly Scenario[] = exportsOfProviders(
	(name) => `test/simulator/scenarios/${name}.mts`,
	() => 'scenario',
);
