/** A label of a vertical line: where the line stands, and how wide the text is, in one unit. */
export interface Label {
  x: number;
  width: number;
}

/** Where a label is put: its left edge, and its row, counted from the top. */
export interface PlacedLabel extends Label {
  start: number;
  row: number;
}

/**
 * Puts each label beside its line, in the highest row where it covers no other label. Lines begin in
 * the row of their label and run down, and cross labels only where nothing else is left. No label
 * leaves the drawing, if it is no wider than that. `gap` keeps texts apart, from lines too.
 */
export function placeLabels(
  labels: Label[],
  { width, gap }: { width: number; gap: number },
): PlacedLabel[] {
  // A label steps down below those that were placed before it, on the side that it comes from.
  const fitsRight = ({ label }: { label: Label }): boolean => label.x + gap + label.width <= width;
  const byPosition = labels
    .map((label, index) => ({ label, index }))
    .sort((a, b) => a.label.x - b.label.x);
  const inOrder = [
    ...byPosition.filter((one) => !fitsRight(one)).reverse(),
    ...byPosition.filter(fitsRight),
  ];
  const placed: (PlacedLabel & { index: number })[] = [];
  for (const { label, index } of inOrder) {
    placed.push({ ...place(label, placed, { width, gap }), index });
  }
  return placed.sort((a, b) => a.index - b.index).map(({ index: _index, ...one }) => one);
}

function place(
  label: Label,
  placed: PlacedLabel[],
  { width, gap }: { width: number; gap: number },
): PlacedLabel {
  const fits = (start: number): boolean => start >= 0 && start + label.width <= width;
  const beside = [label.x + gap, label.x - gap - label.width].filter(fits);
  const starts = beside.length > 0 ? beside : [Math.max(0, width - label.width)];
  // One row more than there are labels is always free.
  const rows = Array.from({ length: placed.length + 1 }, (_, row) => row);
  const candidates = rows.flatMap((row) => starts.map((start) => ({ ...label, start, row })));
  const apart = candidates.filter((one) => placed.every((other) => !overlap(one, other, gap)));
  const uncrossed = apart.find((one) =>
    placed.every((other) => !crosses(other, one, gap) && !crosses(one, other, gap)),
  );
  return uncrossed ?? apart[0] ?? { ...label, start: 0, row: placed.length };
}

function overlap(a: PlacedLabel, b: PlacedLabel, gap: number): boolean {
  return a.row === b.row && a.start < b.start + b.width + gap && b.start < a.start + a.width + gap;
}

/** Whether the line of one label runs through the text of another one. */
function crosses(line: PlacedLabel, text: PlacedLabel, gap: number): boolean {
  return (
    line.row <= text.row && line.x > text.start - gap && line.x < text.start + text.width + gap
  );
}
