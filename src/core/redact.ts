/** What replaces a secret. It holds no character that a shell or Markdown reads specially. */
const mark = '[redacted]';

/**
 * Shapes of secrets that Azure texts carry, each with what stays of it. Lengths are the published
 * ones: 32 hexadecimal characters for older Azure AI keys, 84 for newer ones, 64 bytes in base64
 * for storage and bus keys. A trace id also has 32 hexadecimal characters and is lost with them:
 * better a missing trace id than a shown key.
 */
const secretShapes: { pattern: RegExp; keep: string }[] = [
  { pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, keep: '' },
  { pattern: /\b(Bearer\s+)(?!\$\()[\w.~+/-]{12,}=*/gi, keep: '$1' },
  {
    pattern:
      /\b((?:Account|SharedAccess|Instrumentation|Access|Subscription|Primary|Secondary)Key\s*=\s*)[^;&\s"']+/gi,
    keep: '$1',
  },
  {
    pattern:
      /((?:\b|_)(?:api[-_]?key|client[-_]?secret|password|pwd|(?:access|refresh|id)[-_]?token|sig)\s*=\s*)[^;&\s"']+/gi,
    keep: '$1',
  },
  {
    pattern:
      /(\\?["'](?:api[-_]?key|key|client[-_]?secret|secret|password|(?:access|refresh|id)[-_]?token|bearer[-_]?token|connection[-_]?string)\\?["']\s*:\s*\\?["'])[^"'\\]+/gi,
    keep: '$1',
  },
  { pattern: /(\b(?:ocp-apim-subscription-key|api-key)\s*:\s*)\S+/gi, keep: '$1' },
  { pattern: /\b[A-Za-z0-9+/]{86}==/g, keep: '' },
  { pattern: /\b[A-Za-z0-9]{84}\b/g, keep: '' },
  { pattern: /\b[0-9a-f]{32}\b/gi, keep: '' },
];

/** The text without keys, tokens, connection strings, SAS signatures and JWTs. Idempotent. */
export function redact(text: string): string {
  return secretShapes.reduce(
    (redacted, { pattern, keep }) => redacted.replace(pattern, `${keep}${mark}`),
    text,
  );
}

const secretNames = /key|secret|token|password|pwd|connection_?string|credential|\bsas\b|_sas/i;

/** An environment variable's value as it may be shown: its name alone can make it a secret. */
export function redactVariable(name: string, value: string): string {
  return secretNames.test(name) && !/^https?:\/\//i.test(value) ? mark : redact(value);
}
