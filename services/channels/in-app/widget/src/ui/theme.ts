import { readableOn, textOn, type Rgb } from './contrast.ts';

/** Light or dark, which way it reads, and the tenant's accent kept readable: texts on it and texts in it follow from the colours that really apply. */
export function applyTheme(root: HTMLElement, dark: boolean): void {
  root.classList.toggle('dark', dark);
  // For the few things that logical properties cannot say.
  root.classList.toggle('rtl', getComputedStyle(root).direction === 'rtl');
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const colorOf = (value: string): Rgb | undefined => {
    probe.style.color = value;
    return pixelOf(getComputedStyle(probe).color);
  };
  const accent = colorOf('var(--accent)');
  // The bubbles lie between surface and accent: what can be read on them can be read on both.
  const bubble = colorOf('var(--raised)');
  probe.remove();
  if (accent === undefined || bubble === undefined) return;
  root.style.setProperty('--on-accent', css(textOn(accent)));
  root.style.setProperty('--accent-text', css(readableOn(bubble, accent)));
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
