import * as z from 'zod';
import { TenantSchema } from './schema.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The published schema of tenant files. A file that stands alone must be complete; one that extends
 * another is a merge patch, in which everything may be left out and `null` removes.
 */
export function tenantJsonSchema(): JsonSchema {
  const { $schema, title, ...complete } = z.toJSONSchema(TenantSchema, { io: 'input' });
  return {
    ...($schema === undefined ? {} : { $schema }),
    ...(title === undefined ? {} : { title }),
    if: { type: 'object', required: ['extends'] },
    then: patchOf(complete),
    else: complete,
  };
}

/** The schema of a merge patch over what `schema` describes: nothing required, all removable. */
function patchOf(schema: JsonSchema): JsonSchema {
  const { properties, additionalProperties } = schema;
  const patch: JsonSchema = { ...schema };
  delete patch.required;
  if (properties !== undefined) {
    patch.properties = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, removable(inner)]),
    );
  }
  if (additionalProperties !== undefined) {
    patch.additionalProperties = removable(additionalProperties);
  }
  return patch;
}

const removable = (schema: JsonSchema | boolean): JsonSchema | boolean =>
  typeof schema === 'boolean' || Object.keys(schema).length === 0
    ? schema
    : { anyOf: [patchOf(schema), { type: 'null' }] };
