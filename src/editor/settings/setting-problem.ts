/** What the manifest says about a setting, as far as a value can break it. */
export interface SettingSchema {
  type: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
}

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** What is wrong with the value of a setting, as one sentence that names it; null where nothing is. */
export function settingProblem(name: string, value: unknown, schema: SettingSchema): string | null {
  const wanted = whatIsWanted(value, schema);
  if (wanted === null) return null;
  return `The setting ${name} is ${JSON.stringify(value)} and has to be ${wanted}. Until then its default counts.`;
}

function whatIsWanted(value: unknown, schema: SettingSchema): string | null {
  if (typeof value !== schema.type) return typeWords[schema.type] ?? schema.type;
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) {
    return `one of ${schema.enum.join(', ')}`;
  }
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (typeof value === 'number' && !(value >= minimum && value <= maximum)) {
    return `between ${minimum} and ${maximum}`;
  }
  return null;
}
