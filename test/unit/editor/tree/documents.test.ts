import { expect, it } from 'vitest';
import { assignmentsDocument } from '../../../../src/editor/tree/model/assignments-document.ts';
import { findDeclarations } from '../../../../src/editor/tree/model/find-declarations.ts';
import {
  accountId,
  assignment,
  instanceId,
  known,
  projectId,
  unknown,
} from '../../core/sample-facts.ts';
import { access } from './small-tenant.ts';

it('lists assignments with the way each takes, and what could not be read', () => {
  const text = assignmentsDocument(
    {
      principalId: instanceId.toUpperCase(),
      clientId: null,
      role: 'agent-instance',
      name: 'agent | <b>x</b>',
      resourceId: null,
    },
    access({
      assignments: known([
        assignment(projectId),
        assignment(accountId, { principalId: 'GROUP', condition: 'a | b' }),
        assignment(accountId, { principalId: 'somebody else' }),
      ]),
      eligibilities: unknown('refused', 'No right to read eligibilities.'),
      groupMembers: { group: known([instanceId]), hidden: unknown('refused', 'Hidden.') },
    }),
  );
  expect(text).toContain('# Role assignments of agent \\| \\<b\\>x\\</b\\>');
  expect(text.match(/Foundry User \(formerly Azure AI User\)/g)).toHaveLength(2);
  expect(text).toContain('- How: through group GROUP\n- Only if: a \\| b\n');
  expect(text).toContain('- Eligibilities: No right to read eligibilities.');
  expect(text).toContain('- Members of group hidden: Hidden.');
  expect(text).not.toContain('somebody else');
});

it('says that nothing is assigned only where the assignments were read', () => {
  const nobody = {
    principalId: 'x',
    clientId: null,
    role: 'user-assigned',
    name: 'x',
    resourceId: null,
  } as const;
  expect(assignmentsDocument(nobody, access())).toContain('Nothing is assigned to it in ARM');
  const refused = assignmentsDocument(
    nobody,
    access({ assignments: unknown('refused', 'Refused.') }),
  );
  expect(refused).not.toContain('Nothing is assigned');
  expect(refused).toContain('- Role assignments: Refused.');
});

const bicep = `param accountName string = 'contoso'
resource foundry 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: accountName
}
resource other 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso-other'
}
resource shop 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' = {
  parent: foundry
  name: 'shop'
}
module more 'more.bicep' = {
  name: 'shop'
}
`;

it('finds where Bicep declares a resource, by a written name or a parameter’s default', () => {
  expect(findDeclarations(bicep, { kind: 'project', name: 'Shop' })).toEqual([
    { line: 7, symbol: 'shop', named: true },
  ]);
  expect(findDeclarations(bicep, { kind: 'account', name: 'contoso' })).toEqual([
    { line: 1, symbol: 'foundry', named: true },
    { line: 4, symbol: 'other', named: false },
  ]);
  expect(findDeclarations(bicep, { kind: 'identity', name: 'shop' })).toEqual([]);
});
