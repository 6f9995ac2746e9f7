import { expect, it } from 'vitest';
import { conditionInWords } from '../../../src/core/rbac/condition-words.ts';

it.each([
  [
    "((!(ActionMatches{'Microsoft.CognitiveServices/accounts/OpenAI/responses/write'})) OR (@Environment[UtcNow] DateTimeLessThan '2026-12-01T00:00:00Z'))",
    '((the action is not Microsoft.CognitiveServices/accounts/OpenAI/responses/write) or (the time is before 2026-12-01T00:00:00Z))',
  ],
  [
    '@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{53ca6127-db72-4b80-b1b0-d745d6d5456d, eed3b665-ab3a-47b6-8f48-c9382fb1dad6}',
    'the role asked for is one of Foundry User (formerly Azure AI User), Foundry Agent Consumer',
  ],
  [
    "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'logs' AND @Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Team] StringStartsWith 'shop'",
    'the name of the resource is logs and the Team of the principal starts with shop',
  ],
  ['@Resource[a:b] SomethingNew {1}', 'the b of the resource SomethingNew 1'],
  ['no condition that anybody knows', 'no condition that anybody knows'],
])('puts %s into words', (condition, words) => {
  expect(conditionInWords(condition)).toBe(words);
});
