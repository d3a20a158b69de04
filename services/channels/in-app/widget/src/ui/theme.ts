import { readableOn, textOn, type Rgb } from './contrast.ts';

/** Keeps the tenant's accent readable: texts on it and texts in it follow from the colours that really apply. */
export function applyTheme(root: HTMLElement): void {
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const colorOf = (value: string): Rgb | undefined => {
    probe.style.color = value;
    return pixelOf(getComputedStyle(probe).color);
  };
  const accent = colorOf('var(--accent)');
  const surface = colorOf('var(--surface)');
  probe.remove();
  if (accent === undefined || surface === undefined) return;
  root.style.setProperty('--on-accent', css(textOn(accent)));
  root.style.setProperty('--accent-text', css(readableOn(surface, accent)));
}

/** Any CSS colour (oklch, color-mix …) as the browser paints it. */
function pixelOf(color: string): Rgb | undefined {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function css(color: Rgb): string {
  return `rgb(${color.join(' ')})`;
}
