import type { EmulatorRequest } from '../http/request.ts';
import { serviceError } from '../http/service.ts';
import { findEntry } from '../tenant/look-up.ts';
import { principalsOf } from '../tenant/principals.ts';
import type { World } from '../world.ts';
import { coveredBy, covers } from './scope.ts';

/** What `$filter` of the authorization lists may ask for, all of it at once. */
export interface ListFilter {
  /** `atScope()`: at the scope or above it; without it, below it too. */
  atScope: boolean;
  /** `assignedTo('id')`: to the principal, or to a group it is in at any depth. */
  assignedTo: string | null;
  /** `principalId eq 'id'`: to this very principal. */
  principalId: string | null;
  /** `asTarget()`: to the caller. */
  asTarget: boolean;
  /** `roleName eq '…'`, `type eq '…'`, `denyAssignmentName eq '…'`: equality, by lower-case field. */
  equals: ReadonlyMap<string, string>;
}

const functions: Record<string, (filter: ListFilter) => ListFilter> = {
  'atscope()': (filter) => ({ ...filter, atScope: true }),
  'astarget()': (filter) => ({ ...filter, asTarget: true }),
  'atscopeandbelow()': (filter) => filter,
};

/**
 * @param fields the fields that the list lets compare with `eq`, lower case.
 * @throws ErrorReply 400 for anything else: ARM does not guess either.
 */
export function parseListFilter(request: EmulatorRequest, fields: readonly string[]): ListFilter {
  let filter: ListFilter = {
    atScope: false,
    assignedTo: null,
    principalId: null,
    asTarget: false,
    equals: new Map(),
  };
  const text = request.query.get('$filter')?.trim() ?? '';
  for (const clause of text === '' ? [] : text.split(/\s+and\s+/i)) {
    const known = functions[clause.toLowerCase()];
    const assignedTo = /^assignedTo\('([^']+)'\)$/i.exec(clause)?.[1];
    const [, field = '', value] = /^(\w+)\s+eq\s+'?([^']*)'?$/i.exec(clause) ?? [];
    if (known !== undefined) filter = known(filter);
    else if (assignedTo !== undefined) filter = { ...filter, assignedTo };
    else if (value !== undefined && field.toLowerCase() === 'principalid') {
      filter = { ...filter, principalId: value };
    } else if (value !== undefined && fields.includes(field.toLowerCase())) {
      filter = { ...filter, equals: new Map([...filter.equals, [field.toLowerCase(), value]]) };
    } else throw unsupported(text);
  }
  return filter;
}

const unsupported = (text: string) =>
  serviceError(
    'arm',
    400,
    'UnsupportedQuery',
    `The filter '${text}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{value}'' or 'assignedTo('{value}')'.`,
  );

/** What a list holds of all the rows there are. */
export interface Selection {
  /** Whose rows alone can pass, ids in lower case; null where it may be anybody's. */
  principals: string[] | null;
  passes: (row: { scope: string; principals: readonly string[] }) => boolean;
}

/** @throws ErrorReply 400 where `assignedTo()` names a group. */
export function select(
  world: World,
  request: EmulatorRequest,
  scope: string,
  filter: ListFilter,
): Selection {
  const { tenant } = world;
  if (filter.assignedTo !== null && findEntry(tenant.groups, filter.assignedTo) !== undefined) {
    throw serviceError(
      'arm',
      400,
      'InvalidAssignedToPrincipal',
      `The principal '${filter.assignedTo}' of assignedTo() is a group; only users and service principals are accepted.`,
    );
  }
  const target = filter.asTarget ? (request.caller.principal?.objectId ?? '') : filter.assignedTo;
  const assignees = target === null ? null : principalsOf(tenant, target);
  const named = filter.principalId === null ? null : [filter.principalId.toLowerCase()];
  const isAbove = coveredBy(tenant, scope);
  const isIn = filter.atScope
    ? isAbove
    : (row: string) => isAbove(row) || covers(tenant, scope, row);

  return {
    principals: named ?? assignees,
    passes(row) {
      const names = (ids: readonly string[] | null): boolean =>
        ids === null || row.principals.some((principal) => ids.includes(principal.toLowerCase()));
      return names(assignees) && names(named) && isIn(row.scope);
    },
  };
}
