import type { Location } from '../../../bicep/grants/role-grant.ts';
import type { GrantsMatrix, MatrixEntry } from '../../../bicep/views/grants-matrix.ts';
import { html, type Html } from './html.ts';

/** A link that opens a place, with the name and line to show; null where the file has gone. */
export type LinkTo = (location: Location) => { href: string; label: string } | null;

/** All grants of a deployment as a table: principals in rows, scopes in columns. */
export function grantsPage({ scopes, principals, gaps }: GrantsMatrix, linkTo: LinkTo): Html {
  const table =
    principals.length === 0
      ? html`<p>This deployment assigns no roles.</p>`
      : html`<div
          class="wide"
          tabindex="0"
          role="region"
          aria-label="Grants by principal and scope"
        >
          <table>
            <thead>
              <tr>
                <th scope="col">Principal</th>
                ${scopes.map(({ label }) => html`<th scope="col">${label}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${principals.map(
                ({ label, kind, cells }) =>
                  html`<tr>
                    <th scope="row">${label}<span class="note">${kind}</span></th>
                    ${cells.map((entries) => cell(entries, linkTo))}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`;
  return html`${table}${gapsList(gaps, linkTo)}`;
}

function cell(entries: MatrixEntry[], linkTo: LinkTo): Html {
  if (entries.length === 0) return html`<td class="none">none</td>`;
  return html`<td>
    <ul>
      ${entries.map(
        ({ role, when, location }) =>
          html`<li>
            ${role}${when.map((words) => html`<span class="note">${words}</span>`)}
            ${placeLink(location, linkTo)}
          </li>`,
      )}
    </ul>
  </td>`;
}

/** Where something is written, as a link where it can be opened. */
export function placeLink(location: Location, linkTo: LinkTo): Html {
  const link = linkTo(location);
  return link === null ? html`` : html`<a href="${link.href}">${link.label}</a>`;
}

function gapsList(gaps: GrantsMatrix['gaps'], linkTo: LinkTo): Html {
  if (gaps.length === 0) return html``;
  return html`<h2>What could not be read</h2>
    <p>There may be more grants in these:</p>
    <ul>
      ${gaps.map(
        ({ reference, reason, location }) =>
          html`<li>${reference}: ${reason} ${placeLink(location, linkTo)}</li>`,
      )}
    </ul>`;
}
