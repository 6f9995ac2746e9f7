/**
 * Minutes that a row usually takes from the agent to the log, at most. Azure Monitor documents 20
 * seconds to 3 minutes on average, and 2 to 5 minutes in earlier editions of the page: the longest of
 * them is waited for.
 */
export const ingestionMinutes = 5;

/** Where the figure comes from. */
export const ingestionSource =
  'https://learn.microsoft.com/azure/azure-monitor/logs/data-ingestion-time';

/** Minutes from one ISO 8601 time to another. */
export function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}
