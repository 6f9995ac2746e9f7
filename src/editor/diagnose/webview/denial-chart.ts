import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import {
  layOutChart,
  type Bar,
  type ChartInput,
  type ChartLayout,
  type PlacedMark,
} from '../../../core/report/denials/chart-layout.ts';
import type { DenialLane } from '../../../core/report/denials/schema.ts';
import { minuteMs } from '../../../core/report/denials/time-axis.ts';
import { barWords, denialWords, laneTitle, markWords } from '../../../core/report/denials/words.ts';
import { clockRange, clockTime, minuteOfLocalDay, tickTime, utcTime } from './local-time.ts';

/** Something in the chart that can be pointed at and read out. */
interface Item {
  at: number;
  words: string;
  title: string;
  drawing: TemplateResult;
}

/** Which item each key moves to, from one of `count`. */
const moves: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => Math.min(count - 1, index + 1),
  ArrowLeft: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * The denials of one identity over time. It is drawn for the width that it has, so that texts keep
 * their size. It lives in the document's own tree: the panel's style sheet is its style sheet.
 */
class DenialChart extends LitElement {
  static override properties = {
    report: { attribute: false },
    lane: { attribute: false },
    width: { state: true },
    current: { state: true },
    shown: { state: true },
  };

  declare report: ChartInput['report'];
  declare lane: DenialLane;
  /** Pixels; 0 until it was measured. */
  declare width: number;
  /** The item that the Tab key comes to. */
  declare current: number;
  /** The item whose words stand below the chart; -1 where none is pointed at. */
  declare shown: number;

  private readonly observer = new ResizeObserver(() => this.measureWidth());

  constructor() {
    super();
    this.width = 0;
    this.current = 0;
    this.shown = -1;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
    this.measureWidth();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('report')) return;
    this.current = 0;
    this.shown = -1;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { report, lane, width } = this;
    const layout = layOutChart({
      ...{ report, lane, width },
      ...{ measure: this.measureText(), minuteOfDay: minuteOfLocalDay, tickLabel: tickTime },
    });
    const items = [
      ...layout.bars.map((bar) => barItem(bar, layout)),
      ...layout.marks.map((mark) => markItem(mark, layout)),
    ].sort((a, b) => a.at - b.at);
    const { who } = laneTitle(lane);
    return html`<svg
        class="chart"
        width=${width}
        height=${layout.height}
        role="group"
        aria-label=${`Denials of ${who} over time. The arrow keys move through them.`}
        @keydown=${(event: KeyboardEvent) => this.move(event, items.length)}
        @pointerleave=${() => (this.shown = -1)}
      >
        ${frame(layout, width)}
        ${items.map((item, index) => this.itemView(item, index, items.length))}
      </svg>
      <div class=${this.shown < 0 ? 'readout' : 'readout pointing'}>
        <p>${this.summary(layout)}</p>
        <p aria-hidden="true">${items[this.shown]?.words}</p>
      </div>`;
  }

  private itemView({ words, title, drawing }: Item, index: number, count: number): TemplateResult {
    return svg`<g
      class="item"
      role="img"
      aria-label=${words}
      tabindex=${index === Math.min(this.current, count - 1) ? 0 : -1}
      @focus=${() => {
        this.current = index;
        this.shown = index;
      }}
      @blur=${() => (this.shown = -1)}
      @pointerenter=${() => (this.shown = index)}
    ><title>${title}</title>${drawing}</g>`;
  }

  private move(event: KeyboardEvent, count: number): void {
    const target = moves[event.key]?.(this.current, count);
    if (target === undefined) return;
    event.preventDefault();
    this.querySelectorAll<SVGElement>('.item')[target]?.focus();
  }

  private summary({ binLength, highest }: ChartLayout): string {
    const { minutes } = this.lane;
    const last = minutes.at(-1);
    if (last === undefined) return 'Nothing was denied to it.';
    const count = minutes.reduce((sum, one) => sum + one.count, 0);
    const actions = [...new Set(minutes.flatMap((one) => one.actions))];
    const sources = [...new Set(minutes.flatMap((one) => one.sources))];
    const all = denialWords({ count, actions, sources });
    const lastAt = clockTime(Date.parse(last.minute));
    return `In all, ${all}, last at ${lastAt}. ${barWords(binLength, highest)}`;
  }

  private measureWidth(): void {
    this.width = Math.floor(this.clientWidth);
  }

  private measureText(): (text: string) => number {
    const context = document.createElement('canvas').getContext('2d');
    const { fontSize, fontFamily } = getComputedStyle(this);
    if (context !== null) context.font = `${fontSize} ${fontFamily}`;
    return (text) => context?.measureText(text).width ?? text.length * 8;
  }
}

customElements.define('denial-chart', DenialChart);

/** What stands still: the axis, and the time in which a grant may not work everywhere yet. */
function frame({ ticks, spreading, baseline, top, axis }: ChartLayout, width: number): unknown {
  return svg`<g aria-hidden="true">
    ${spreading.map((box) => svg`<rect class="spreading" x=${box.x} y=${box.y} width=${box.width} height=${box.height}></rect>`)}
    ${ticks.map(
      ({ x, text }) =>
        svg`<line class="grid" x1=${x} x2=${x} y1=${top} y2=${baseline + 4}></line>
          <text class="tick" x=${x} y=${axis} text-anchor="middle">${text}</text>`,
    )}
    <line class="baseline" x1="0" x2=${width} y1=${baseline} y2=${baseline}></line>
  </g>`;
}

function barItem(
  { bin, x, y, width, height, showsCount }: Bar,
  { binLength, top, baseline }: ChartLayout,
): Item {
  const isMinute = binLength <= minuteMs;
  const when = isMinute ? clockTime(bin.from) : clockRange(bin.from, bin.to);
  const words = `${when}: ${denialWords(bin)}`;
  const target = Math.max(width, 8);
  return {
    at: bin.from,
    words,
    title: `${words}\n${utcTime(bin.from)}${isMinute ? '' : ` to ${utcTime(bin.to)}`}`,
    drawing: svg`
      <rect class="target" x=${x + (width - target) / 2} y=${top} width=${target} height=${baseline - top}></rect>
      <rect class="bar" x=${x} y=${y} width=${width} height=${height} rx="1"></rect>
      ${showsCount ? svg`<text class="count" x=${x + width / 2} y=${y - 4} text-anchor="middle">${bin.count}</text>` : nothing}`,
  };
}

function markItem({ mark, x, label }: PlacedMark, { baseline, top }: ChartLayout): Item {
  const words = `${clockTime(mark.at)}: ${markWords(mark)}`;
  return {
    at: mark.at,
    words,
    title: `${words}\n${utcTime(mark.at)}`,
    drawing: svg`
      <line class="mark ${mark.kind}" x1=${x} x2=${x} y1=${label ? label.y - 10 : top} y2=${baseline}></line>
      <rect class="target" x=${x - 3} y=${top} width="6" height=${baseline - top}></rect>
      ${label ? svg`<text class="mark-label" x=${label.x} y=${label.y}>${label.text}</text>` : nothing}`,
  };
}
