import { parse } from 'dotenv';

/**
 * The values of an azd environment: the text of `.azure/<name>/.env`, which holds the outputs of
 * the last deployment beside what was set by hand.
 */
export function readEnvironment(text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parse(text)).map(([name, value]) => [
      name,
      value.replace(/\\(["\\$`!])/g, '$1'),
    ]),
  );
}

/** The environment that azd uses unless told otherwise, from the text of `.azure/config.json`. */
export function defaultEnvironment(text: string): string | null {
  const name = member(parseJson(text), 'defaultEnvironment');
  return typeof name === 'string' && name !== '' ? name : null;
}

/**
 * What azd asked for and remembered, by the Bicep parameter's name: `infra.parameters` in the text
 * of `.azure/<name>/config.json`.
 */
export function rememberedParameters(text: string): Record<string, unknown> {
  const parameters = member(member(parseJson(text), 'infra'), 'parameters');
  return isRecord(parameters) ? parameters : {};
}

/** Files that people edit: what is no JSON says nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
