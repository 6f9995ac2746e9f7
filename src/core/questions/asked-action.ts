/** What {@link isAction} takes, for the sentence that refuses anything else. */
export const actionForm =
  'one action without wildcards, such as Microsoft.CognitiveServices/accounts/OpenAI/responses/write';

/** Whether a text is a provider and what it offers. A wildcard stands in roles, not in a question. */
export function isAction(text: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)+(?:\/[^\s/*]+)+$/.test(text);
}
