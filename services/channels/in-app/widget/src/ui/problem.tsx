/** In the DOM before it has something to say, so that it is announced. */
export function Problem({ text }: { readonly text: string | undefined }) {
  return (
    <div role="alert" class="problem">
      {text !== undefined && <p dir="auto">{text}</p>}
    </div>
  );
}
