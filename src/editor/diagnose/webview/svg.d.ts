/** The build hands the text of an SVG file over. */
declare module '*.svg' {
  const text: string;
  export default text;
}
