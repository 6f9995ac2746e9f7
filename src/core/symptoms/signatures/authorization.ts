import { action, guid, pattern, quoted, type Signature } from './signature.ts';

/** Any words but those that would begin another refusal: what a service says in another language. */
const words = (most: number): string => `(?:(?!PermissionDenied|AuthorizationFailed).){0,${most}}?`;

/** A role is missing, or something stronger than a role stands in the way. */
export const authorizationSignatures: Signature[] = [
  {
    class: 'missing-data-action',
    pattern: pattern(
      `(?:principal(?: ${quoted('principal')})? )?lacks the required data ?actions?`,
      `(?: ${action}(?: to perform(?: '?(?<operation>[a-z]{3,7} /[^\\s']{0,400})'?)?)?)?`,
    ),
  },
  {
    class: 'missing-data-action',
    pattern: pattern(
      `Identity ?\\(object id: ?${quoted('principal')}\\) does not have permissions?`,
      `(?: for ${action} actions?)?`,
    ),
  },
  {
    class: 'missing-data-action',
    pattern: pattern(
      `ensure that the user with object ?id:? ${quoted('principal')} has `,
      `${action}(?: action)?(?: on the project ${quoted('name')})?`,
    ),
  },
  {
    // Cut off before it says what is missing; the short form of the same refusal names no principal.
    class: 'missing-data-action',
    pattern: pattern(
      `PermissionDenied[^a-z]{1,12}(?:message[^a-z]{1,12})?The principal '?(?<principal>${guid}|[^@\\s']{1,200}@[^\\s']{1,200})'? `,
    ),
  },
  {
    // In any language: the code, the action and, where it is a GUID, the principal stay what they are.
    class: 'missing-data-action',
    pattern: pattern(
      `PermissionDenied(?:${words(200)}'(?<principal>${guid})')?`,
      `${words(200)}'(?<action>Microsoft\\.CognitiveServices/accounts/[\\w/*.-]{3,200})'`,
    ),
  },
  {
    class: 'cosmos-data-action',
    pattern: pattern(
      'principal \\[(?<principal>[^\\]]{1,400})\\] does not have required RBAC permissions',
      '(?: to perform action \\[(?<action>[^\\]]{1,400})\\](?: on resource \\[(?<scope>[^\\]]{1,400})\\])?)?',
    ),
  },
  {
    class: 'cosmos-data-action',
    pattern: pattern('cannot be authorized by AAD token in data plane'),
  },
  {
    class: 'deny-assignment',
    pattern: pattern(
      `(?:(?:client '?(?:[^']{1,400})'? with object id ${quoted('principal')} )?has permission to perform action `,
      `${action}(?: on scope ${quoted('scope')}.{0,80}?)?[^a-z]{0,40}(?:however,? )?(?:the )?)?`,
      '(?:access is )?denied because of the deny assignment',
      // Deployment stacks quote other names inside the name.
      "(?: with name '(?<name>Deny assignment '[^']{1,80}' created by [^']{1,80}'[^']{1,300}|[^']{1,400})')?",
    ),
  },
  { class: 'deny-assignment', pattern: pattern('DenyAssignmentAuthorizationFailed') },
  {
    class: 'control-plane',
    pattern: pattern(
      `client '?(?:[^']{1,400})'? with object id ${quoted('principal')} does not have (?:authorization|permission)`,
      `(?: or an ABAC condition not fulfilled)?(?: to perform action ${action}`,
      `(?: (?:over|at) scope ${quoted('scope')})?)?`,
    ),
  },
  {
    class: 'control-plane',
    pattern: pattern(
      `(?:does|do) not have permission to perform action '(?<action>Microsoft\\.[^\\s']{1,400})'`,
    ),
  },
  {
    class: 'control-plane',
    pattern: pattern(
      `AuthorizationFailed${words(300)}'(?<principal>${guid})'`,
      `${words(200)}'(?<action>Microsoft\\.[\\w.]{1,60}/[\\w/*.-]{3,200})'`,
      `(?:${words(200)}'(?<scope>/subscriptions/[^'\\s]{1,400})')?`,
    ),
  },
  { class: 'control-plane', pattern: pattern('(?:Linked)?AuthorizationFailed') },
  {
    class: 'impersonation',
    pattern: pattern('session_not_accessible|UserIdentityImpersonation'),
  },
  {
    class: 'published-identity',
    pattern: pattern(
      'Failed to fetch agentic identity access token|AgenticIdentityToken[^.]{0,80}requires AgentInstanceClientId',
    ),
  },
  {
    class: 'permission-denied',
    // The word alone is also Google's, gRPC's and an exception's name: only as Azure's code it counts.
    pattern: pattern(
      'Principal does not have access to API ?/ ?Operation|PermissionDenied for url|',
      "(?:(?<!Status \\{ )code'?: ?'?|error_?code'?[=:] ?'?|\\()PermissionDenied\\b",
    ),
  },
  {
    class: 'masked-denial',
    pattern: pattern('tool_user_error'),
  },
  { class: 'transient-auth', pattern: pattern('transient_auth_error') },
];
