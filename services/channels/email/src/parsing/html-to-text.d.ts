/** What is used of html-to-text, which brings no types. */
declare module 'html-to-text' {
  interface BlockTextBuilder {
    addLiteral(text: string): void;
  }
  export interface ConvertOptions {
    readonly wordwrap?: false | number;
    readonly selectors?: readonly object[];
    readonly formatters?: Readonly<
      Record<string, (element: unknown, walk: unknown, builder: BlockTextBuilder, options: unknown) => void>
    >;
    readonly limits?: { readonly maxDepth?: number; readonly maxChildNodes?: number; readonly ellipsis?: string };
  }
  export function convert(html: string, options?: ConvertOptions): string;
}
