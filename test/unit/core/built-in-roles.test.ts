import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInRole,
  builtInRoleForPeople,
  builtInRoleNamed,
  builtInRoles,
  nearestRole,
  providerOfRole,
} from '../../../src/core/rbac/built-in-roles.ts';
import { shippedDefinition } from '../../../src/core/rbac/role-catalogue.ts';

const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
const guidShape = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

describe('the list of built-in roles', () => {
  it('holds well-formed GUIDs, each once, and names its roles as the catalogue does', () => {
    expect(builtInRoles.length).toBeGreaterThan(900);
    for (const { guid, name, formerNames } of builtInRoles) {
      expect(guid).toMatch(guidShape);
      expect(formerNames).not.toContain(name);
      const shipped = shippedDefinition(guid);
      if (shipped !== null) expect(shipped.roleName).toBe(name);
    }
  });

  it('finds a role by its GUID in any case, by its name and by a former one', () => {
    expect(builtInRole(foundryUser.toUpperCase())?.name).toBe('Foundry User');
    expect(builtInRoleNamed('azure ai user')?.guid).toBe(foundryUser);
    expect(builtInRoleNamed('Foundry User')?.guid).toBe(foundryUser);
    expect(builtInRoleNamed('Azure AI Project Contributor')).toBeNull();
    expect(builtInRoleForPeople(foundryUser)).toBe('Foundry User (formerly Azure AI User)');
  });

  it('knows which provider a role is made for, and does not where it spans several', () => {
    expect(providerOfRole('1407120a-92aa-4202-b7e9-c0e197c71c8f')).toBe('Microsoft.Search');
    expect(providerOfRole(foundryUser)).toBe('Microsoft.CognitiveServices');
    expect(providerOfRole('b24988ac-6180-42a0-ab88-20f7382dd24c')).toBeNull();
    expect(providerOfRole('64702f94-c441-49e6-a78b-ef80e0188fee')).toBeNull();
  });
});

describe('the nearest role', () => {
  it.each([
    ['a known misspelling', '53ca6127-db72-4e31-b599-04dc5da150b4', 'Foundry User'],
    ['an invented tail', 'a97b65f3-24c7-4388-baec-000000000000', 'Cognitive Services User'],
    ['a shift by one digit', '5a97b65f-24c7-4388-baec-2e87135dc908', 'Cognitive Services User'],
    ['a digit too many', '7f951dda-4ed3-4680-a7ca-43fe172d538d0', 'AcrPull'],
  ])('is found for %s', (_, guid, name) => {
    expect(nearestRole(guid)?.name).toBe(name);
  });

  it('is found for any role with one digit changed, and for no stranger', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...builtInRoles),
        fc.integer({ min: 24, max: 35 }),
        ({ guid }, at) => {
          const digit = guid[at] === '0' ? '1' : '0';
          expect(nearestRole(guid.slice(0, at) + digit + guid.slice(at + 1))?.guid).toBe(guid);
        },
      ),
    );
    fc.assert(fc.property(fc.uuid(), (guid) => nearestRole(guid) === null));
  });
});
