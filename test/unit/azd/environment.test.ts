import { expect, it } from 'vitest';
import {
  defaultEnvironment,
  readEnvironment,
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
