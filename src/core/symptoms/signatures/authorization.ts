import { quoted, type Signature } from './signature.ts';

const pattern = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'gi');

/** A role is missing, or something stronger than a role stands in the way. */
export const authorizationSignatures: Signature[] = [
  {
    class: 'missing-data-action',
    pattern: pattern(
      `principal(?: ${quoted('principal')})? lacks the required data ?actions?`,
      `(?: ${quoted('action')}(?: to perform(?: '?(?<operation>[a-z]+ [^\\s']{1,400})'?)?)?)?`,
    ),
  },
  {
    class: 'missing-data-action',
    pattern: pattern(
      `Identity ?\\(object id: ?${quoted('principal')}\\) does not have permissions?`,
      `(?: for ${quoted('action')} actions?)?`,
    ),
  },
  {
    class: 'missing-data-action',
    pattern: pattern(
      `ensure that the user with object ?id:? ${quoted('principal')} has `,
      `${quoted('action')}(?: action)?(?: on the project ${quoted('name')})?`,
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
      `(?:client '(?:[^']{1,400})' with object id ${quoted('principal')} has permission to perform action `,
      `${quoted('action')} on scope ${quoted('scope')}[^a-z]{0,40}(?:however, )?(?:the )?)?`,
      "access is denied because of the deny assignment(?: with name '(?<name>[^']{1,400})')?",
    ),
  },
  {
    class: 'control-plane',
    pattern: pattern(
      `client '(?:[^']{1,400})' with object id ${quoted('principal')} does not have authorization`,
      `(?: or an ABAC condition not fulfilled)?(?: to perform action ${quoted('action')}`,
      `(?: over scope ${quoted('scope')})?)?`,
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
    pattern: pattern('Principal does not have access to API ?/ ?Operation|PermissionDenied'),
  },
  {
    class: 'masked-denial',
    pattern: pattern('tool_user_error'),
  },
  { class: 'transient-auth', pattern: pattern('transient_auth_error') },
];
