/** The ids that commands name without loading what signs. */
import { expect, it } from 'vitest';
import { configurationIds } from '../../issuer/issue/configuration-ids.ts';
import { configurations } from '../../issuer/issue/configurations.ts';

it('are those of the configurations, in their order', () => {
  expect(configurationIds).toEqual([...configurations.keys()]);
});
