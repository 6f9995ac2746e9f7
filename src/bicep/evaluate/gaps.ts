import type { Frame } from './frame.ts';

/** Notes once for each call what could not be read of it. */
export function addGap(frame: Frame, gap: Frame['run']['gaps'][number]): void {
  const { gaps } = frame.run;
  const { file, span } = gap.location;
  const isKnown = gaps.some(
    ({ location }) => location.file === file && location.span.start === span.start,
  );
  if (!isKnown) gaps.push(gap);
}
