import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    lib: { entry: 'src/widget.tsx', formats: ['iife'], name: 'Onethread', fileName: () => 'widget.js' },
  },
});
