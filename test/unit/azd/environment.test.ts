import { expect, it } from 'vitest';
import {
  defaultEnvironment,
  readEnvironment,
  readParametersFile,
  rememberedParameters,
} from '../../../src/azd/environment.ts';

it('reads values as azd writes them, escapes included', () => {
  const text = 'AZURE_ENV_NAME="dev"\nLIST="[{\\"name\\":\\"a\\"}]"\nPRICE="\\$5"\nPLAIN=x # y\n';
  expect(readEnvironment(text)).toEqual({
    AZURE_ENV_NAME: 'dev',
    LIST: '[{"name":"a"}]',
    PRICE: '$5',
    PLAIN: 'x',
  });
});

it('finds the default environment and the parameters that azd remembers', () => {
  expect(defaultEnvironment('{"version":1,"defaultEnvironment":"dev"}')).toBe('dev');
  expect(defaultEnvironment('{"version":1')).toBeNull();
  expect(rememberedParameters('{"infra":{"parameters":{"principalId":"p"}}}')).toEqual({
    principalId: 'p',
  });
  expect(rememberedParameters('[]')).toEqual({});
});

it('replaces variables in a parameters file, and leaves out what has no value', () => {
  const text = JSON.stringify({
    parameters: {
      principalId: { value: '${AZURE_PRINCIPAL_ID}' },
      location: { value: '${AZURE_LOCATION=westeurope}' },
      name: { value: 'shop-${AZURE_ENV_NAME}' },
      secret: { reference: { keyVault: {} } },
      count: { value: 2 },
    },
  });
  expect(readParametersFile(text, { AZURE_ENV_NAME: 'dev' })).toEqual({
    location: 'westeurope',
    name: 'shop-dev',
    count: 2,
  });
});
